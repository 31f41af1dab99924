"""Who looks at a lane before and after it is public: review, history, locks, comments, mails."""

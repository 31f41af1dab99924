"""Who looks after a page, and when it is to be looked at again."""

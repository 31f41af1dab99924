"""What staff upload: what is taken, what is taken out of it, and how it is kept."""

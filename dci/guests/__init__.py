"""Links that show a draft in one language to somebody without an account."""

"""One object in one language: the lane that a translator works in."""

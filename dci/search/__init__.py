"""Finding things: an index of what is public, word by word, and the questions readers put to it."""

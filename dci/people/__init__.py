"""The accounts of staff: what is kept of a person, how they leave, and who has left unnoticed."""

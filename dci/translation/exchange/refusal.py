"""A file that is not taken."""


class Refusal(ValueError):  # noqa: N818 what the sender of the file is told, not a fault
    """Says, in a sentence for the person who sent a file, why nothing of it was taken."""

"""An archive that is not taken."""


class Refusal(Exception):  # noqa: N818 what the operator is told, not a fault
    """Says in a sentence why nothing was written."""

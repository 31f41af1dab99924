"""Where e-mail and web addresses stand in a text."""

import re

# Without the punctuation that ends a sentence rather than an address.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]’']"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


def addresses(text: str) -> list[str]:
    """The addresses in ``text``, in their order."""
    return ADDRESS.findall(text)

"""What the checks say of a source and its translation.

codes("57 girls", "58 filles")                  what is found, by its code
repair("About us", "À propos.")                 the first finding's mended target
"""

from dci.translation.checks import Pair, findings

NB, NNB = "\u00a0", "\u202f"
LINK = '<a linktype="page" id="7">{}</a>'


def codes(source: str, target: str, language: str = "fr", **more) -> list[str]:
    return [one.code for one in findings(Pair(source, target, language, **more))]


def repair(source: str, target: str, language: str = "fr", **more) -> str | None:
    return findings(Pair(source, target, language, **more))[0].repair

"""Checks of a translation against its source, each a small function.

    for finding in findings(Pair(source, target, "fr")):
        finding.code, finding.message, finding.repair

    of_lane(lane)                    {path: [finding, ...]} without what was dismissed

They are careful rather than complete: a check that cries for nothing teaches people not to read.
Everything the site comes with passes all of them.
"""

from ..help.glossary import KnownTerm
from .checker import Checker
from .every import CHECKS, findings
from .lanes import of_lane
from .pair import Finding, Pair

__all__ = ["CHECKS", "Checker", "Finding", "KnownTerm", "Pair", "findings", "of_lane"]

"""Checks of a translation against its source, each a small function.

    for finding in findings(Pair(source, target, "fr")):
        finding.code, finding.message, finding.repair

    of_lane(lane)                    {path: [finding, ...]} without what was dismissed

They are careful rather than complete: a check that cries for nothing teaches people not to read.
Everything the site comes with passes all of them.
"""

from ..help.glossary import KnownTerm
from .every import CHECKS, findings
from .lanes import LaneChecker, of_lane
from .pair import Finding, Pair

__all__ = ["CHECKS", "Finding", "KnownTerm", "LaneChecker", "Pair", "findings", "of_lane"]

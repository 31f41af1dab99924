"""Projects: where, when, with whom, with what result."""

from .documents import DocumentSet, DocumentVariant
from .index import ProjectIndexPage
from .pages import ProjectPage
from .rows import KeyFigure, Milestone, ProjectRole
from .subjects import Region, Theme

__all__ = [
    "DocumentSet",
    "DocumentVariant",
    "KeyFigure",
    "Milestone",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectRole",
    "Region",
    "Theme",
]

"""What may import what: languages <- translation <- dci <- partners <- projects, network."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.queries import APPS, ROOT

# What everything may stand on, and stands on nothing of ours.
GROUND = {"dci.clock", "dci.languages", "dci.letters", "dci.put_by", "dci.row_lock"}
# Each may import from itself and from what is named behind it.
ARROWS = {
    **{part: set() for part in GROUND},
    "dci.translation": GROUND,
    "dci": GROUND | {"dci.translation"},
    "partners": GROUND | {"dci.translation", "dci"},
    "projects": GROUND | {"dci.translation", "dci", "partners"},
    "network": GROUND | {"dci.translation", "dci", "partners"},
}
# Translation finds models by their ``translated_fields``; it does not even name one.
MODEL = re.compile(rf"({'|'.join(APPS)})\.[A-Z]\w+")
MODULES = sorted(path.relative_to(ROOT) for app in APPS for path in (ROOT / app).rglob("*.py"))


def part_of(module: str) -> str | None:
    """The part of the project that a module belongs to, ``None`` for other people's."""
    parts = [part for part in ARROWS if f"{module}.".startswith(f"{part}.")]
    return max(parts, key=len, default=None)


def imported(code: str, module: str) -> Iterator[str]:
    """The modules that ``module`` imports, and what it takes from them, by full names."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            start = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def violations(code: str, module: str) -> list[str]:
    own = part_of(module)
    found = [
        name
        for name in imported(code, module)
        if (part := part_of(name)) and part != own and part not in ARROWS[own]
    ]
    if own == "dci.translation":
        found += [match[0] for match in MODEL.finditer(code)]
    return found


def name_of(path: Path) -> str:
    """A module's name; a package's ends in ``__init__``, so that one dot means the package."""
    return ".".join(path.with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_arrows_point_one_way(path):
    assert violations((ROOT / path).read_text(), name_of(path)) == []


@pytest.mark.parametrize(
    ("module", "planted", "found"),
    [
        ("dci.languages", "from dci.models import SitePage", "dci.models.SitePage"),
        ("dci.languages", "from dci.translation import lanes", "dci.translation.lanes"),
        ("dci.translation.lanes", "from dci.models import SitePage", "dci.models.SitePage"),
        ("dci.translation.lanes", "from ..models import SitePage", "dci.models.SitePage"),
        ("dci.translation.lanes", "from dci import addresses", "dci.addresses"),
        ("dci.translation.lanes", 'get_model("dci.SitePage")', "dci.SitePage"),
        ("dci.models.home", "import projects.models", "projects.models"),
        ("dci.models.home", "def f():\n    from partners import models", "partners.models"),
        ("partners.models.pages", "from projects.models import Region", "projects.models.Region"),
        (
            "projects.models.pages",
            "from network.models import LogoGroup",
            "network.models.LogoGroup",
        ),
        ("network.models", "from projects import models", "projects.models"),
    ],
)
def test_arrow_that_points_the_other_way_is_found(module, planted, found):
    assert violations(planted, module) == [found]


@pytest.mark.parametrize(
    ("module", "harmless"),
    [
        ("dci.translation.lanes", "from dci import languages\nfrom .models import Translation"),
        ("dci.translation.__init__", "from . import lanes"),
        ("dci.models.home", "from dci.translation import lanes\nfrom .site_page import SitePage"),
        ("dci.blocks.links", 'SnippetChooserBlock("partners.Organisation")'),
        ("network.models", "from partners.models import Organisation\nimport dcikit"),
    ],
)
def test_what_may_be_imported_is_not_found(module, harmless):
    assert violations(harmless, module) == []

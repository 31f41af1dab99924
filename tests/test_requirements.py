"""What is installed: chosen by hand, pinned with what it needs in turn, known by its digests.

``requirements.in`` and ``requirements-dev.in`` say what was chosen and why; ``make pin`` writes
``requirements.txt`` and ``requirements-dev.txt`` from them.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, packages_distributions, version
from importlib.metadata import distribution as installed
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name as plain

ROOT = Path(__file__).parents[1]
SITE, TESTS = "requirements", "requirements-dev"
OURS = ("dci", "network", "partners", "projects", "tests")
# What no line of ours names, and why it is there.
UNNAMED = {
    "psycopg": "Django speaks to PostgreSQL with it",
    "granian": "operators start the site with it (docs/deploy)",
}
# What the site imports of the tests' packages.
DRAWING = {"playwright"}  # dci/starter/draw.py, which draws the starter's pictures on a laptop
# What the server of moto imports and does not ask for; all that its own extra asks for is much.
SERVED = {"flask", "flask-cors"}


def lines(file: str) -> list[str]:
    """What a file asks for, a line each, without comments."""
    text = (ROOT / file).read_text().replace("\\\n", "")
    found = [re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines()]
    return [line for line in found if line and not line.startswith("-c ")]


def chosen(name: str) -> list[Requirement]:
    return [Requirement(line) for line in lines(f"{name}.in")]


def pinned(name: str) -> dict[str, Requirement]:
    """What is installed here of a file, by its name."""
    asked = [Requirement(line.partition("--hash")[0]) for line in lines(f"{name}.txt")]
    return {plain(one.name): one for one in asked if not one.marker or one.marker.evaluate()}


def needs(requirement: Requirement) -> Iterator[Requirement]:
    """What a package asks for itself on this machine, with the extras that were chosen of it."""
    for line in installed(requirement.name).requires or ():
        needed = Requirement(line)
        extras = [{"extra": extra} for extra in ("", *requirement.extras)]
        if not needed.marker or any(needed.marker.evaluate(extra) for extra in extras):
            yield needed


def closure(requirements: Iterable[Requirement]) -> set[str]:
    """The names of all that is needed, however far down."""
    waiting, found = list(requirements), set()
    while waiting:
        one = waiting.pop()
        key = (plain(one.name), *sorted(one.extras))
        if key not in found:
            found.add(key)
            waiting += needs(one)
    return {name for name, *_extras in found}


@cache
def imported(*folders: str) -> set[str]:
    """The distributions that the Python files of some folders import."""
    modules = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                modules |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add(node.module.partition(".")[0])
    theirs = modules - set(OURS) - set(sys.stdlib_module_names)
    return {plain(name) for module in theirs for name in providers()[module]}


def named() -> set[str]:
    """The distributions whose modules the settings name, or the Makefile and the audit start."""
    files = ("dci/settings.py", "Makefile", "tests/scanners/tools.py")
    text = "".join((ROOT / file).read_text() for file in files)
    words = set(re.findall(r'"(\w+)[\w.]*"', text)) | set(re.findall(r'-m[", ]+(\w+)', text))
    return {plain(name) for word in words for name in providers().get(word, ())}


@cache
def providers() -> Mapping[str, list[str]]:
    """The distributions that bring a module."""
    return packages_distributions()


def plugins() -> set[str]:
    return {plain(point.dist.name) for point in entry_points(group="pytest11")}


@pytest.mark.parametrize("name", [SITE, TESTS])
def test_every_package_has_one_version_and_known_digests(name):
    one = r"[\w.-]+==[\w.]+(?: ; [^;]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+"
    assert [line for line in lines(f"{name}.txt") if not re.fullmatch(one, line)] == []


@pytest.mark.parametrize("name", [SITE, TESTS])
def test_what_is_chosen_is_what_is_pinned(name):
    asked = {plain(one.name): str(one.specifier) for one in chosen(name)}
    assert all(re.fullmatch(r"==[\w.]+", specifier) for specifier in asked.values())
    assert asked.items() <= {key: str(one.specifier) for key, one in pinned(name).items()}.items()


@pytest.mark.parametrize("name", [SITE, TESTS])
def test_nothing_is_pinned_that_nothing_needs(name):
    assert pinned(name).keys() == closure(chosen(name))


@pytest.mark.parametrize("name", [SITE, TESTS])
def test_what_is_pinned_is_what_the_tests_run_on(name):
    wrong = {}
    for key, one in pinned(name).items():
        try:
            if not one.specifier.contains(version(key)):
                wrong[key] = version(key)
        except PackageNotFoundError:
            wrong[key] = "missing"
    assert wrong == {}


def test_both_files_pin_the_same_versions():
    site, tests = pinned(SITE), pinned(TESTS)
    both = site.keys() & tests.keys()
    assert [key for key in both if site[key].specifier != tests[key].specifier] == []


def test_what_is_imported_was_chosen_or_is_a_part_of_what_was():
    site = {plain(one.name) for asked in chosen(SITE) for one in (asked, *needs(asked))}
    tests = {plain(one.name) for asked in chosen(TESTS) for one in (asked, *needs(asked))}
    assert imported(*OURS[:-1]) - site == DRAWING
    assert imported("tests") - site - tests == set()


def test_what_was_chosen_is_used():
    site = {plain(one.name) for one in chosen(SITE)}
    assert site - imported(*OURS[:-1]) - named() == UNNAMED.keys()
    tests = {plain(one.name) for one in chosen(TESTS)}
    assert tests - imported("tests") - named() - plugins() == SERVED

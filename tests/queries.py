"""Reads our code for queries that name a text and not its column in a language.

In a query, modeltranslation takes ``title`` for the column of whatever language is active, or for
the base column, depending on where it stands: only ``title_en`` means what it says.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
APPS = ("dci", "network", "partners", "projects")

METHODS = {
    "aggregate", "alias", "annotate", "bulk_update", "create", "defer", "distinct", "earliest",
    "exclude", "filter", "get", "get_or_create", "in_bulk", "latest", "only", "order_by", "update",
    "update_or_create", "values", "values_list",
}  # fmt: skip
EXPRESSIONS = {
    "Avg", "Case", "Coalesce", "Collate", "Concat", "Count", "F", "Length", "Lower", "Max", "Min",
    "NullIf", "OuterRef", "Q", "Replace", "StrIndex", "Substr", "Trim", "Upper", "When",
    "AutocompleteField", "FilterField", "SearchField",
}  # fmt: skip
# Models whose fields have no columns in languages: other people's, and those of lanes themselves,
# whose querysets are called after what is in them.
OTHERS = {"ContentType", "Group", "GroupApprovalTask", "Permission", "Site", "Task", "Workflow"}
OTHERS |= {"ModelLogEntry"}
OTHERS |= {"Comment", "MemoryEntry", "Term", "TermTranslation", "TermViewSet", "Translation"}
OTHERS |= {"comments", "entries", "lanes", "terms"}
LISTS = {"ordering", "search_fields", "list_display", "list_filter"}
KEYWORDS = {"update_fields", "unique_fields", "fields", "defaults"}


@dataclass(frozen=True, order=True)
class Finding:
    """A translated name in a query."""

    line: int
    name: str


def findings(code: str, names: set[str]) -> list[Finding]:
    """Where ``code`` names one of ``names`` in a query, an index, an ordering or a saved field."""
    return sorted({Finding(line, name) for line, name in _named(ast.parse(code), names)})


def _named(tree: ast.AST, names: set[str]) -> Iterator[tuple[int, str]]:
    for node in _walk(tree):
        for found in _names_in(node):
            for part in found.removeprefix("-").split("__"):
                if part in names:
                    yield node.lineno, part


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but those in the classes of ``OTHERS``."""
    if not (isinstance(node, ast.ClassDef) and node.name in OTHERS):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _walk(child)


def _names_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and _root(node.func) not in OTHERS:
        if _called(node) in METHODS | EXPRESSIONS:
            yield from (keyword.arg for keyword in node.keywords if keyword.arg)
            yield from _texts(node.args if _called(node) != "get" else ())  # a dictionary's ``get``
        yield from _texts(keyword.value for keyword in node.keywords if keyword.arg in KEYWORDS)
    elif isinstance(node, ast.Assign):
        targets = [getattr(target, "id", "") for target in node.targets]
        if LISTS & set(targets):
            yield from _texts([node.value])


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", None) or getattr(node.func, "id", "")


def _root(node: ast.AST) -> str:
    """What a chain of calls begins with: ``Group`` in ``Group.objects.filter``."""
    while not isinstance(node, ast.Name):
        node = getattr(node, "value", None) or getattr(node, "func", None) or ast.Name("")
    return node.id


def _texts(nodes) -> Iterator[str]:
    """Texts, also inside lists and dictionaries, but not inside other calls."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            yield from _texts(node.elts)
        elif isinstance(node, ast.Dict):
            yield from _texts(key for key in node.keys if key)
        elif isinstance(node, ast.Starred):
            yield from _texts([node.value])


def modules() -> list[Path]:
    """Our modules, without migrations, which know no columns but those they name."""
    found = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)

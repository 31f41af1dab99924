"""Whether the trees of pages and collections are whole, and pages where their parents are."""

from collections import Counter
from collections.abc import Iterator

from treebeard.mp_tree import MP_Node
from wagtail.models import Collection

from dci import addresses, languages
from dci.models import SitePage


def trees() -> Iterator[str]:
    """What treebeard's ``find_problems`` looks for, in one query and not in three for each node."""
    for model in (SitePage, Collection):
        yield from _of_tree(model)


def _of_tree(model: type[MP_Node]) -> Iterator[str]:
    name = model._meta.verbose_name
    columns = ("pk", "path", "depth", "numchild")
    nodes = list(model._base_manager.order_by("path").values_list(*columns))
    paths = {path for _pk, path, _depth, _children in nodes}
    children = Counter(path[: -model.steplen] for path in paths)
    for pk, path, depth, numchild in nodes:
        above = path[: -model.steplen]
        if len(path) % model.steplen or set(path) - set(model.alphabet):
            yield f"{name} {pk} has no place in the tree: {path}"
        elif depth != len(path) // model.steplen:
            yield f"{name} {pk} says that it is {depth} deep, at {path}"
        elif above and above not in paths:
            yield f"{name} {pk} has no parent at {above}"
        if numchild != children[path]:
            yield f"{name} {pk} says {numchild} children and has {children[path]}"


def page_addresses() -> Iterator[str]:
    """Whether each page's address is its parent's and its own slug, and nobody else's."""
    for language in languages.ALL:
        slug, path = addresses.slug_column(language), addresses.path_column(language)
        pages = SitePage._base_manager.order_by("path")
        of_parents, taken = {}, {}
        for pk, place, own, address in pages.values_list("pk", "path", slug, path).iterator():
            of_parents[place] = address
            above = of_parents.get(place[: -SitePage.steplen])
            expected = "/" if above is None else f"{above}{own}/"
            if address != expected:
                yield f"page {pk} is at {address} and not at {expected} ({language})"
            if address in taken:
                yield f"pages {taken[address]} and {pk} are both at {address} ({language})"
            taken[address] = pk

"""Addresses of pages, one a language.

``slug`` and ``url_path`` are Wagtail's own and hold the source language. ``slug_fr``,
``url_path_fr`` ... hold the others. They are always filled: with the page's own slug in that
language, or with the source's. Where an address changes, the old one leads to the new one.
"""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site, get_page_models

from dci import languages
from dci.translation.slugs import made_from


def slug_column(language: str) -> str:
    return "slug" if language == languages.SOURCE else languages.column("slug", language)


def path_column(language: str) -> str:
    return "url_path" if language == languages.SOURCE else languages.column("url_path", language)


SLUG_COLUMNS = [slug_column(code) for code in languages.TARGETS]
PATH_COLUMNS = [path_column(code) for code in languages.TARGETS]
COLUMNS = [*SLUG_COLUMNS, *PATH_COLUMNS]


class Addresses(models.Model):
    """The address columns of the languages that are not the source."""

    class Meta:
        abstract = True


for code in languages.TARGETS:
    Addresses.add_to_class(
        slug_column(code),
        models.SlugField(_("slug"), max_length=255, allow_unicode=True, default="", editable=False),
    )
    Addresses.add_to_class(
        path_column(code), models.TextField(_("URL path"), blank=True, default="", editable=False)
    )


@dataclass(frozen=True)
class Stored:
    """A page's slugs and paths, by language, as the database has them."""

    slugs: dict[str, str]
    paths: dict[str, str]


def public(path: str, language: str) -> str:
    """The address, in ``language``, of the page at ``path`` below the home page.

    As ``reverse("wagtail_serve", args=[path])`` writes it, which a page with its menu asks for
    seventy times.
    """
    return _start(language, get_script_prefix()) + quote(path, safe=UNQUOTED)


UNQUOTED = "!$&'()*+,;=/~:@"  # RFC 3986


@lru_cache(64)  # some servers let visitors say the prefix
def _start(language: str, _prefix: str) -> str:
    with translation.override(language):
        return reverse("wagtail_serve", args=[""])


def stored(page) -> Stored | None:
    """What the database says of ``page``, or ``None`` for a page that is not in it yet."""
    names = {code: (slug_column(code), path_column(code)) for code in languages.ALL}
    columns = [column for pair in names.values() for column in pair]
    row = _pages(page).filter(pk=page.pk).values(*columns).first() if page.pk else None
    if row is None:
        return None
    return Stored(
        slugs={code: row[slug] for code, (slug, path) in names.items()},
        paths={code: row[path] for code, (slug, path) in names.items()},
    )


def is_free(slug: str, language: str, parent, page=None) -> bool:
    """Whether no other child of ``parent`` has ``slug`` in ``language``."""
    siblings = parent.get_children()
    if page is not None and page.pk:
        siblings = siblings.exclude(pk=page.pk)
    return not siblings.filter(**{slug_column(language): slug}).exists()


def source_slug_is_free(slug: str, parent, page=None) -> bool:
    """Whether ``page`` can have ``slug`` without meeting a sibling in any language.

    A page without a slug of its own in French uses the source's there too.
    """
    if parent is None:
        return True
    before = stored(page) if page is not None else None
    wanted = [languages.SOURCE]
    wanted += [code for code in languages.TARGETS if before is None or _follows(page, before, code)]
    taken = Q()
    for code in wanted:
        taken |= Q(**{slug_column(code): slug})
    siblings = parent.get_children()
    if page is not None and page.pk:
        siblings = siblings.exclude(pk=page.pk)
    return not siblings.filter(taken).exists()


def fill(page, parent) -> None:
    """Give a page that is new, or only in memory, its paths under ``parent``."""
    for code in languages.TARGETS:
        if parent is None or parent.depth == 1 or not getattr(page, slug_column(code)):
            setattr(page, slug_column(code), page.slug)
        path = (
            f"{getattr(parent, path_column(code))}{getattr(page, slug_column(code))}/"
            if parent
            else "/"
        )
        setattr(page, path_column(code), path)


def settle(page, before: Stored) -> None:
    """After a page was renamed or moved: its addresses and its descendants', in each language.

    The source's ``url_path`` is Wagtail's work and is right already.
    """
    parent = page.get_parent(update=True)
    changed = {}
    for code in languages.TARGETS:
        if is_at_top(parent):
            slug = page.slug
        else:
            slug = page.slug if _follows(page, before, code) else before.slugs[code]
            slug = free_slug(slug, code, parent, page)
        path = f"{getattr(parent, path_column(code))}{slug}/" if parent else "/"
        if (slug, path) != (before.slugs[code], before.paths[code]):
            changed[code] = slug, path
    _write(page, before, changed)
    if page.url_path != before.paths[languages.SOURCE]:
        _leave_redirects(page, languages.SOURCE, before.paths[languages.SOURCE], page.url_path)


def take(page, language: str, wanted: str, title: str) -> None:
    """Give ``page`` its own address in ``language``: ``wanted``, or one made from ``title``.

    Raises ``SlugTaken`` when ``wanted`` is a sibling's. One that is made gets a number instead,
    and stays when the title is corrected.
    """
    parent, before = page.get_parent(), stored(page)
    has_one = before.slugs[language] != before.slugs[languages.SOURCE]
    if is_at_top(parent) or (has_one and not wanted):
        return
    if wanted and not is_free(wanted, language, parent, page):
        raise SlugTaken(wanted)
    made = made_from(title) or page.slug
    slug = wanted or free_slug(made, language, parent, page)
    path = f"{getattr(parent, path_column(language))}{slug}/"
    if slug != before.slugs[language]:
        _write(page, before, {language: (slug, path)})


def own_slug(page, language: str) -> str | None:
    """What ``page`` is called in ``language``: "" if it goes with the source, ``None`` if it must.

    Below the root there are only home pages, and those must.
    """
    if is_at_top(page.get_parent()):
        return None
    slug = getattr(page, slug_column(language))
    return "" if slug == page.slug else slug


def check(page, language: str, slug: str) -> None:
    """Raise ``SlugTaken`` when a sibling of ``page`` has ``slug`` in ``language``."""
    parent = page.get_parent()
    if not is_at_top(parent) and not is_free(slug, language, parent, page):
        raise SlugTaken(slug)


class SlugTaken(ValidationError):  # noqa: N818 what the translator is told, not a fault
    """A sibling of the page has this slug in the same language."""

    def __init__(self, slug: str):
        super().__init__(_("The address “%(slug)s” is already in use here.") % {"slug": slug})


def is_at_top(parent) -> bool:
    """Below the root there are only home pages, and their slug is the same in each language."""
    return parent is None or parent.depth == 1


def free_slug(slug: str, language: str, parent, page) -> str:
    """``slug``, or ``slug-2``, ``slug-3`` ... where a sibling has it."""
    candidate, number = slug, 1
    while not is_free(candidate, language, parent, page):
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def _follows(page, before: Stored, language: str) -> bool:
    """Whether the page has no slug of its own in ``language`` but goes with the source's."""
    is_same = before.slugs[language] == before.slugs[languages.SOURCE]
    return is_same and not page.is_available(language)


def _pages(page):
    return page.base_page_model.objects.order_by()


def _write(page, before: Stored, changed: dict[str, tuple[str, str]]) -> None:
    values = {}
    for code, (slug, path) in changed.items():
        values |= {slug_column(code): slug, path_column(code): path}
    if values:
        _pages(page).filter(pk=page.pk).update(**values)
        for name, value in values.items():
            setattr(page, name, value)
    for code, (_slug, path) in changed.items():
        old = before.paths[code]
        _leave_redirects(page, code, old, path)
        name = path_column(code)
        _pages(page).filter(path__startswith=page.path).exclude(pk=page.pk).update(
            **{name: Concat(Value(path), Substr(name, len(old) + 1))}
        )


def _leave_redirects(page, language: str, old: str, new: str) -> None:
    """Lead the public addresses under ``old`` to the pages that have them now, under ``new``."""
    root = next(
        (root for root in Site.get_site_root_paths() if old.startswith(root.root_path)), None
    )
    if root is None or old in (new, root.root_path):
        return
    with translation.override(language):
        start = reverse("wagtail_serve", args=[""])
    name = path_column(language)
    moved = _pages(page).filter(path__startswith=page.path, live=True).values_list("pk", name)
    redirects = []
    for pk, path in moved:
        rest = path[len(new) :] if path.startswith(new) else path[len(old) :]
        address = f"{start}{old[len(root.root_path) :]}{rest}"
        redirects.append(
            Redirect(
                old_path=Redirect.normalise_path(address),
                site_id=root.site_id,
                redirect_page_id=pk,
                automatically_created=True,
            )
        )
    Redirect.objects.bulk_create(
        [redirect for redirect in redirects if len(redirect.old_path) <= 255],
        update_conflicts=True,
        unique_fields=["old_path", "site"],
        update_fields=["redirect_page", "redirect_link", "automatically_created"],
    )


def fill_empty() -> int:
    """Give pages that have none in some language the source's address there.

    Returns how many pages were filled: those from before a language was added, and the rows
    that Wagtail makes itself. Parents come before their children.
    """
    model = get_page_models()[0].base_page_model
    empty = Q()
    for column in PATH_COLUMNS:
        empty |= Q(**{column: ""})
    pages = model.objects.filter(empty).order_by("path") if PATH_COLUMNS else model.objects.none()
    for page in pages:
        fill(page, page.get_parent(update=True))
        values = {name: getattr(page, name) for name in COLUMNS}
        model.objects.filter(pk=page.pk).update(**values)
    return len(pages)

"""Thousands of pages to measure the desk with: rows as publishing them would have left them."""

from datetime import timedelta
from itertools import cycle

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from dci import languages
from dci.models import ContentPage, SitePage
from dci.translation.models import State, Translation

PAGES_A_SECTION = 50
SEGMENTS = 15
BATCH = 100
WORDS = "every child is heard in any judicial and administrative proceedings that affect the child"

# The desk as people use it: what is measured, and where it is.
DESK = {
    "whole": "",
    "by need": "?language=fr&state=to_do",
    "by age": "?order=age",
    "by title": "?order=title",
    "search": "?q=page+49",
    "last page": "?p=100",
    "nobody's": "?assignee=nobody&state=outdated",
}


def make_pages(number: int) -> SitePage:
    """So many live pages in sections, with lanes in all states. The first section."""
    root = SitePage.get_first_root_node()
    sections = [_section(root, at) for at in range(-(-number // PAGES_A_SECTION))]
    pages = SitePage.objects.bulk_create(
        _below(sections[at // PAGES_A_SECTION], at) for at in range(number)
    )
    add_own_rows(ContentPage, pages)
    Translation.objects.bulk_create(list(_lanes(pages)), batch_size=500)
    return sections[0]


def add_own_rows(model: type[SitePage], pages: list[SitePage], **values) -> None:
    """The rows of a page type for rows of the base page.

    Django's ``bulk_create`` knows one table only; this is the step that it takes for each.
    """
    fields, rows = model._meta.local_concrete_fields, model._base_manager.all()
    for start in range(0, len(pages), BATCH):
        batch = [model(sitepage_ptr_id=page.pk, **values) for page in pages[start : start + BATCH]]
        rows._insert(batch, fields=fields, using=rows.db, raw=True)


def _section(root: SitePage, at: int) -> SitePage:
    page = ContentPage(title_en=f"Section {at}", slug=f"bench-{at}", numchild=PAGES_A_SECTION)
    return root.add_child(instance=page)


def _below(section: SitePage, at: int) -> SitePage:
    step = SitePage._int2str(at % PAGES_A_SECTION + 1).rjust(SitePage.steplen, "0")
    return SitePage(
        title_en=f"A page of some importance, number {at}",
        draft_title=f"Page {at}",
        slug=f"page-{at}",
        url_path=f"{section.url_path}page-{at}/",
        path=section.path + step,
        depth=section.depth + 1,
        content_type=ContentType.objects.get_for_model(ContentPage),
        locale_id=section.locale_id,
    )


def _lanes(pages: list[SitePage]):
    people = cycle([*get_user_model().objects.all()[:20], None])
    states, now = cycle(State.values), timezone.now()
    base = ContentType.objects.get_for_model(SitePage)
    segments = [
        {"path": f"body.{at}", "source": WORDS, "target": WORDS, "state": "valid"}
        for at in range(SEGMENTS)
    ]
    for number, page in enumerate(pages):
        for code in languages.TARGETS:
            state = next(states)
            yield Translation(
                content_type=base,
                object_id=page.pk,
                language=code,
                segments=segments,
                title=page.title_en,
                specific_type=page.content_type,
                publicity=number % 4,
                state=state,
                words_left=0 if state == State.UP_TO_DATE else number % 400 + 1,
                state_since=now - timedelta(hours=number),
                live=state == State.UP_TO_DATE,
                assignee=next(people),
            )

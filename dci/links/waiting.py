"""On the admin's home page: broken links on one's own pages."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from dci.editing.own_work import edit_url
from dci.editing.waiting import Entry, Waiting, first_of

from .report import NAME, page_links_of, place, why


def waiting(user) -> Iterator[Waiting]:
    """The newest first."""
    yield from first_of(
        _("Broken links on your pages"),
        page_links_of(user).order_by("-pk"),
        lambda link: Entry(
            str(link.owner), edit_url(link.object_id), f"{place(link)}: {why(link)}"
        ),
        reverse(NAME),
    )

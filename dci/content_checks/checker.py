"""Our rules in Wagtail's checker, which shows them beside its own in the editor's *Checks*.

The findings are marked in the preview (``marking``); of the browser each rule asks only whether
there is an element with its mark.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from .marking import MARK

MESSAGES = {
    "link": (
        _("Link that does not say where it leads"),
        _("Name what is there: people who have links read to them hear nothing else."),
    ),
    "acronym": (
        _("Acronym that the page never explains"),
        _("Write it out once, with the acronym in brackets, or use “Abbreviation”."),
    ),
    "figure": (
        _("Figure without year or source"),
        _("Say of which year it is, or where it comes from."),
    ),
    "number": (
        _("Number written as in another language"),
        _("English: 57,000 and 50%. French: 57 000 and 50 %, with no-break spaces."),
    ),
    "unpublished": (
        _("Link to a page that is not published"),
        _("Visitors see the words without a link until that page is published."),
    ),
    "description": (
        _("Page without a description"),
        _("Write an introduction, or a text for search engines in the tab “Promote”."),
    ),
    "sentence": (
        _("Very long sentence"),
        _("Most people read it twice. Make two or three of it."),
    ),
}
NO_NAME = (
    r"\.(avif|gif|jpe?g|png|svg|webp|tiff?)$|_|^(dsc|img|image|photo|picture|foto|imagen)\W*\d*$"
)
OURS = {
    "check-image-alt-text": {"options": {"pattern": NO_NAME}},
}


class SiteContentChecker(ContentCheckerItem):
    """Wagtail's checks and those of this site."""

    axe_run_only = [
        # Wagtail's own overlooks a page that has no such element at all.
        *(rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"),
        *(f"site-{name}" for name in MESSAGES),
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": f"site-{name}",
                "impact": "moderate",
                "selector": f"[{MARK}~={name}]",
                "tags": ["best-practice"],
                "none": ["is-marked"],
                "enabled": True,
            }
            for name in MESSAGES
        ),
    ]
    axe_custom_checks = [
        *({**check, **OURS.get(check["id"], {})} for check in ContentCheckerItem.axe_custom_checks),
        {
            "id": "is-marked",
            "evaluate": "attr-non-space-content-evaluate",
            "options": {"attribute": MARK},
        },
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        **{
            f"site-{name}": {"error_name": error, "help_text": help_text}
            for name, (error, help_text) in MESSAGES.items()
        },
    }


def use(request, items: list, page) -> None:
    """Put our checker into the place of Wagtail's."""
    items[:] = [
        SiteContentChecker(in_editor=item.in_editor)
        if isinstance(item, ContentCheckerItem)
        else item
        for item in items
    ]

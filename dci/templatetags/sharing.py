"""What the head of a page tells others than its readers."""

from django import template

from dci import sites
from dci.sharing import linked_data, picture

register = template.Library()
# Social networks ask for a country with the language.
LOCALES = {"ar": "ar_AR", "en": "en_GB", "es": "es_ES", "fr": "fr_FR", "pt": "pt_PT"}


def _is_for_all(context) -> bool:
    """Whether the page is one of the tree that everybody may see, and no preview."""
    page, request = context.get("page"), context.get("request")
    is_public = getattr(page, "is_private", None) is False
    return is_public and not getattr(request, "is_preview", False)


@register.simple_tag(takes_context=True)
def sharing_picture(context, name) -> str:
    """Return the absolute address of the page's picture, "" where there is none."""
    if not _is_for_all(context):
        return ""
    page = context["page"]
    path = picture.address(page, page.reading_language, str(name))
    return sites.absolute(context["request"], path)


@register.simple_tag(takes_context=True)
def page_linked_data(context) -> str:
    """Return the script element with what the page is about."""
    return linked_data.script(context["page"], context["request"]) if _is_for_all(context) else ""


@register.filter
def locale(language: str) -> str:
    """Return a language as social networks know it: "fr_FR"."""
    return LOCALES.get(language, f"{language}_{language.upper()}")


@register.filter
def other_than(alternates: list[tuple[str, str]] | None, language: str) -> list[str]:
    """Return the languages of a page's alternates without the one it is read in."""
    return [code for code, _address in alternates or [] if code != language]

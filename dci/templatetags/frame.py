"""What the frame of a page needs: its title in the window, its languages, its place in the menu."""

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_from_path
from django.utils.translation import gettext as _

from dci import addresses, formatting, languages, surroundings
from dci.readable import choices

register = template.Library()
LONGEST_TITLE = 70
LONGEST_DESCRIPTION = 160
MOST_PARTS = 500


@register.simple_tag(takes_context=True)
def page_heading(context) -> str:
    """Return what the page calls itself to search engines, in the active language."""
    if page := context.get("page"):
        return formatting.typographic(page.seo_title or page.title)
    return context.get("heading") or _("Page not found")


@register.simple_tag(takes_context=True)
def page_description(context) -> str:
    """Return one or two sentences about the page, in the active language."""
    page = context.get("page")
    text = getattr(page, "search_description", "") or getattr(page, "introduction", "") or ""
    return Truncator(formatting.typographic(text)).chars(LONGEST_DESCRIPTION)


@register.simple_tag
def window_title(heading, site_name, site_acronym="") -> str:
    """Return "Page – Site name" in 70 characters at most, what search engines show.

    A long heading takes the acronym instead; one that is longer still is cut between words.
    """
    heading, *names = (str(part or "").strip() for part in (heading, site_name, site_acronym))
    if not heading or heading == names[0]:
        return names[0]
    for name in filter(None, names):
        if len(whole := f"{heading} – {name}") <= LONGEST_TITLE:
            return whole
    if len(heading) > LONGEST_TITLE:
        heading = heading[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    return heading


@register.simple_tag(takes_context=True)
def language_choices(context) -> list[dict]:
    """Return the choices of the language switcher; where there is no page, the home pages."""
    page = context.get("page")
    return page.language_choices if page else choices(_home)


@register.simple_tag(takes_context=True)
def address_of(context, page) -> str:
    """Return the address of a page in the reader's language; of the home page where there is none.

    Where a page is shown in English for want of a translation, its links still lead to addresses in
    the reader's own language; `{% pageurl %}` would follow the language of the text.
    """
    language = context.get("reader_language") or get_language()
    if not page:
        return _home(language)
    with languages.spoken(language):
        return page.get_url(context.get("request")) or ""


class SameNode(template.Node):
    def __init__(self, nodelist, values):
        self.nodelist, self.values = nodelist, values

    def render(self, context) -> str:
        request = context.get("request")
        if not request:
            return self.nodelist.render(context)
        around = surroundings.of(request)
        place = around.settings.site_id, get_language(), get_script_prefix()
        key = (self, *place, *(value.resolve(context) for value in self.values))
        parts = around.frame.parts
        written = parts[key] if key in parts else self.nodelist.render(context)
        if len(parts) < MOST_PARTS:  # some servers let visitors say the prefix
            parts[key] = written
        return written


@register.tag
def same(parser, token) -> SameNode:
    """``{% same value ... %} ... {% endsame %}``: what is inside is written once a version.

    It follows from ``sites.Frame``, the language, and the values; of these there must be few.
    """
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(["endsame"])
    parser.delete_first_token()
    return SameNode(nodelist, values)


@register.simple_tag(takes_context=True)
def place_in_menu(context) -> tuple[str, bool]:
    """Return the path in the tree of the page of the menu that is read, or read from, and which."""
    page, request = context.get("page"), context.get("request")
    for item in context.get("menu") or ():
        if is_current(item, page) or is_section_of(item, page):
            return item.path, is_current(item, page)
    return "", bool(request) and request.path == reverse("search")


@register.filter
def names_a_language(request) -> bool:
    """Say whether the address begins with a language, so that its reader has chosen one."""
    return bool(get_language_from_path(request.path_info))


@register.filter
def is_current(item, page) -> bool:
    """Say whether a page of the menu is the page being read."""
    return bool(page and item.pk == page.pk)


@register.filter
def is_section_of(item, page) -> bool:
    """Say whether a page of the menu is an ancestor of the page being read, without a query."""
    return bool(page and page.path and page.path != item.path and page.path.startswith(item.path))


def _home(language: str) -> str:
    return addresses.public("", language)

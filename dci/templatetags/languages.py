"""Texts in templates, never without their language."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dci import languages
from dci.formatting import typographic
from dci.reading import content_in
from dci.translation.columns import Text

register = template.Library()


class TranslatedNode(template.Node):
    def __init__(self, obj, field, name: str | None):
        self.obj, self.field, self.name = obj, field, name

    def render(self, context) -> str:
        obj = self.obj.resolve(context)
        text = obj.translated(self.field.resolve(context)) if obj else Text("", languages.current())
        if self.name:
            context[self.name] = text
            return ""
        return marked(text)


@register.tag
def translated(parser, token) -> TranslatedNode:
    """The text of an object in the active language, else in the source, marked as such.

    ``{% translated page "title" %}`` prints it, in a ``<span lang="en">`` where it is foreign.
    ``{% translated page "title" as title %}`` keeps the ``Text``: print ``{{ title }}`` inside
    an element that carries ``{{ title.attrs }}``.
    """
    words = token.split_contents()[1:]
    name = None
    if len(words) == 4 and words[2] == "as":
        name, words = words[3], words[:2]
    if len(words) != 2:
        raise template.TemplateSyntaxError("{% translated object field [as name] %}")
    obj, field = (parser.compile_filter(word) for word in words)
    return TranslatedNode(obj, field, name)


def marked(text: Text) -> SafeString:
    """``text``, escaped, with its language around it where that is not the active one."""
    written = typographic(text)
    if not text or not text.is_foreign:
        return written
    return format_html("<span{}>{}</span>", text.attrs, written)


class InLanguageNode(template.Node):
    def __init__(self, nodelist, language):
        self.nodelist, self.language = nodelist, language

    def render(self, context) -> str:
        with content_in(self.language.resolve(context), context.get("request")):
            return self.nodelist.render(context)


@register.tag
def in_language(parser, token) -> InLanguageNode:
    """``{% in_language code %} ... {% endin_language %}``: what is inside is in that language."""
    _tag, language = token.split_contents()
    nodelist = parser.parse(["endin_language"])
    parser.delete_first_token()
    return InLanguageNode(nodelist, parser.compile_filter(language))


register.filter("language_name", languages.name)
register.filter("direction", languages.direction)

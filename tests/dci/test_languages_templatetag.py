"""Texts in templates, never without their language."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from partners.models import Organisation

BOTH = Organisation(name_en="Children & Co", name_fr="Enfants & Cie")
ENGLISH = Organisation(name_en="Children & Co")


@pytest.fixture
def render():
    """Renders a template in a language, about an organisation called ``it``."""

    def render(template: str, language: str, it: Organisation | None = ENGLISH) -> str:
        with translation.override(language):
            return Template(f"{{% load languages %}}{template}").render(Context({"it": it}))

    return render


TAG = '{% translated it "name" %}'
KEPT = '{% translated it "name" as name %}<h3{{ name.attrs }}>{{ name }}</h3>'


@pytest.mark.parametrize(
    ("it", "language", "shown"),
    [
        (BOTH, "en", "Children &amp; Co"),
        (BOTH, "fr", "Enfants &amp; Cie"),
        (ENGLISH, "en", "Children &amp; Co"),
        (ENGLISH, "fr", '<span lang="en" dir="ltr">Children &amp; Co</span>'),
        (ENGLISH, "de", "Children &amp; Co"),
        (Organisation(), "fr", ""),
        (None, "fr", ""),
    ],
)
def test_text_is_printed_with_its_language_where_that_is_not_the_readers(
    render, it, language, shown
):
    assert render(TAG, language, it) == shown


@pytest.mark.parametrize(
    ("it", "shown"),
    [
        (BOTH, "<h3>Enfants &amp; Cie</h3>"),
        (ENGLISH, '<h3 lang="en" dir="ltr">Children &amp; Co</h3>'),
        (None, "<h3></h3>"),
    ],
)
def test_kept_text_gives_its_language_to_the_element_around_it(render, it, shown):
    assert render(KEPT, "fr", it) == shown


def test_text_is_empty_where_there_is_none(render):
    kept = '{% translated it "name" as name %}{% if name %}yes{% else %}no{% endif %}'
    assert [render(kept, "fr", one) for one in (ENGLISH, Organisation())] == ["yes", "no"]


def test_part_of_a_page_can_be_in_another_language(render):
    part = f'{{% in_language "en" %}}{TAG}{{% endin_language %}}, {TAG}'
    assert render(part, "fr", BOTH) == "Children &amp; Co, Enfants &amp; Cie"


def test_language_comes_back_when_a_part_fails():
    part = Template('{% load languages %}{% in_language "en" %}{{ it }}{% endin_language %}')
    with translation.override("fr"):
        with pytest.raises(ZeroDivisionError):
            part.render(Context({"it": lambda: 1 / 0}))
        assert translation.get_language() == "fr"


@pytest.mark.parametrize(
    ("code", "name", "direction"),
    [("en", "English", "ltr"), ("fr", "français", "ltr"), ("ar", "العربيّة", "rtl")],
)
def test_language_has_its_own_name_and_direction(render, code, name, direction):
    template = f'{{{{ "{code}"|language_name }}}} {{{{ "{code}"|direction }}}}'
    assert render(template, "fr") == f"{name} {direction}"


@pytest.mark.parametrize("wrong", ["{% translated it %}", '{% translated it "name" as %}'])
def test_incomplete_tag_is_refused(wrong):
    with pytest.raises(TemplateSyntaxError, match="translated object field"):
        Template(f"{{% load languages %}}{wrong}")

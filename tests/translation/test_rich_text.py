"""Rich text in pieces that a translator works on."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from dci.translation.rich_text import BLOCKS, pieces, replace

LINK = '<a id="3" linktype="page">rights</a>'
IMAGE = '<embed alt="A judge" embedtype="image" format="left" id="7"/>'


@pytest.mark.parametrize(
    "inline",
    [
        "H<sub>2</sub>O",
        "1<sup>er</sup>",
        "<s>old</s>",
        "<span>a</span>",
        "<b>b</b>",
        "a<br/>b",
        LINK,
    ],
)
def test_inline_markup_never_cuts_a_sentence(inline):
    assert list(pieces(f"<p>Before {inline} after.</p>").values()) == [f"Before {inline} after."]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<h3>Aim</h3><p>One.</p>", ["Aim", "One."]),
        ("<ul><li>One</li><li>Two</li></ul>", ["One", "Two"]),
        ("<ol><li>One<ul><li>Inner</li></ul></li></ol>", ["One", "Inner"]),
        ("<p></p><p>One.</p><hr/><p> </p>", ["One."]),
        ("No paragraph at all", ["No paragraph at all"]),
        ("<b><p>One.</p></b>", ["One."]),
        ("", []),
    ],
)
def test_a_piece_is_a_paragraph_a_heading_or_a_list_item(html, texts):
    assert list(pieces(html).values()) == texts


def test_key_is_the_paragraphs_own_where_the_editor_gave_it_one():
    html = '<p data-block-key="k1">One.</p><ul><li data-block-key="k2">Two</li></ul>'
    assert pieces(html) == {"k1": "One.", "k2": "Two"}


def test_copied_paragraphs_with_one_key_are_two_pieces():
    html = '<p data-block-key="k">One.</p><p data-block-key="k">Two.</p>'
    assert replace(html, dict.fromkeys(pieces(html), "Un.")) == html.replace("One", "Un").replace(
        "Two", "Un"
    )


def test_alternative_text_is_a_piece_of_its_own():
    html = f'<p data-block-key="a">One.</p>{IMAGE}'
    assert pieces(html) == {"a": "One.", "1@alt": "A judge"}
    assert '<embed alt="Une juge"' in replace(html, {"1@alt": "Une juge"})


def test_alternative_text_inside_a_sentence_is_translated_with_it():
    html = f'<p data-block-key="a">Look: {IMAGE}</p>'
    translated = replace(html, {"a": f"Voyez : {IMAGE}", "a@alt": "Une juge"})
    assert translated == html.replace("Look:", "Voyez :").replace("A judge", "Une juge")


def test_target_of_a_link_is_the_translators_to_choose():
    html = f'<p data-block-key="a">All {LINK}.</p>'
    french = 'Tous les <a id="4" linktype="page">droits</a>.'
    assert replace(html, {"a": french}) == f'<p data-block-key="a">{french}</p>'


def test_special_characters_are_escaped_once():
    html = "<p>Police &amp; justice: 1 &lt; 2</p>"
    assert replace(html, pieces(html)) == html


def test_piece_that_is_not_named_stays_as_it_is():
    assert replace("<p>One.</p><p>Two.</p>", {"1": "Deux."}) == "<p>One.</p><p>Deux.</p>"


# Any rich text an editor can make, and some that only an import makes.

TEXT = st.text("ab &<>é’", min_size=1, max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
INLINE = st.recursive(
    TEXT | st.sampled_from(["<br/>", IMAGE, LINK]),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["b", "sub", "s", "span"]), inner
    ),
    max_leaves=3,
)
LINES = st.lists(INLINE, max_size=3).map("".join)
KEYS = st.sampled_from(["", ' data-block-key="k1"', ' data-block-key="k2"'])
BLOCK = st.builds("<{0}{1}>{2}</{0}>".format, st.sampled_from(["p", "h3"]), KEYS, LINES)
ITEM = st.builds(
    "<li{}>{}{}</li>".format, KEYS, LINES, st.just("") | BLOCK.map("<ul>{}</ul>".format)
)
HTML = st.lists(
    BLOCK | st.lists(ITEM, max_size=3).map(lambda items: f"<ul>{''.join(items)}</ul>") | LINES,
    max_size=5,
).map("".join)


def text_of(html: str) -> str:
    return "".join(BeautifulSoup(html, "html.parser").get_text().split())


def structure(html: str) -> list[tuple]:
    blocks = BeautifulSoup(html, "html.parser").find_all(list(BLOCKS))
    return [(block.name, block.get("data-block-key"), block.parent.name) for block in blocks]


@given(HTML)
def test_putting_the_pieces_back_keeps_text_and_structure(html):
    same = replace(html, pieces(html))
    assert (text_of(same), structure(same)) == (text_of(html), structure(html))
    assert pieces(same) == pieces(html)


@given(HTML)
def test_every_word_is_in_exactly_one_piece(html):
    texts = [text for key, text in pieces(html).items() if "@" not in key]
    assert text_of("".join(texts)) == text_of(html)


@given(HTML)
def test_translations_come_out_where_they_were_put_in(html):
    translations = {key: f"T{number}" for number, key in enumerate(pieces(html)) if "@" not in key}
    translated = replace(html, translations)
    found = {key: text for key, text in pieces(translated).items() if "@" not in key}
    assert (found, structure(translated)) == (translations, structure(html))

"""What nobody has changed in a file changes nothing in the database."""

from hypothesis import given
from hypothesis import strategies as st

from dci.translation import lanes
from dci.translation.alignment import MISSING, OUTDATED, VALID, Segment
from dci.translation.exchange.comparing import change_of
from dci.translation.exchange.formats import FORMATS
from dci.translation.exchange.taking import take
from dci.translation.exchange.units import LaneFile, Unit, identity, stamp, unit_id
from dci.translation.places import Places
from tests.factories import ContentFactory
from tests.translating import edit, translate
from tests.translation.at_the_desk import reviewer
from tests.translation.exchange.files import (
    database,
    every_format,
    outgoing,
    outgoing_all,
    received,
    take_back,
)

PIECES = [
    "=1+1", "+", "-", "@SUM(A1)", "'", "''=x", '"', "“", "\t", "\n", "\r", "\r\n", "\\", "\\n", " ",
    "\u00a0", "\u202f", "\u200f", "\u202e", "\u2028", "\x85", "\x0b", "\x0c", "\x01", "\x1b",
    "\x7f",
    "\ufffe", "\ufeff", "مرحبا", "שלום", "é", "e\u0301", "😀",
    "&", "&amp;", "&lt;", "&nbsp;", "<", ">", "]]>",
    "<b>", "</b>", "<br/>", "<br>", '<a href="https://x.org/?a=1&amp;b=2">', "</a>", "<!-- x -->",
    "<script>", "_x0041_", "_x005F_", "%s", "%(name)s", "{0}", "msgid", "#~", "word", "Ünïcode",
]  # fmt: skip
hostile = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=5),
    ),
    min_size=1,
    max_size=8,
).map("".join)
paths = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@every_format
def test_starter_site_stays_byte_for_byte_as_it_is(starter_site, code):
    person = reviewer("fr")
    files = outgoing_all(code)
    before = database()
    for name, content in files:
        [file] = received(content, name=name)
        assert take(file.answers, "fr", person, lambda change: True).taken == 0
    assert len(files) > 100
    assert database() == before


@every_format
def test_unfinished_lane_stays_byte_for_byte_as_it_is(db, code):
    page = ContentFactory(title_en="About us", introduction_en="Who we are")
    translate(page)
    edit(page, title_en="About us all", body_en=[{"type": "heading", "value": "New", "id": "n"}])
    person, content = reviewer("fr"), outgoing(page, code)
    before = database()
    assert take_back(content, user=person, may_take=lambda change: True).taken == 0
    assert database() == before


def nowhere() -> Places:
    places = Places.__new__(Places)
    places._by_path = {}
    return places


def one_unit(segment: Segment) -> LaneFile:
    unit = Unit(
        id=unit_id("dci.sitepage-1", segment.path),
        source=segment.source,
        target=segment.target,
        stamp=stamp(segment),
        state=segment.state,
        old_source=segment.old_source,
        is_html=segment.is_html,
        note="Title\x01",
        max_length=None,
    )
    return LaneFile("dci.sitepage-1", "A \x02 title", "fr", [unit])


@every_format
@given(
    path=paths,
    source=hostile.filter(str.strip),
    target=hostile,
    old=hostile,
    state=st.sampled_from([MISSING, OUTDATED, VALID]),
    is_html=st.booleans(),
)
def test_hostile_text_comes_back_as_it_went(code, path, source, target, old, state, is_html):
    target = "" if state == MISSING else target
    segment = Segment(path, source, target, state, old if state == OUTDATED else "", is_html)
    [answer] = FORMATS[code].read(FORMATS[code].write(one_unit(segment))).answers
    assert identity(answer.id).path == path
    assert answer.stamp == stamp(segment)
    assert change_of(answer, segment, nowhere()) is None


@every_format
def test_untouched_passage_takes_nothing_back_that_was_written_since(db, code):
    page = ContentFactory(title_en="About us")
    lanes.save_draft(page, "fr", {"title": "À propos"})
    content = outgoing(page, code)
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    assert take_back(content, may_take=lambda change: True).taken == 0

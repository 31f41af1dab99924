"""What an editor does to a page, and what each lane makes of it.

Every script is an edit of the same page. It names what the lane has to say: which new texts are
missing, which are a new wording of which old one, and what has been put aside. Everything else
must have stayed valid, with its own translation.
"""

from copy import deepcopy

import pytest

from dci.models import ContentPage
from dci.translation.alignment import MISSING, OUTDATED, VALID, Segment, align
from dci.translation.passages import Passage, read

pytestmark = pytest.mark.django_db

RIGHTS = "Every child has rights that nobody may take away."
LAWYER = "A lawyer stands by the child in court, from the first hearing on."
RESORT = "Detention is a measure of last resort, for the shortest time."
JUDGES = "Judges listen to the child before they decide anything."
SCHOOL = "Children in detention go to school like all others."
STUDY = "We study what the law says, and what happens in practice."
TRAIN = "We train judges, lawyers and the police."
CUSTODY = "children in police custody"
PRISON = "children in prison"
QUOTE = "Nobody had ever asked me what I thought of it."
CALL = "Write to us if you want to take part."
CAPTION = "A court room in which children are heard"


def html(paragraphs: dict[str, str]) -> str:
    return "".join(f'<p data-block-key="{key}">{text}</p>' for key, text in paragraphs.items())


def item(key: str, **value) -> dict:
    return {"type": "item", "id": key, "value": value}


class Body(dict):
    """The blocks of a page by id, in their order: type and value."""

    def raw(self) -> list[dict]:
        return [
            {"type": kind, "id": key, "value": html(value) if kind == "text" else value}
            for key, (kind, value) in self.items()
        ]

    def __getitem__(self, key):
        return super().__getitem__(key)[1]

    def without(self, *keys: str) -> "Body":
        return Body({key: block for key, block in self.items() if key not in keys})

    def put(self, key: str, kind: str, value, before: str | None = None) -> "Body":
        """The body with a block of this id before another one, or at the end."""
        new = Body()
        for old, block in self.without(key).items():
            if old == before:
                new[key] = (kind, value)
            new[old] = block
        return new if key in new else Body({**new, key: (kind, value)})

    def move(self, key: str, before: str) -> "Body":
        kind, value = dict.__getitem__(self, key)
        return self.put(key, kind, value, before)


PAGE = Body(
    heading=("heading", "What we do"),
    text=("text", {"a": RIGHTS, "b": LAWYER, "c": RESORT}),
    second=("text", {"d": JUDGES, "e": SCHOOL}),
    terms=(
        "definitions",
        [
            item("i1", term="Research", explanation=html({"f": STUDY})),
            item("i2", term="Training", explanation=html({"g": TRAIN})),
        ],
    ),
    figures=(
        "figures",
        [
            item("n1", qualifier="over", value=100, label=CUSTODY, year=2014, source="Ministry"),
            item("n2", qualifier="", value=40, label=PRISON, year=2015, source="Ministry"),
        ],
    ),
    quote=("quote", {"quote": QUOTE, "attribution": "A girl of 15", "source": ""}),
    image=("image", {"image": 1, "caption": CAPTION}),
    call=("callout", {"heading": "Take part", "text": html({"h": CALL})}),
)


def text(key: str, **paragraphs):
    """The text block ``key`` holds other paragraphs."""
    return lambda body: body.put(key, "text", paragraphs, after(body, key))


def after(body: Body, key: str) -> str | None:
    """What follows a block, so that one can be put in its place."""
    keys = [*body, None]
    return keys[keys.index(key) + 1]


def within(key: str, change):
    """Something changes inside the value of a block."""

    def edit(body: Body) -> Body:
        kind, value = dict.__getitem__(body, key)
        return body.put(key, kind, change(deepcopy(value)) or value, after(body, key))

    return edit


def of_item(key: str, number: int, **values):
    """An item of a list block has other values."""

    def change(items):
        items[number]["value"] |= values
        return items

    return within(key, change)


def both(*edits):
    def edit(body: Body) -> Body:
        for one in edits:
            body = one(body)
        return body

    return edit


ALL_TEXTS = {"a": RIGHTS, "b": LAWYER, "c": RESORT}
MORE = "Every child has rights that nobody may ever take away."
FIRST_HALF, SECOND_HALF = "A lawyer stands by the child in court,", "from the first hearing on."
REWRITE = "Laws change slowly; people sooner."

# Name: the edit, the new texts with what they are a new wording of (None: missing), put aside.
SCRIPTS = {
    "nothing": (lambda body: body, {}, []),
    # One text block
    "a word is changed": (text("text", **ALL_TEXTS | {"a": MORE}), {MORE: RIGHTS}, []),
    "a comma is added": (
        text("text", **ALL_TEXTS | {"c": f"{RESORT},"}),
        {f"{RESORT},": RESORT},
        [],
    ),
    "a word is made bold": (
        text("text", **ALL_TEXTS | {"a": RIGHTS.replace("child", "<b>child</b>")}),
        {RIGHTS.replace("child", "<b>child</b>"): RIGHTS},
        [],
    ),
    "a paragraph is written anew under its key": (
        text("text", **ALL_TEXTS | {"b": REWRITE}),
        {REWRITE: LAWYER},
        [],
    ),
    "a paragraph is added at the end": (text("text", **ALL_TEXTS, z=REWRITE), {REWRITE: None}, []),
    "a paragraph is added at the beginning": (
        text("text", z=REWRITE, **ALL_TEXTS),
        {REWRITE: None},
        [],
    ),
    "a paragraph is removed": (text("text", a=RIGHTS, c=RESORT), {}, [LAWYER]),
    "paragraphs change places with their keys": (
        text("text", c=RESORT, b=LAWYER, a=RIGHTS),
        {},
        [],
    ),
    "texts change places under their keys": (text("text", a=RESORT, b=LAWYER, c=RIGHTS), {}, []),
    "a paragraph is split": (
        text("text", a=RIGHTS, b=FIRST_HALF, z=SECOND_HALF, c=RESORT),
        {FIRST_HALF: LAWYER, SECOND_HALF: None},
        [],
    ),
    "two paragraphs become one": (
        text("text", a=f"{RIGHTS} {LAWYER}", c=RESORT),
        {f"{RIGHTS} {LAWYER}": RIGHTS},
        [LAWYER],
    ),
    "a paragraph is doubled": (text("text", **ALL_TEXTS, z=RIGHTS), {RIGHTS: None}, []),
    "all keys are new": (text("text", x=RIGHTS, y=LAWYER, z=RESORT), {}, []),
    "all keys are new and a word is changed": (
        text("text", x=MORE, y=LAWYER, z=RESORT),
        {MORE: RIGHTS},
        [],
    ),
    "keys are new, one paragraph is gone and one changed": (
        text("text", x=MORE, z=RESORT),
        {MORE: RIGHTS},
        [LAWYER],
    ),
    "two paragraphs are changed and change places": (
        text("text", x=LAWYER.replace("first", "very first"), y=MORE, c=RESORT),
        {LAWYER.replace("first", "very first"): LAWYER, MORE: RIGHTS},
        [],
    ),
    "texts move down under their keys and one is changed": (
        text("text", a=REWRITE, b=MORE, c=LAWYER),
        {REWRITE: None, MORE: RIGHTS},
        [RESORT],
    ),
    "the whole text is written anew with new keys": (
        text("text", x=REWRITE, y="Nothing is as it was."),
        {REWRITE: None, "Nothing is as it was.": None},
        [RIGHTS, LAWYER, RESORT],
    ),
    "the text is emptied": (text("text"), {}, [RIGHTS, LAWYER, RESORT]),
    # Between blocks
    "a paragraph moves into another block": (
        both(text("text", a=RIGHTS, b=LAWYER), text("second", c=RESORT, d=JUDGES, e=SCHOOL)),
        {},
        [],
    ),
    "a paragraph moves into another block under a new key": (
        both(text("text", a=RIGHTS, b=LAWYER), text("second", d=JUDGES, e=SCHOOL, z=RESORT)),
        {},
        [],
    ),
    "two text blocks become one": (
        lambda body: text("text", **ALL_TEXTS, d=JUDGES, e=SCHOOL)(body.without("second")),
        {},
        [],
    ),
    "a text block is cut in two": (
        lambda body: text("text", a=RIGHTS)(body).put(
            "new", "text", {"b": LAWYER, "c": RESORT}, before="second"
        ),
        {},
        [],
    ),
    # Whole blocks
    "a block is moved up": (lambda body: body.move("quote", before="heading"), {}, []),
    "a block is moved and changed": (
        both(
            lambda body: body.move("second", before="heading"),
            text("second", d=JUDGES.replace("before", "long before"), e=SCHOOL),
        ),
        {JUDGES.replace("before", "long before"): JUDGES},
        [],
    ),
    "a block is removed": (
        lambda body: body.without("quote"),
        {},
        [QUOTE, "A girl of 15"],
    ),
    "a block is added": (
        lambda body: body.put("new", "heading", "Where we work", before="text"),
        {"Where we work": None},
        [],
    ),
    "a block is doubled": (
        lambda body: body.put("copy", "text", {"d": JUDGES, "e": SCHOOL}, before="terms"),
        {JUDGES: None, SCHOOL: None},
        [],
    ),
    "a block is removed and made again with another id": (
        lambda body: body.without("text").put("new", "text", ALL_TEXTS, before="second"),
        {},
        [],
    ),
    "all blocks get new ids": (
        lambda body: Body({f"new-{key}": block for key, block in body.items()}),
        {},
        [],
    ),
    "the blocks are turned round": (lambda body: Body(dict(reversed(body.items()))), {}, []),
    "a heading becomes a callout's heading": (
        lambda body: body.without("heading").put(
            "new", "callout", {"heading": "What we do", "text": ""}, before="text"
        ),
        {},
        [],
    ),
    "a quote becomes a callout": (
        lambda body: body.without("quote").put(
            "quote", "callout", {"heading": "A girl of 15", "text": ""}, before="image"
        ),
        {},
        [QUOTE],
    ),
    "a heading is changed": (
        within("heading", lambda _value: "What we do and why"),
        {"What we do and why": "What we do"},
        [],
    ),
    # Lists
    "an item is put between two others": (
        within(
            "terms",
            lambda items: [
                items[0],
                item("new", term="Advocacy", explanation=html({"z": REWRITE})),
                items[1],
            ],
        ),
        {"Advocacy": None, REWRITE: None},
        [],
    ),
    "items change places": (within("terms", lambda items: items[::-1]), {}, []),
    "an item is removed": (within("terms", lambda items: items[1:]), {}, ["Research", STUDY]),
    "an item's term is changed": (
        of_item("terms", 0, term="Legal research"),
        {"Legal research": "Research"},
        [],
    ),
    "an item's text gets a second paragraph": (
        of_item("terms", 1, explanation=html({"g": TRAIN, "z": REWRITE})),
        {REWRITE: None},
        [],
    ),
    "a figure's label is changed": (
        of_item("figures", 0, label="children in police custody for a night"),
        {"children in police custody for a night": CUSTODY},
        [],
    ),
    "labels of two figures change places": (
        both(of_item("figures", 0, label=PRISON), of_item("figures", 1, label=CUSTODY)),
        {},
        [],
    ),
    "a figure's source is left out": (of_item("figures", 0, source=""), {}, ["Ministry"]),
    # What all languages share
    "only a number is changed": (of_item("figures", 0, value=120, year=2016), {}, []),
    "only a picture is exchanged": (
        within("image", lambda value: {**value, "image": 2}),
        {},
        [],
    ),
    "a caption is removed": (
        within("image", lambda value: {**value, "caption": ""}),
        {},
        [CAPTION],
    ),
    "a caption is changed with its picture": (
        within("image", lambda _value: {"image": 2, "caption": "A class room"}),
        {"A class room": CAPTION},
        [],
    ),
    "an empty field is filled in": (
        within("quote", lambda value: {**value, "source": "Interview"}),
        {"Interview": None},
        [],
    ),
}


def passages(body: Body) -> list[Passage]:
    return read(ContentPage(title_en="Our work", body_en=body.raw()))


def translation(source: str) -> str:
    return f"<{source}>"


def answered(body: Body) -> list[Segment]:
    return [
        Segment(one.path, one.source, translation(one.source), VALID, is_html=one.is_html)
        for one in passages(body)
    ]


def expected(segment: Segment, new: dict, seen: set[str], known: set[str]) -> tuple:
    """State, translation and old source that a segment must have after the edit."""
    is_first = segment.source not in seen
    seen.add(segment.source)
    old = new.get(segment.source, segment.source)
    if old is None and segment.source in known and is_first:  # doubled: one keeps the translation
        old = segment.source
    if old is None:
        return MISSING, "", ""
    if old == segment.source:
        return VALID, translation(old), ""
    return OUTDATED, translation(old), old


@pytest.mark.parametrize("script", SCRIPTS)
def test_lane_after_an_edit(script):
    edit, new, put_aside = SCRIPTS[script]
    segments, retired = align(passages(edit(deepcopy(PAGE))), answered(PAGE), [])
    known, seen = {one.source for one in passages(PAGE)}, set()
    wanted = [expected(one, new, seen, known) for one in segments]
    assert [(one.state, one.target, one.old_source) for one in segments] == wanted
    assert sorted(one.source for one in retired) == sorted(put_aside)
    assert new.keys() <= seen


@pytest.mark.parametrize("script", SCRIPTS)
def test_lane_after_an_edit_that_is_taken_back(script):
    segments, retired = align(passages(SCRIPTS[script][0](deepcopy(PAGE))), answered(PAGE), [])
    restored, _left = align(passages(PAGE), segments, retired)
    assert restored == answered(PAGE)

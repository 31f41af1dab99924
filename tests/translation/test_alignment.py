"""Translations following a source that moves on."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dci.translation.alignment import MISSING, OUTDATED, VALID, Segment, align
from dci.translation.passages import Passage

# Paragraphs of a rich text, by key: what the text said, and what it says after an edit.
BEFORE = {
    "a": "Every child has rights.",
    "b": "A lawyer stands by the child in court.",
    "c": "Detention is a measure of last resort.",
}


def valid(key: str) -> tuple[str, str, str]:
    return f"<{BEFORE[key]}>", VALID, ""


def outdated(key: str) -> tuple[str, str, str]:
    return f"<{BEFORE[key]}>", OUTDATED, BEFORE[key]


MISSING_ONE = "", MISSING, ""

# Name of the edit: the text afterwards, what each paragraph gets, and what is put aside.
EDITS = {
    "nothing changes": (BEFORE, [valid("a"), valid("b"), valid("c")], ""),
    "a word changes": (
        {**BEFORE, "b": "A lawyer stands by every child in court."},
        [valid("a"), outdated("b"), valid("c")],
        "",
    ),
    "everything in a paragraph changes": (
        {**BEFORE, "b": "Judges listen."},
        [valid("a"), outdated("b"), valid("c")],
        "",
    ),
    "a paragraph is added": (
        {"a": BEFORE["a"], "new": "Judges listen.", "b": BEFORE["b"], "c": BEFORE["c"]},
        [valid("a"), MISSING_ONE, valid("b"), valid("c")],
        "",
    ),
    "a paragraph is removed": (
        {"a": BEFORE["a"], "c": BEFORE["c"]},
        [valid("a"), valid("c")],
        "b",
    ),
    "paragraphs change places": (
        {"c": BEFORE["c"], "a": BEFORE["a"], "b": BEFORE["b"]},
        [valid("c"), valid("a"), valid("b")],
        "",
    ),
    "texts change places under their keys": (
        {"a": BEFORE["b"], "b": BEFORE["a"], "c": BEFORE["c"]},
        [valid("b"), valid("a"), valid("c")],
        "",
    ),
    "a paragraph is split": (
        {**BEFORE, "b": "A lawyer stands by the child", "new": "in court."},
        [valid("a"), outdated("b"), valid("c"), MISSING_ONE],
        "",
    ),
    "two paragraphs become one": (
        {"a": f"{BEFORE['a']} {BEFORE['b']}", "c": BEFORE["c"]},
        [outdated("a"), valid("c")],
        "b",
    ),
    "a paragraph is duplicated": (
        {**BEFORE, "copy": BEFORE["a"]},
        [valid("a"), valid("b"), valid("c"), MISSING_ONE],
        "",
    ),
    "the editor gives every paragraph a new key": (
        {"x": BEFORE["a"], "y": BEFORE["b"], "z": BEFORE["c"]},
        [valid("a"), valid("b"), valid("c")],
        "",
    ),
    "new keys, and a word changes": (
        {"x": BEFORE["a"], "y": "A lawyer stands by every child in court.", "z": BEFORE["c"]},
        [valid("a"), outdated("b"), valid("c")],
        "",
    ),
    "a paragraph moves down and a word in it changes": (
        {"a": "Judges listen.", "b": "Every child has all rights.", "c": BEFORE["b"]},
        [MISSING_ONE, outdated("a"), valid("b")],
        "c",
    ),
}


def translated(texts: dict[str, str]) -> list[Segment]:
    return [
        Segment(f"body#{key}", text, f"<{text}>", VALID, is_html=True)
        for key, text in texts.items()
    ]


def passages(texts: dict[str, str]) -> list[Passage]:
    return [Passage(f"body#{key}", text, is_html=True) for key, text in texts.items()]


@pytest.mark.parametrize("edit", EDITS)
def test_edit_of_a_rich_text(edit):
    texts, expected, put_aside = EDITS[edit]
    segments, retired = align(passages(texts), translated(BEFORE), [])
    assert [(one.target, one.state, one.old_source) for one in segments] == expected
    assert [one.path for one in retired] == [f"body#{key}" for key in put_aside]


def test_two_equal_list_items_keep_a_translation_each():
    items = [Segment("list.1", "Yes", "Oui", VALID), Segment("list.2", "Yes", "Si", VALID)]
    swapped = [Passage("list.2", "Yes"), Passage("list.1", "Yes")]
    assert [one.target for one in align(swapped, items, [])[0]] == ["Si", "Oui"]


def test_two_equal_list_items_with_new_keys_keep_their_order():
    items = [Segment("list.1", "Yes", "Oui", VALID), Segment("list.2", "Yes", "Si", VALID)]
    renamed = [Passage("list.3", "Yes"), Passage("list.4", "Yes")]
    assert [one.target for one in align(renamed, items, [])[0]] == ["Oui", "Si"]


def test_removed_text_gets_its_translation_back_wherever_it_returns():
    gone, retired = align([], translated({"a": "Every child has rights."}), [])
    back, left = align([Passage("body#z", "Every child has rights.", True)], gone, retired)
    assert (back[0].target, back[0].state, left) == ("<Every child has rights.>", VALID, [])


def test_source_that_was_changed_twice_still_names_what_the_translation_translates():
    once, _ = align(passages({"a": "Every child has many rights."}), translated(BEFORE), [])
    twice, _ = align(passages({"a": "Every child has the same rights."}), once, [])
    assert (twice[0].state, twice[0].old_source) == (OUTDATED, BEFORE["a"])


def test_edit_that_is_taken_back_makes_the_translation_valid_again():
    changed, _ = align(passages({"a": "Every boy has rights."}), translated(BEFORE), [])
    restored, _ = align(passages({"a": BEFORE["a"]}), changed, [])
    assert (restored[0].state, restored[0].old_source) == (VALID, "")


def test_plain_text_does_not_take_the_translation_of_markup():
    retired = Segment("body#a", "A or B", "<i>A</i> ou B", VALID, is_html=True)
    segments, _ = align([Passage("title", "A or B")], [], [retired])
    assert segments[0].state == MISSING


def test_paragraph_is_no_new_wording_of_one_in_another_text():
    elsewhere = [Passage("note#x", "Every child has many rights.", True)]
    segments, retired = align(elsewhere, translated({"a": "Every child has rights."}), [])
    assert (segments[0].state, len(retired)) == (MISSING, 1)


@pytest.mark.parametrize(("target", "state"), [("Oui", VALID), ("", MISSING), (" ", MISSING)])
def test_answer_decides_the_state(target, state):
    segment = Segment("title", "Yes!", "Oui", OUTDATED, old_source="Yes")
    segment.answer(target)
    assert (segment.target, segment.state, segment.old_source) == (target, state, "")


# Whatever people do to a text. Few words, so that equal and similar texts are common.

WORDS = st.lists(st.sampled_from(["child", "right", "court", "law"]), min_size=1, max_size=4)
TEXTS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), WORDS.map(" ".join)),
    max_size=6,
    unique_by=lambda pair: pair[0],
).map(dict)


HISTORIES = st.lists(st.tuples(TEXTS, st.sets(st.sampled_from("abcdefgh"))), max_size=5)


def lived_through(history):
    """The lane after each edit of a text, some paragraphs being answered before the next one.

    Passages, segments, what was put aside, and what each answer that still counts is an answer to.
    """
    segments, retired, answers, number = [], [], {}, count()
    for texts, to_answer in history:
        segments, retired = align(passages(texts), segments, retired)
        yield passages(texts), segments, retired, answers
        for segment in segments:
            if segment.path[-1] in to_answer:
                answers.pop(segment.target, None)
                segment.answer(f"answer {next(number)}")
                answers[segment.target] = segment.source


@given(HISTORIES)
def test_every_passage_has_exactly_one_segment_in_its_order(history):
    for now, segments, _retired, _answers in lived_through(history):
        assert [(one.path, one.source) for one in segments] == [(p.path, p.source) for p in now]


@given(HISTORIES)
def test_nothing_that_was_answered_is_ever_thrown_away_or_doubled(history):
    for _now, segments, retired, answers in lived_through(history):
        kept = [one.target for one in [*segments, *retired] if one.target]
        assert sorted(kept) == sorted(answers)


@given(HISTORIES)
def test_following_the_same_source_again_changes_nothing(history):
    for now, segments, retired, _answers in lived_through(history):
        assert align(now, segments, retired) == (segments, retired)


@given(HISTORIES)
def test_state_never_lies_about_what_the_translation_translates(history):
    for _now, segments, _retired, answers in lived_through(history):
        for one in segments:
            answered = answers.get(one.target)
            honest = {VALID: one.source, OUTDATED: one.old_source, MISSING: None}
            assert answered == honest[one.state]
            assert (one.state == OUTDATED) == bool(one.old_source)
            assert one.old_source != one.source

"""Changes of a text, as they are marked for translators."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dci.translation.changes import marked_changes

WORDS = st.lists(st.sampled_from(["a", "b", "c", "<i>", " ", "  ", "\n"]), max_size=12)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Every child", "Every child", "Every child"),
        ("Every child", "Every young child", "Every <ins>young </ins>child"),
        ("Every young child", "Every child", "Every <del>young </del>child"),
        ("Every child", "Every girl", "Every <del>child</del><ins>girl</ins>"),
        ("About us today", "À propos today", "<del>About us</del><ins>À propos</ins> today"),
        ("a", "<b>", "<del>a</del><ins>&lt;b&gt;</ins>"),
        ("", "New", "<ins>New</ins>"),
    ],
)
def test_changes_are_marked_word_by_word(old, new, marked):
    assert marked_changes(old, new) == marked


@given(WORDS.map("".join), WORDS.map("".join))
def test_marks_hold_all_of_both_texts(old, new):
    marked = marked_changes(old, new)
    plain = {
        name: re.sub(rf"<{other}>.*?</{other}>|</?{name}>", "", marked, flags=re.DOTALL)
        for name, other in (("del", "ins"), ("ins", "del"))
    }
    read = {name: text.replace("&lt;", "<").replace("&gt;", ">") for name, text in plain.items()}
    assert read == {"del": old, "ins": new}

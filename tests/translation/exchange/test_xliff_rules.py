"""The rules of XLIFF 1.2 (OASIS, 2008) and 2.0 (OASIS, 2014) that a file can be checked by."""

import re

import pytest
from lxml import etree

from dci.translation.alignment import MISSING, OUTDATED, VALID
from dci.translation.exchange import xliff12, xliff20
from dci.translation.exchange.units import LaneFile, Unit
from dci.translation.exchange.xml import name

NMTOKEN = re.compile(r"[-.:\w]+", re.ASCII)
SOURCE = 'Hi <b>x <i>y</i></b><br/>\x01<a href="/q?a=1&amp;b=2">z</a></b>'
TARGET = 'Dis <i>y</i> <b>x</b> <a href="/fr">z</a><br/>\ufffe <s>k</s>'
# What may follow what, as far as the files have it.
ORDER_12 = ["source", "target", "note", "alt-trans"]
ORDER_20 = ["notes", "originalData", "segment"]
STATES_12 = {"new", "needs-review-translation", "translated"}
STATES_20 = {"initial", "translated", "reviewed", "final"}


def unit(number: int, state: str) -> Unit:
    return Unit(
        id=f"dci.sitepage-1/body.a%20b#k@alt{number}",
        source=SOURCE,
        target="" if state == MISSING else TARGET,
        stamp="a-b",
        state=state,
        old_source="Was <b>x</b>\x02" if state == OUTDATED else "",
        is_html=True,
        note="Title\x03",
        max_length=80,
    )


LANE = LaneFile(
    "dci.sitepage-1",
    "A title\x04",
    "fr",
    [unit(number, state) for number, state in enumerate([MISSING, OUTDATED, VALID])],
)


def written(module) -> etree._Element:
    return etree.fromstring(module.write(LANE))


def found(root: etree._Element, local: str) -> list[etree._Element]:
    return [element for element in root.iter(etree.Element) if name(element) == local]


@pytest.fixture(params=[xliff12, xliff20], ids=["1.2", "2.0"])
def module(request):
    return request.param


def test_version_and_languages_are_said():
    old, new = written(xliff12), written(xliff20)
    [file] = found(old, "file")
    assert old.get("version") == "1.2"
    assert (file.get("source-language"), file.get("target-language")) == ("en", "fr")
    assert {"original", "datatype"} <= set(file.attrib)
    assert (new.get("version"), new.get("srcLang"), new.get("trgLang")) == ("2.0", "en", "fr")


def test_elements_are_in_the_order_of_the_standard():
    for units, order in [
        (found(written(xliff12), "trans-unit"), ORDER_12),
        (found(written(xliff20), "unit"), ORDER_20),
    ]:
        for one in units:
            places = [order.index(name(child)) for child in one]
            assert places == sorted(places)


def test_states_are_those_of_the_standard():
    old = {one.get("state") for one in found(written(xliff12), "target")}
    assert old - {None} <= STATES_12
    new = found(written(xliff20), "segment")
    assert {one.get("state") for one in new} <= STATES_20
    assert all(":" in one.get("subState", ":") for one in new)


def test_ids_are_unique_and_name_tokens():
    ids = [one.get("id") for one in found(written(xliff20), "unit")]
    assert len(set(ids)) == len(ids)
    assert all(NMTOKEN.fullmatch(one) for one in ids)
    assert [xliff20.from_token(one) for one in ids] == [one.id for one in LANE.units]


def test_codes_of_a_text_have_numbers_of_their_own(module):
    for text in [*found(written(module), "source"), *found(written(module), "target")]:
        codes = [one.get("id") for one in text.iter() if name(one) in {"pc", "ph", "bpt"}]
        assert len(set(codes)) == len(codes)


def test_tags_are_paired_in_1_2():
    for text in found(written(xliff12), "target"):
        begun = [one.get("id") for one in found(text, "bpt")]
        assert begun
        assert sorted(begun) == sorted(one.get("id") for one in found(text, "ept"))


def test_tags_are_original_data_in_2_0():
    for one in found(written(xliff20), "unit"):
        data = {element.get("id") for element in found(one, "data")}
        asked = {
            element.get(reference)
            for element in one.iter(etree.Element)
            for reference in ("dataRef", "dataRefStart", "dataRefEnd")
        }
        assert asked - {None} == data


def test_same_tag_has_the_same_number_on_both_sides(module):
    valid = found(written(module), "source")[-1]
    both = valid.getparent()
    [target] = [child for child in both if name(child) == "target"]
    [line] = [one.get("id") for one in found(valid, "ph") if is_line_break(one, both)]
    assert line in [one.get("id") for one in found(target, "ph")]


def is_line_break(code: etree._Element, segment: etree._Element) -> bool:
    data = {one.get("id"): one.text for one in found(segment.getparent(), "data")}
    return (code.text or data.get(code.get("dataRef"))) == "<br/>"


def test_space_is_kept(module):
    units = [*found(written(module), "unit"), *found(written(module), "trans-unit")]
    assert {one.get("{http://www.w3.org/XML/1998/namespace}space") for one in units} == {"preserve"}


# What the tools make of the files


def test_file_of_a_tool_with_regions_and_segments_is_read():
    content = b"""<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
    <file original="x" source-language="en-US" target-language="fr-FR" datatype="html"><body><group>
    <trans-unit id="dci.sitepage-1/title"><source>A. <x id="1"/>B.</source>
    <seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" mid="2">B.</mrk></seg-source>
    <target><mrk mtype="seg" mid="1">Un.</mrk> <mrk mtype="seg" mid="2">Deux.</mrk></target>
    </trans-unit></group></body></file></xliff>"""
    reading = xliff12.read(content)
    assert (reading.language, reading.answers[0].target) == ("fr-FR", "Un. Deux.")


def test_sentences_that_a_tool_has_made_of_a_unit_are_one_again():
    content = b"""<xliff version="2.0" srcLang="en" trgLang="fr"
    xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit id="dci.sitepage-1:2Ftitle">
    <originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data></originalData>
    <segment state="final"><source><sc id="1" dataRef="d1"/>A.</source><target><sc id="1"
    dataRef="d1"/>Un &amp; un.</target></segment><ignorable><source> </source></ignorable>
    <segment state="translated"><source>B<ec startRef="1" dataRef="d2"/></source>
    <target>Deux<ec startRef="1" dataRef="d2"/></target></segment></unit></file></xliff>"""
    [answer] = xliff20.read(content).answers
    assert answer.target == "<b>Un &amp; un. Deux</b>"
    assert (answer.id, answer.is_done) == ("dci.sitepage-1/title", True)


def test_code_whose_tag_a_tool_has_dropped_is_that_of_the_source():
    content = xliff12.write(LaneFile("k", "t", "fr", [unit(0, VALID)]))
    emptied = re.sub(rb"(<target.*?)<ph id=\"(\d)\">[^<]*</ph>", rb'\1<ph id="\2"/>', content)
    [answer] = xliff12.read(emptied).answers
    assert emptied != content
    assert "<br/>" in answer.target


@pytest.mark.parametrize("element", ["<script/>", '<g id="1">x</g>', '<sub id="9">x</sub>'])
def test_element_that_is_none_of_ours_is_a_problem(element):
    content = xliff12.write(LaneFile("k", "t", "fr", [unit(0, VALID)]))
    changed = content.replace(b'<target state="translated">', f"<target>{element}".encode())
    [answer] = xliff12.read(changed).answers
    assert "this site has not written" in answer.problem

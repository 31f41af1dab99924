"""The checks of addresses, links and markup."""

from dci.translation.checks import Pair, findings
from tests.translation.checking import LINK, codes


def test_an_address_that_was_changed_is_found():
    found = codes("Write to info@dci.org", "Écrivez à inof@dci.org")
    assert sorted(found) == ["addresses:+inof@dci.org", "addresses:info@dci.org"]


def test_the_same_site_in_another_language_is_no_finding():
    assert codes("See https://www.coe.int/en/web", "Voir https://www.coe.int/fr/web") == []


def test_a_missing_link_is_found():
    assert codes(f"See the {LINK.format('page')}.", "Voir la page.", is_html=True) == ["links"]


def test_a_link_may_lead_elsewhere_in_another_language():
    target = 'Voir <a linktype="document" id="9">le rapport</a>.'
    source = 'See <a linktype="document" id="8">the report</a>.'
    assert codes(source, target, is_html=True) == []


def test_a_link_without_words_or_aim_is_found():
    target = "Voir <a>ici</a> et<a href='/x'></a>."
    source = f"See {LINK.format('here')} and {LINK.format('there')}."
    assert codes(source, target, is_html=True) == ["links:aim", "links:words"]


def test_lost_bold_is_found():
    assert codes("<b>Add</b>, do not repeat.", "Compléter, ne pas répéter.", is_html=True) == [
        "markup:b"
    ]


def test_bold_that_goes_on_in_a_link_is_one_bold():
    source = f"<b>Read {LINK.format('this')} now</b>."
    target = f"<b>Lisez </b>{LINK.format('<b>ceci</b>')}<b> maintenant</b>."
    assert codes(source, target, is_html=True) == []


def test_french_ordinals_may_be_raised():
    assert codes("On 1 March 2014.", "Le 1<sup>er</sup> mars 2014.", is_html=True) == []


def test_a_link_to_an_english_page_is_mended():
    target = 'Voir <a href="/en/about/">ici</a> et <a href="/en/about/us/">là</a>.'
    pair = Pair(
        f"See {LINK.format('x')} and {LINK.format('y')}.",
        target,
        "fr",
        is_html=True,
        own_addresses={"/en/about/": "/fr/a-propos/"},
    )
    (finding,) = findings(pair)
    assert finding.repair == target.replace('"/en/about/"', '"/fr/a-propos/"')

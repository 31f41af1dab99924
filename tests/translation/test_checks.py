"""The checks together: on a lane, on any text, and on what the site comes with."""

from time import perf_counter

import pytest
from django.contrib.contenttypes.models import ContentType
from hypothesis import given
from hypothesis import strategies as st

from dci.translation import lanes
from dci.translation.checks import Pair, findings, of_lane
from dci.translation.checks.own_addresses import own_addresses
from dci.translation.models import Translation
from partners.models import Organisation
from tests.factories import ContentFactory, HomeFactory, OrganisationFactory
from tests.translating import fresh, translate
from tests.translation.checking import codes


@pytest.mark.parametrize("mess", [" ", "?", "a", "1 ", "<a>", "mai ", "a.", "« ", "a@", '"', "( "])
@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_long_text_is_checked_in_no_time(mess, language):
    start = perf_counter()
    findings(Pair("x. y", mess * (40_000 // len(mess)) + "b", language))
    assert perf_counter() - start < 5


@pytest.mark.usefixtures("starter_site")
def test_nothing_is_found_in_what_the_site_comes_with():
    lanes = Translation.objects.filter(live=True)
    found = {str(lane): of_lane(lane) for lane in lanes}
    assert len(found) > 200
    assert {name: findings for name, findings in found.items() if findings} == {}


@pytest.mark.django_db
def test_what_was_dismissed_is_not_found_again():
    page = ContentFactory(title_en="In 2014 and 2015")
    lane = lanes.save_draft(page, "fr", {"title": "En 2014 et 2016"})
    assert [one.code for one in of_lane(lane)["title"]] == ["numbers:2015", "numbers:+2016"]
    (segment,) = lane.get_segments()
    segment.dismissed = {"numbers:2015": "An error of the source", "numbers:+2016": "The same"}
    lane.set_segments([segment])
    assert of_lane(lane) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("paragraphs", [1, 40])
def test_a_lane_is_checked_with_a_few_queries(paragraphs, django_assert_max_num_queries):
    text = "<p>One of 2014.</p>" * paragraphs
    lane = translate(OrganisationFactory(description_en=text))
    ContentType.objects.get_for_model(Organisation)
    with django_assert_max_num_queries(8):
        of_lane(lane)


@pytest.mark.django_db
def test_a_link_to_an_english_page_is_found_where_the_french_one_is_public():
    home = HomeFactory()
    about, private = ContentFactory(parent=home, slug="about"), ContentFactory(parent=home)
    for page in (home, about):
        translate(page)
    texts = ["/en/about/", "see /en/about/", 'href="http://127.0.0.1:8000/en/about/"']
    own = own_addresses(texts, "fr")
    assert own["/en/about/"] == fresh(about).address("fr")
    assert own["http://127.0.0.1:8000/en/about/"].startswith("http://127.0.0.1:8000/fr/")
    assert own_addresses(["/en/about/"], "es") == {}
    assert own_addresses([f"/en/{private.slug}/", "https://example.org/en/about/"], "fr") == {}


def test_a_passage_without_a_translation_has_no_findings():
    assert codes("57,000 girls.", "  ") == []


@given(
    st.text(max_size=60), st.text(max_size=60), st.sampled_from(["fr", "es", "ar"]), st.booleans()
)
def test_no_text_is_too_odd(source, target, language, is_html):
    for finding in findings(Pair(source, target, language, is_html)):
        assert finding.message

"""The versions of a lane, what two of them differ in, and the return to one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dci.translation import lanes
from dci.translation.review import history, locks
from dci.translation.review import workflow as review
from tests.factories import ContentFactory, FigureFactory, ProjectFactory
from tests.translating import edit, fresh, states, translate
from tests.translation.at_the_desk import (
    lane_of,
    lane_url,
    reviewer,
    signed_in,
    translator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return translator("fr")


@pytest.fixture
def page(maria):
    """A page whose French title has been written twice."""
    page = ContentFactory(title_en="About us")
    for title in ("À propos de nous", "À propos du mouvement"):
        lanes.save_draft(page, "fr", {"title": title}, user=maria)
    return page


def revisions(page, language: str = "fr") -> list:
    return list(lane_of(page, language).revisions.order_by("created_at", "pk"))


def comparison(person, page, old, new):
    url = f"{lane_url(page)}history/comparison/"
    return signed_in(person).get(url, {"from": old, "to": new})


def go_back(person, page, version):
    return signed_in(person).post(f"{lane_url(page)}history/restore/", {"version": version})


def french_title(page) -> str:
    return lanes.segments(page, "fr")[0].target


def is_refused(response) -> bool:
    return (response.status_code, response.headers.get("Location")) == (302, "/admin/")


# The list


def test_history_says_who_wrote_how_much(page, maria):
    response = signed_in(maria).get(f"{lane_url(page)}history/")
    versions = response.context["versions"]
    assert [(one.revision.user, one.changed) for one in versions] == [(maria, 1), (maria, 1)]


def test_history_says_what_became_of_a_version(page, maria):
    paul = reviewer("fr")
    review.submit(lane_of(page), maria)
    review.send_back(lane_of(page), paul, "Plus court")
    content = signed_in(maria).get(f"{lane_url(page)}history/").content.decode()
    for words in ("submitted for review", "returned", "Plus court", paul.username):
        assert words in content


def test_history_says_which_version_is_public(page, maria):
    lanes.publish(page, "fr", user=maria)
    content = signed_in(maria).get(f"{lane_url(page)}history/").content.decode()
    assert content.count('<strong class="lane-badge">public</strong>') == 1


def test_history_of_a_lane_that_nobody_has_touched_says_so(maria):
    page = ContentFactory(title_en="Actions")
    content = signed_in(maria).get(f"{lane_url(page)}history/").content.decode()
    assert "Nothing has been written here yet" in content


def test_long_history_goes_over_several_pages(page, maria):
    for number in range(history.PER_PAGE):
        lanes.save_draft(page, "fr", {"title": f"Titre {number}"}, user=maria)
    second = signed_in(maria).get(f"{lane_url(page)}history/", {"p": 2})
    assert [one.changed for one in second.context["versions"]] == [1, 1]


def test_queries_do_not_grow_with_the_versions(page, maria):
    with CaptureQueriesContext(connection) as few:
        history.versions(lane_of(page))
    for number in range(10):
        lanes.save_draft(page, "fr", {"title": f"Titre {number}"}, user=maria)
    with CaptureQueriesContext(connection) as many:
        history.versions(lane_of(page))
    assert len(many) == len(few)


# Comparing


def test_comparison_marks_what_has_changed(page, maria):
    old, new = revisions(page)
    content = comparison(maria, page, old.pk, new.pk).content.decode()
    assert "À propos <del>de nous</del><ins>du mouvement</ins>" in content


def test_older_version_comes_first_whatever_was_chosen(page, maria):
    old, new = revisions(page)
    response = comparison(maria, page, new.pk, old.pk)
    assert (response.context["old"], response.context["new"]) == (old, new)


def test_comparison_shows_only_what_differs(maria):
    project = ProjectFactory(title_en="Justice")
    FigureFactory(project=project, label_en="girls")
    translate(project)
    path = next(one.path for one in lanes.segments(project, "fr") if "figures" in one.path)
    lanes.save_draft(project, "fr", {path: "filles"}, user=maria)
    old, new = revisions(project)
    shown = comparison(maria, project, old.pk, new.pk).context["differences"]
    assert [one.source for one in shown] == ["girls"]


def test_comparison_shows_a_passage_that_is_gone(maria):
    project = ProjectFactory(title_en="Justice")
    FigureFactory(project=project, label_en="girls")
    translate(project)
    project.figures.all().delete()
    edit(project, title_en="Justice now")
    lanes.save_draft(project, "fr", {"title": "Justice"}, user=maria)
    old, *_others, new = revisions(project)
    content = comparison(maria, project, old.pk, new.pk).content.decode()
    assert "<del>[fr] girls</del>" in content


def test_new_key_of_a_paragraph_is_no_change(maria):
    def text(key):
        return [{"type": "text", "id": "t", "value": f'<p data-block-key="{key}">Every child</p>'}]

    page = ContentFactory(title_en="About us", body_en=text("old"))
    translate(page)
    edit(page, body_en=text("new"))
    lanes.save_draft(page, "fr", {"title": "Nous"}, user=maria)
    old, new = revisions(page)
    shown = comparison(maria, page, old.pk, new.pk).context["differences"]
    assert [one.source for one in shown] == ["About us"]
    assert history.versions(lane_of(page)).object_list[0].changed == 1


def test_comparison_with_what_is_public_from_the_dashboard(page, maria):
    lanes.publish(page, "fr")
    lanes.save_draft(page, "fr", {"title": "Nous"}, user=maria)
    url = f"{lane_url(page)}history/live/{revisions(page)[-1].pk}/"
    response = signed_in(maria).get(url, follow=True)
    assert [str(one.marked) for one in response.context["differences"]] == [
        "<del>À propos du mouvement</del><ins>Nous</ins>"
    ]


def test_markup_in_a_translation_is_shown_and_not_obeyed(page, maria):
    lanes.save_draft(page, "fr", {"title": "<script>x</script>"}, user=maria)
    _first, old, new = revisions(page)
    assert "<script>x" not in comparison(maria, page, old.pk, new.pk).content.decode()


# Going back


def test_earlier_version_becomes_a_new_draft(page, maria):
    first = revisions(page)[0]
    go_back(maria, page, first.pk)
    assert french_title(page) == "À propos de nous"
    assert len(revisions(page)) == 3


def test_going_back_makes_nothing_public(page, maria):
    lanes.publish(page, "fr")
    go_back(maria, page, revisions(page)[0].pk)
    assert fresh(page).title_fr == "À propos du mouvement"


def test_earlier_version_follows_the_source_of_today(page, maria):
    edit(page, title_en="The movement")
    go_back(maria, page, revisions(page)[0].pk)
    assert states(page)["title"] == "outdated"


def test_what_the_earlier_version_does_not_have_keeps_its_translation(page, maria):
    first = revisions(page)[0]
    edit(page, seo_title_en="Who we are")
    lanes.save_draft(page, "fr", {"seo_title": "Qui nous sommes"}, user=maria)
    go_back(maria, page, first.pk)
    targets = {one.path: one.target for one in lanes.segments(page, "fr")}
    assert targets == {"title": "À propos de nous", "seo_title": "Qui nous sommes"}


def test_going_back_forgets_no_translation(page, maria):
    go_back(maria, page, revisions(page)[0].pk)
    assert "À propos du mouvement" in str(lanes.lane(page, "fr").retired)
    go_back(maria, page, revisions(page)[1].pk)
    assert french_title(page) == "À propos du mouvement"


def test_nobody_goes_back_in_a_locked_lane(page, maria):
    locks.lock(lane_of(page), reviewer("fr"))
    go_back(maria, page, revisions(page)[0].pk)
    assert french_title(page) == "À propos du mouvement"


# Who may


def test_version_of_another_lane_is_not_found(page, maria):
    lanes.save_draft(page, "es", {"title": "Sobre nosotros"})
    own, foreign = revisions(page)[0], revisions(page, "es")[0]
    assert comparison(maria, page, own.pk, foreign.pk).status_code == 404
    assert comparison(maria, page, foreign.pk, own.pk).status_code == 404
    assert go_back(maria, page, foreign.pk).status_code == 404
    assert french_title(page) == "À propos du mouvement"


def test_version_of_a_page_is_not_found(page, maria):
    own, foreign = revisions(page)[0], page.save_revision()
    assert comparison(maria, page, own.pk, foreign.pk).status_code == 404
    assert go_back(maria, page, foreign.pk).status_code == 404


@pytest.mark.parametrize("key", ["", "0", "x", "-1", "9" * 30, "9" * 5000, "live"])
def test_version_that_does_not_exist_is_not_found(page, maria, key):
    assert comparison(maria, page, key, revisions(page)[0].pk).status_code == 404
    assert go_back(maria, page, key).status_code == 404


def test_version_in_digits_of_another_script_is_not_found(page, maria):
    old, new = revisions(page)
    arabic = str(old.pk).translate({ord("0") + one: 0x660 + one for one in range(10)})
    assert comparison(maria, page, arabic, new.pk).status_code == 404
    assert go_back(maria, page, arabic).status_code == 404


def test_translator_of_another_language_sees_no_history(page):
    other = reviewer("es")
    old, new = revisions(page)
    assert is_refused(signed_in(other).get(f"{lane_url(page)}history/"))
    assert is_refused(comparison(other, page, old.pk, new.pk))
    assert is_refused(go_back(other, page, old.pk))
    assert french_title(page) == "À propos du mouvement"

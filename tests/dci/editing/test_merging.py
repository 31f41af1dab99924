"""Two people, or two tabs, with one page before them."""

import pytest

from dci.models import ContentPage
from tests.factories import (
    ContentFactory,
    DocumentSetFactory,
    FigureFactory,
    ImageFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db

BODY = [("heading", "What we do"), ("text", "<p>We defend children.</p>")]


@pytest.fixture
def page():
    return ContentFactory(title_en="About", introduction_en="Who we are", body_en=BODY)


@pytest.fixture
def project():
    project = ProjectFactory(title_en="Twelve")
    FigureFactory(project=project, value=12, label_en="countries")
    DocumentSetFactory(project=project, title_en="Flyer", in_languages=["en", "ar"])
    return project


def latest(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def blocks(page) -> list[str]:
    return [str(block.value) for block in latest(page).body_en]


@pytest.fixture
def forms(editor, open_form):
    """The same page in two browsers."""

    def open_two(page):
        return open_form(editor(), page), open_form(editor(), page)

    return open_two


def test_fields_that_others_have_changed_are_kept(forms, page):
    anna, ben = forms(page)
    anna["title_en"] = "About us"
    ben["introduction_en"] = "What we are"
    assert anna.send().status_code == ben.send().status_code == 302
    assert (latest(page).title_en, latest(page).introduction_en) == ("About us", "What we are")


def test_publishing_keeps_what_others_have_changed(forms, page):
    anna, ben = forms(page)
    anna["title_en"] = "About us"
    ben["introduction_en"] = "What we are"
    anna.send("action-publish")
    ben.send("action-publish")
    live = ContentPage.objects.get(pk=page.pk)
    assert (live.title_en, live.introduction_en) == ("About us", "What we are")


def test_person_is_told_what_was_kept(forms, page):
    anna, ben = forms(page)
    anna["title_en"] = "About us"
    anna.send()
    ben["introduction_en"] = "What we are"
    ben.send()
    answer = ben.client.get(ben.response.url)
    assert "Kept, because others have changed it meanwhile: Title." in answer.content.decode()


def test_same_field_is_refused_with_both_texts(forms, page):
    anna, ben = forms(page)
    anna["title_en"] = "About us"
    anna.send()
    ben["title_en"] = "About the movement"
    response = ben.send()
    assert response.status_code == 409
    assert "About us" in ben.errors["title_en"]
    assert 'value="About the movement"' in response.content.decode()
    assert latest(page).title_en == "About us"


def test_saving_again_takes_mine(forms, page):
    anna, ben = forms(page)
    anna["title_en"] = "About us"
    anna.send()
    ben["title_en"] = "About the movement"
    ben.send()
    ben.receive()
    assert ben.send().status_code == 302
    assert latest(page).title_en == "About the movement"


def test_saving_again_meets_a_third_change(forms, page):
    anna, ben = forms(page)
    anna["title_en"] = "About us"
    anna.send()
    ben["title_en"] = "About the movement"
    ben.send()
    ben.receive()
    anna.reload()["title_en"] = "We"
    anna.send()
    assert ben.send().status_code == 409
    assert latest(page).title_en == "We"


def test_same_change_by_both_is_no_conflict(forms, page):
    anna, ben = forms(page)
    anna["title_en"] = ben["title_en"] = "About us"
    anna.send()
    assert ben.send().status_code == 302


def test_invalid_form_shows_what_others_have_changed(forms, page):
    anna, ben = forms(page)
    anna["introduction_en"] = "What we are"
    anna.send()
    ben["title_en"] = ""
    ben.send("action-publish")
    assert ben.errors.keys() == {"title_en"}
    assert ben.receive()["introduction_en"] == "What we are"


def test_block_added_in_another_tab_stays(forms, page):
    anna, ben = forms(page)
    anna.add_block("body_en", "heading", "How we work")
    anna.send()
    ben["title_en"] = "About us"
    ben.send()
    assert blocks(page)[-1] == "How we work"
    assert latest(page).title_en == "About us"


def test_body_changed_by_both_is_refused_with_both_texts(forms, page):
    anna, ben = forms(page)
    anna["body_en-0-value"] = "What they do"
    anna.send()
    ben["body_en-0-value"] = "What children do"
    response = ben.send()
    assert response.status_code == 409
    assert "What they do" in ben.errors["body_en"]
    assert "We defend children" not in ben.errors["body_en"]  # that is in both
    assert "What children do" in response.content.decode()
    assert blocks(page)[0] == "What they do"
    ben.receive()
    ben.send()
    assert blocks(page)[0] == "What children do"


def test_picture_chosen_in_another_tab_stays(forms, project):
    anna, ben = forms(project)
    anna["image"] = ImageFactory().pk
    anna.send()
    ben["title_en"] = "Twelve countries"
    ben.send()
    assert latest(project).image_id == anna.data["image"]
    assert latest(project).title_en == "Twelve countries"


def test_rows_added_in_another_tab_stay(forms, project):
    anna, ben = forms(project)
    anna.add("figures", value=90, qualifier="over", label_en="organisations")
    anna.send()
    ben["title_en"] = "Twelve countries"
    ben.send()
    assert [row.value for row in latest(project).figures.all()] == [12, 90]
    assert latest(project).title_en == "Twelve countries"


def test_rows_inside_rows_stay(forms, project):
    anna, ben = forms(project)
    anna["document_sets-0-variants-1-language"] = "fr"
    anna.send()
    ben.add("figures", value=90, qualifier="over", label_en="organisations")
    ben.send()
    (flyer,) = latest(project).document_sets.all()
    assert [variant.language for variant in flyer.variants.all()] == ["en", "fr"]
    assert len(latest(project).figures.all()) == 2


def test_row_deleted_in_another_tab_does_not_come_back(forms, project):
    anna, ben = forms(project)
    anna["figures-0-DELETE"] = "1"
    anna.send("action-publish")
    ben["title_en"] = "Twelve countries"
    assert ben.send("action-publish").status_code == 302
    project.refresh_from_db()
    assert (project.title_en, project.figures.count()) == ("Twelve countries", 0)


def test_rows_changed_by_both_are_refused_with_both_texts(forms, project):
    anna, ben = forms(project)
    anna.add("figures", value=90, qualifier="over", label_en="organisations")
    anna.send()
    ben["figures-0-label_en"] = "states"
    response = ben.send()
    assert response.status_code == 409
    answer = response.content.decode()
    assert "over, 90, organisations" in answer
    assert "states" in answer
    ben.receive()
    ben.send()
    assert [row.label_en for row in latest(project).figures.all()] == ["states"]


def test_row_that_another_has_deleted_is_saved_anew_by_who_insists(forms, project):
    anna, ben = forms(project)
    anna["figures-0-DELETE"] = "1"
    anna.send("action-publish")
    ben["figures-0-label_en"] = "states"
    assert ben.send("action-publish").status_code == 409
    ben.receive()
    assert ben.send("action-publish").status_code == 302
    assert [row.label_en for row in project.figures.all()] == ["states"]


@pytest.mark.parametrize("token", ["", "tampered", None])
def test_without_its_token_a_form_overwrites_nothing(forms, page, token):
    anna, ben = forms(page)
    anna["title_en"] = "About us"
    anna.send()
    ben["introduction_en"] = "What we are"
    ben["opened_with"] = token if token is not None else anna.data["opened_with"]
    assert ben.send().status_code == 409
    assert (latest(page).title_en, latest(page).introduction_en) == ("About us", "Who we are")

"""The copies of pictures are made when a picture is used, and not when somebody wants to see it."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from dci import renditions
from dci.models import SiteImage, SiteRendition
from dci.page_cache.answers import KEEP
from tests.factories import ContentFactory, ImageFactory, OrganisationFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(django_capture_on_commit_callbacks):
    """Save an object and let its tasks have their turn."""

    def save(obj):
        with django_capture_on_commit_callbacks(execute=True):
            obj.save()
        return obj

    return save


@pytest.fixture
def asleep(monkeypatch):
    """A worker that does nothing yet."""
    monkeypatch.setattr("dci.renditions.make_renditions", type("Task", (), {"enqueue": print}))


def with_picture(image: SiteImage):
    value = {"image": image.pk, "caption": ""}
    return ContentFactory(body_en=[{"type": "image", "value": value}])


def picture_of(client, page) -> BeautifulSoup:
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return soup.select_one("main picture")


def specs() -> set[str]:
    return set(SiteRendition.objects.values_list("filter_spec", flat=True))


def test_publishing_a_page_makes_the_copies_that_it_shows(client, saved):
    page = saved(ProjectFactory(image=ImageFactory()))
    made = specs()
    assert len(made) == 12
    picture_of(client, page)
    assert specs() == made


def test_pictures_among_texts_are_made_in_every_language(saved):
    page = with_picture(ImageFactory())
    own = [{"type": "image", "value": {"image": ImageFactory().pk, "caption": ""}}]
    type(page).objects.filter(pk=page.pk).update(body_fr=own)
    saved(type(page).objects.get(pk=page.pk))
    assert SiteRendition.objects.values("image").distinct().count() == 2
    assert "format-avif|width-640" in specs()


def test_draft_makes_no_copies(saved):
    saved(ProjectFactory(image=ImageFactory(), live=False))
    assert not specs()


def test_logo_is_made_with_its_organisation(saved):
    saved(OrganisationFactory(with_logo=True))
    assert specs() == {"trim|max-336x136|format-webp-lossless"}


def test_picture_that_takes_the_place_of_another_is_made_where_it_is_shown(saved):
    image = ImageFactory()
    ProjectFactory(image=image)
    OrganisationFactory(logo=image)
    saved(image)
    assert {spec.split("|")[1] for spec in specs()} >= {"fill-640x320", "max-336x136"}


def test_picture_says_formats_sizes_and_measures(client, saved):
    page = saved(ProjectFactory(image=ImageFactory()))
    picture = picture_of(client, page)
    assert [one["type"] for one in picture.select("source")] == ["image/avif", "image/webp"]
    assert picture.img["sizes"] == renditions.PLACES["head"].sizes
    assert (picture.img["width"], picture.img["fetchpriority"]) == ("300", "high")


def test_picture_among_texts_waits_until_it_is_near(client):
    assert picture_of(client, with_picture(ImageFactory())).img["loading"] == "lazy"


def test_decoration_has_no_alternative_text(client):
    assert picture_of(client, with_picture(ImageFactory(is_decorative=True))).img["alt"] == ""


def test_without_a_worker_a_missing_copy_is_made_for_who_wants_to_see_it(client):
    page = ProjectFactory(image=ImageFactory())
    assert len(picture_of(client, page).select("source")) == 2


def test_reader_gets_a_plain_picture_until_the_worker_has_its_turn(client, asleep):
    page = ProjectFactory(image=ImageFactory())
    picture = picture_of(client, page)
    assert picture.img["src"].endswith("format-jpeg.fill-640x320.jpg")
    assert not picture.select("source")


def test_page_is_not_kept_before_its_pictures_are_made(client, saved, asleep, monkeypatch):
    page = ProjectFactory(image=ImageFactory())
    assert KEEP not in client.get(page.get_url()).wsgi_request.META
    monkeypatch.undo()
    saved(page)
    assert KEEP in client.get(page.get_url()).wsgi_request.META


def test_lost_file_breaks_no_page(client):
    image = ImageFactory()
    page = ProjectFactory(image=image)
    image.file.storage.delete(image.file.name)
    assert picture_of(client, page).img["src"].endswith("not-found")


def test_command_makes_what_is_missing(capsys):
    ProjectFactory(image=ImageFactory())
    with_picture(ImageFactory())
    OrganisationFactory(with_logo=True)
    for number in (12 + 9 + 1, 0):
        call_command("make_renditions")
        assert capsys.readouterr().out == f"{number} copies of pictures were made.\n"

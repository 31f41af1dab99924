"""Links, documents and images that are other ones in a language."""

import pytest
from django.contrib.auth.models import Permission

from dci.translation import lanes
from dci.translation.passages import shared_values
from tests.factories import ContentFactory, DocumentFactory, EditorFactory, ImageFactory
from tests.translating import fresh, translate
from tests.translation.at_the_desk import lane_form, lane_url, reviewer, signed_in, translator

pytestmark = pytest.mark.django_db

LINKS = "body.links.item.address"
ENGLISH, FRENCH = "https://example.org/en", "https://example.org/fr"


@pytest.fixture
def page():
    link = {"title": "Convention", "text": "", "page": None, "address": ENGLISH}
    item = {"type": "item", "id": "item", "value": link}
    return ContentFactory(body_en=[{"type": "links", "id": "links", "value": [item]}])


def address(page, language) -> str:
    body = getattr(fresh(page), f"body_{language}")
    return body[0].value[0]["address"]


def publish_with(page, overrides):
    translate(page, "fr")
    lane = lanes.lane(page, "fr")
    lane.overrides = overrides
    lane.save_revision(clean=False)
    lanes.publish(page, "fr")


def test_shared_value_is_found_at_its_path(page):
    assert [(value.path, value.value) for value in shared_values(page)] == [(LINKS, ENGLISH)]


def test_language_may_have_its_own_link(page):
    publish_with(page, {LINKS: FRENCH})
    assert (address(page, "fr"), address(page, "en")) == (FRENCH, ENGLISH)


def test_own_link_stays_when_the_source_moves_on(page):
    publish_with(page, {LINKS: FRENCH})
    page.body_en[0].value[0]["address"] = "https://example.org/new"
    page.save()
    assert address(page, "fr") == FRENCH


def test_shared_link_follows_the_source(page):
    publish_with(page, {})
    page.body_en[0].value[0]["address"] = "https://example.org/new"
    page.save()
    assert address(page, "fr") == "https://example.org/new"


def test_own_value_of_a_removed_block_is_passed_over(page):
    publish_with(page, {"body.gone.item.address": FRENCH})
    assert address(page, "fr") == ENGLISH


def test_language_may_have_its_own_video():
    video = {"title": "A hearing", "address": ENGLISH, "transcript": ""}
    page = ContentFactory(body_en=[{"type": "video", "id": "v", "value": video}])
    publish_with(page, {"body.v.address": FRENCH})
    addresses = [body[0].value["address"] for body in (fresh(page).body_fr, fresh(page).body_en)]
    assert addresses == [FRENCH, ENGLISH]


def test_language_may_have_its_own_image_inside_a_text():
    shared, own = ImageFactory(), ImageFactory()
    image = f'<embed alt="A court" embedtype="image" format="left" id="{shared.pk}"/>'
    text = f'<p data-block-key="a">Before.</p>{image}<p data-block-key="b">After.</p>'
    page = ContentFactory(body_en=[{"type": "text", "id": "t", "value": text}])
    (value,) = shared_values(page)
    publish_with(page, {value.path: own.pk})
    french, english = (body[0].value.source for body in (fresh(page).body_fr, fresh(page).body_en))
    assert (f'id="{own.pk}"' in french, f'id="{shared.pk}"' in english) == (True, True)
    assert 'alt="[fr] A court"' in french


def test_files_that_have_a_language_are_not_offered():
    variant = {"language": "ar", "document": DocumentFactory().pk, "address": ""}
    variants = [{"type": "item", "id": "v", "value": variant}]
    item = {"type": "item", "id": "d", "value": {"title": "Flyer", "variants": variants}}
    page = ContentFactory(body_en=[{"type": "documents", "id": "b", "value": [item]}])
    assert list(shared_values(page)) == []


# In the lane's form


def test_image_inside_a_text_is_chosen_beside_it(client):
    image = ImageFactory(title="Courtroom")
    text = f'<p data-block-key="a">Before.</p><embed embedtype="image" id="{image.pk}" alt=""/>'
    page = ContentFactory(body_en=[{"type": "text", "id": "t", "value": text}])
    assert "Courtroom" in client.get(lane_url(page)).content.decode()
    keep(client, page, own := ImageFactory().pk, path="body.t#1@image")
    assert kept(page) == {"body.t#1@image": own}


@pytest.fixture
def client():
    return signed_in(reviewer("fr"))


def keep(client, page, value, base="null", path=LINKS):
    fields = {f"own:{path}": value, f"own-base:{path}": base}
    return client.post(f"{lane_url(page)}segment/", fields)


def kept(page) -> dict:
    return lanes.lane(page, "fr").overrides


def test_own_link_is_typed_beside_the_shared_one(client, page):
    form = lane_form(client, page)
    assert ENGLISH in form.response.content.decode()
    form[f"own:{LINKS}"] = FRENCH
    form.send()
    assert kept(page) == {LINKS: FRENCH}


def test_untouched_form_makes_nothing_its_own(client, page):
    lane_form(client, page).send()
    assert kept(page) == {}


def test_own_link_is_kept_as_one_types(client, page):
    answer = keep(client, page, FRENCH).json()
    assert answer["own"][LINKS] == {"base": f'"{FRENCH}"', "is_own": True, "title": FRENCH}
    assert kept(page) == {LINKS: FRENCH}


def test_empty_field_leads_back_to_the_shared_link(client, page):
    base = keep(client, page, FRENCH).json()["own"][LINKS]["base"]
    keep(client, page, "", base)
    assert kept(page) == {}


def test_shared_value_is_not_kept_as_an_own_one(client, page):
    keep(client, page, ENGLISH)
    assert kept(page) == {}


def test_own_link_of_somebody_else_is_not_overwritten(client, page):
    keep(client, page, FRENCH)
    answer = keep(client, page, "https://example.org/autre")
    assert (answer.status_code, kept(page)) == (409, {LINKS: FRENCH})


@pytest.mark.parametrize("value", ["javascript:x()", "no address", "//x"])
def test_own_link_must_be_an_address(client, page, value):
    assert (keep(client, page, value).status_code, kept(page)) == (422, {})


@pytest.mark.parametrize("path", ["title", "body.links.item.title", "body.gone", "body"])
def test_nothing_but_shared_values_can_be_its_own(client, page, path):
    keep(client, page, FRENCH, path=path)
    assert kept(page) == {}


def test_own_link_is_in_the_preview(client, page):
    keep(client, page, FRENCH)
    shown = client.get(f"{lane_url(page)}preview/").content.decode()
    assert (FRENCH in shown, ENGLISH in shown) == (True, False)


# Choosers

FILE = "body.image.image"


@pytest.fixture
def picture_page():
    value = {"image": ImageFactory().pk, "caption": "", "credit": ""}
    return ContentFactory(body_en=[{"type": "image", "id": "image", "value": value}])


def test_own_image_is_chosen_by_a_translator(picture_page):
    client, image = signed_in(translator("fr")), ImageFactory(title="En français")
    answer = keep(client, picture_page, image.pk, path=FILE).json()
    assert answer["own"][FILE]["title"] == "En français"
    assert kept(picture_page) == {FILE: image.pk}


def test_image_that_one_may_not_choose_is_refused(client, picture_page):
    Permission.objects.filter(codename="choose_image").delete()
    answer = keep(client, picture_page, ImageFactory().pk, path=FILE)
    assert (answer.status_code, kept(picture_page)) == (422, {})


def test_image_that_does_not_exist_is_refused(picture_page):
    answer = keep(signed_in(EditorFactory()), picture_page, 999_999, path=FILE)
    assert answer.status_code == 422


def test_chooser_is_brought_when_it_is_wanted(client, picture_page):
    answer = client.get(f"{lane_url(picture_page)}chooser/", {"path": FILE}).json()
    assert (answer["constructor"], f'name="own:{FILE}"' in answer["html"]) == ("ImageChooser", True)
    other = client.get(f"{lane_url(picture_page)}chooser/", {"path": "title"}, follow=True)
    assert other.status_code == 404

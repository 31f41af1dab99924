"""Another file for the same image or document: everywhere, under the same address."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dci.models import SiteImage
from dci.search.models import Entry
from dci.uploads import pdf
from tests.admin import Form
from tests.dci.uploads import office
from tests.dci.uploads.samples import photograph
from tests.factories import (
    DocumentFactory,
    DocumentSetFactory,
    EditorFactory,
    ImageFactory,
    OrganisationFactory,
    ProjectFactory,
)
from tests.translating import fresh

pytestmark = pytest.mark.django_db
SAMPLES = Path(pdf.__file__).parents[1] / "starter/files/documents"
FLYER = (SAMPLES / "congress-flyer-en.pdf").read_bytes()


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


def image_form(editor, image, name: str = "other.jpeg") -> Form:
    """The form of an image with another file chosen."""
    form = Form(editor, reverse("wagtailimages:edit", args=[image.pk]))
    form["file"] = SimpleUploadedFile(name, photograph("jpeg", size=(80, 40)))
    return form


def document_form(editor, document, name: str, content: bytes) -> Form:
    form = Form(editor, reverse("wagtaildocs:edit", args=[document.pk]))
    form["file"] = SimpleUploadedFile(name, content)
    return form


def test_consent_is_asked_for_again(editor):
    image = ImageFactory(consent="given")
    form = image_form(editor, image)
    form.send()
    assert "another file" in form.errors["consent"]
    assert fresh(image).width == 300


@pytest.mark.parametrize(
    "said",
    [
        {"consent_holds": "on"},
        {"consent": "none_needed"},
        {"consent": "unknown"},
        {"consent_until": "2999-01-01"},
    ],
)
def test_new_picture_is_taken_once_its_consent_is_said(editor, said):
    image = ImageFactory(consent="given")
    form = image_form(editor, image)
    form.data |= said
    form.send()
    assert form.errors == {}
    assert fresh(image).width == 80
    assert fresh(image).consent == said.get("consent", "given")


@pytest.mark.parametrize("shown", ["page", "logo", "draft"])
def test_new_picture_without_consent_is_not_put_on_public_pages(editor, shown):
    image = ImageFactory()
    if shown == "logo":
        OrganisationFactory(logo=image)
    else:
        ProjectFactory(image=image, live=shown == "page")
    form = image_form(editor, image)
    form["consent"] = "unknown"
    form.send()
    assert ("public page" in form.errors.get("consent", "")) is (shown != "draft")


def test_consent_stays_as_it_is_with_the_file(editor):
    image = ImageFactory(consent="given")
    form = Form(editor, reverse("wagtailimages:edit", args=[image.pk]))
    form["title"] = "Congress"
    form.send()
    assert form.errors == {}
    assert fresh(image).consent == "given"


def test_consent_of_a_new_image_is_asked_for_once(editor):
    page = editor.get(reverse("wagtailimages:add")).content.decode()
    assert "consent_until" in page
    assert "consent_holds" not in page


def test_copies_and_focus_of_the_old_picture_are_gone(editor):
    image = ImageFactory(focal_point_x=5, focal_point_y=5, focal_point_width=9)
    old = image.get_rendition("width-20")
    form = image_form(editor, image)
    form["consent_holds"] = "on"
    form.send()
    image = fresh(image)
    assert (image.focal_point_x, image.renditions.filter(pk=old.pk).exists()) == (None, False)
    assert image.get_rendition("width-20").height == 10
    assert SiteImage.objects.count() == 1


def test_address_of_a_document_stays_with_another_file(editor, client):
    document = DocumentFactory()
    address = document.url
    content = office.pdf(office.first_page)
    form = document_form(editor, document, "flyer-2026-final.pdf", content)
    assert address in form.response.content.decode()
    form.send()
    assert form.errors == {}
    assert fresh(document).url == address
    client.logout()
    assert b"".join(client.get(address)) == content
    assert Path(fresh(document).file.path).read_bytes() == content


def test_file_of_another_type_is_another_document(editor):
    document = DocumentFactory()
    form = document_form(editor, document, "flyer.txt", b"Hello")
    form.send()
    assert "ends in .pdf" in form.errors["file"]


def test_words_of_the_new_file_are_found_and_those_of_the_old_are_not(editor):
    documents = DocumentSetFactory(in_languages=["en"])
    document = documents.variants.get().document
    documents.project.save()
    for content, word in ((FLYER, "Congress flyer"), (office.pdf(office.first_page), "")):
        form = document_form(editor, document, "flyer.pdf", content)
        form.send()
        assert form.errors == {}
        assert ("Congress flyer" in Entry.objects.get(document=document).content) is bool(word)

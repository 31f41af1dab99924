"""Pictures on every way into the site: forms, the upload of many, choosers, programs."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import call_command
from django.template.loader import render_to_string
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from dci.models import SiteImage
from tests.dci.uploads import samples
from tests.dci.uploads.samples import CANARY, FORMATS, photograph
from tests.factories import EditorFactory, ImageFactory

pytestmark = pytest.mark.django_db

TOLD = {
    "title": "Congress",
    "alt_en": "A judge and a child",
    "consent": "none_needed",
    "collection": 1,
}


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(editor, file) -> SiteImage:
    """The image that the form makes of a file."""
    response = editor.post(reverse("wagtailimages:add"), {**TOLD, "file": file})
    assert response.status_code == 302, response.context["form"].errors
    return SiteImage.objects.latest("pk")


def refusal(editor, file) -> str:
    """What the form says against a file."""
    response = editor.post(reverse("wagtailimages:add"), {**TOLD, "file": file})
    assert not SiteImage.objects.exists()
    return response.context["form"].errors["file"][0]


def stored(image: SiteImage) -> bytes:
    return Path(image.file.path).read_bytes()


@pytest.mark.parametrize("kind", FORMATS)
def test_neither_original_nor_copies_tell_where_it_was_taken(editor, kind):
    image = add(editor, upload(f"photo.{kind.lower()}", photograph(kind, samples.SIDEWAYS)))
    specs = [f"width-20|format-{copy}" for copy in ("jpeg", "png", "webp", "avif")]
    copies = image.get_renditions("original", *specs).values()
    files = [stored(image), *(Path(copy.file.path).read_bytes() for copy in copies)]
    assert [file for file in files if CANARY in file or b"Exif" in file] == []
    assert len(files) == 6


def test_picture_that_is_kept_in_a_file_while_it_comes_is_cleaned(editor):
    with TemporaryUploadedFile("photo.jpg", "image/jpeg", 0, None) as file:
        file.write(photograph("JPEG"))
        file.seek(0)
        image = add(editor, file)
    assert CANARY not in stored(image)


def test_picture_is_measured_as_it_is_shown(editor):
    image = add(editor, upload("photo.jpg", photograph("JPEG", samples.SIDEWAYS)))
    assert (image.width, image.height) == (40, 60)
    assert image.file_size == len(stored(image))


def test_upload_of_many_keeps_nothing_that_tells_while_the_form_is_open(editor):
    file = upload("photo.jpg", photograph("JPEG"))
    answer = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": file}).json()
    waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    assert CANARY not in Path(waiting.file.path).read_bytes()
    prefix = f"uploaded-image-{waiting.pk}"
    done = editor.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]),
        {f"{prefix}-{name}": value for name, value in TOLD.items()},
    ).json()
    assert done["success"], done["form"]
    assert CANARY not in stored(SiteImage.objects.get())


def test_upload_of_many_says_what_is_wrong_with_a_file(editor):
    file = upload("photo.png", photograph("PNG")[:200])
    answer = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": file}).json()
    assert not answer["success"]
    assert "damaged or not complete" in answer["error_message"]


def test_upload_in_the_chooser_is_cleaned(editor):
    prefix = "image-chooser-upload"
    data = {f"{prefix}-{name}": value for name, value in TOLD.items()}
    data[f"{prefix}-file"] = upload("photo.jpg", photograph("JPEG"))
    answer = editor.post(reverse("wagtailimages_chooser:create"), data)
    assert json.loads(answer.content)["step"] == "chosen"
    assert CANARY not in stored(SiteImage.objects.get())


def test_program_that_loads_a_picture_has_it_cleaned():
    file = ContentFile(photograph("JPEG", samples.SIDEWAYS), "photo.jpg")
    image = SiteImage.objects.create(title="Congress", file=file)
    assert CANARY not in stored(image)
    assert (image.width, image.height) == (40, 60)


def test_program_can_load_nothing_but_pictures():
    with pytest.raises(ValidationError):
        SiteImage(title="Congress").file.save("photo.jpg", ContentFile(b"<html>"))


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("a.jpg", "GIF", ".gif"),
        ("a.png", "JPEG", ".jpg"),
        ("a.jpeg", "JPEG", ".jpeg"),
        ("a.html", "PNG", ".png"),
        ("a.php.webp", "WEBP", ".webp"),
    ],
)
def test_name_follows_the_content(editor, name, kind, kept):
    image = add(editor, upload(name, photograph(kind)))
    assert Path(image.file.name).suffix == kept


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.png",
        "a\0b.png",
        "x" * 300 + ".png",
        "\u202egnp.exe.png",
        "😀.png",
        "a.png.",
    ],
)
def test_name_is_made_harmless(editor, name):
    image = add(editor, upload(name, photograph("PNG")))
    path = Path(image.file.path)
    assert path.parent == Path(settings.MEDIA_ROOT, "original_images")
    assert path.name.isascii()
    assert path.suffix == ".png"


def test_copies_of_a_picture_can_not_be_guessed(editor):
    first, second = (add(editor, upload("photo.jpg", photograph("JPEG"))) for _ in range(2))
    names = [Path(image.get_rendition("width-20").file.name).name for image in (first, second)]
    assert all(re.fullmatch(r"[0-9a-f]{8}-photo\.width-20\.jpg", name) for name in names)
    assert names[0] != names[1]


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script></html>", b"GIF89a/*", b"MZ"])
def test_what_only_claims_to_be_a_picture_is_refused(editor, content):
    assert refusal(editor, upload("photo.png", content))


def test_bomb_is_refused_with_its_limit(editor):
    said = refusal(editor, upload("photo.png", samples.png_that_claims(30_000, 30_000)))
    assert "at most 25 million pixels" in said


def test_pictures_of_earlier_days_are_cleaned_by_a_command(capsys):
    image = ImageFactory(file__format="JPEG")
    before = image.file.path
    image.get_rendition("width-20")
    Path(before).write_bytes(photograph("JPEG", samples.SIDEWAYS))
    call_command("clean_images")
    image.refresh_from_db()
    assert "Cleaned 1 pictures" in capsys.readouterr().out
    assert CANARY not in stored(image)
    assert (image.width, image.height) == (40, 60)
    assert not image.renditions.exists()
    call_command("clean_images")
    assert "Cleaned 0 pictures" in capsys.readouterr().out


def test_copy_shows_what_the_picture_shows(editor):
    image = add(editor, upload("photo.jpg", photograph("JPEG", samples.SIDEWAYS)))
    copy = Image.open(BytesIO(Path(image.get_rendition("width-20").file.path).read_bytes()))
    assert copy.size == (20, 30)
    assert copy.getpixel((0, 15)) > copy.getpixel((19, 15))  # what was on top is on the right


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><script>alert(1)</script>'
    b'<path d="M0 0h30v20z" onclick="alert(1)"/></svg>'
)


@pytest.mark.parametrize("name", ["mark.svg", "mark.png"])
def test_drawing_is_cleaned_under_any_name_and_shown(editor, name):
    image = add(editor, upload(name, DRAWING))
    copy = image.get_rendition("trim|max-336x136|preserve-svg")
    files = [stored(image), Path(copy.file.path).read_bytes()]
    assert Path(image.file.name).suffix == ".svg"
    assert not any(b"alert" in file for file in files)
    assert (copy.width, copy.height) == (203, 136)


def test_drawing_can_stand_where_photographs_do(editor):
    image = add(editor, upload("mark.svg", DRAWING))
    shown = render_to_string("includes/picture.html", {"image": image, "caption": ""})
    assert ".svg" in shown

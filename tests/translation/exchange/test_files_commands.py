"""The commands that write files and take them back."""

from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from dci.translation import lanes
from tests.factories import ContentFactory, ProjectFactory
from tests.translating import edit, translate
from tests.translation.at_the_desk import translator
from tests.translation.exchange.files import database, every_format, outgoing

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = ContentFactory(title_en="About us", slug="about")
    translate(page)
    return page


@pytest.fixture
def maria():
    return translator("fr")


def export(output, *what: str, **options) -> str:
    said = StringIO()
    arguments = ["--language", "fr", "--output", str(output), *what]
    call_command("export_translations", *arguments, stdout=said, **{"format": "po", **options})
    return said.getvalue()


def take(file, person, *options: str) -> str:
    said = StringIO()
    name = person.get_username()
    call_command("import_translations", str(file), "--user", name, *options, stdout=said)
    return said.getvalue()


def title(page) -> str:
    return lanes.segments(page, "fr")[0].target


@every_format
def test_page_goes_out_and_comes_back(tmp_path, page, maria, code):
    file = tmp_path / "about"
    said = export(file, "--page", str(page.pk), format=code)
    assert "1 file written" in said
    before = database()
    assert "0 taken" in take(file, maria)
    assert database() == before


def test_everything_is_an_archive(tmp_path, page):
    ContentFactory(title_en="Actions")
    export(tmp_path / "all.zip", "--all")
    names = ZipFile(tmp_path / "all.zip").namelist()
    assert len([name for name in names if "contentpage" in name]) == 2
    assert list(tmp_path.iterdir()) == [tmp_path / "all.zip"]


@pytest.mark.parametrize("path", ["projects", "/projects/"])
def test_part_is_named_by_its_path(tmp_path, page, path):
    ProjectFactory(title_en="Justice")
    export(tmp_path / "part.zip", "--part", path)
    names = " ".join(ZipFile(tmp_path / "part.zip").namelist())
    assert "projects-" in names
    assert "justice-" in names
    assert "about" not in names


def test_progress_is_told(tmp_path, page):
    ContentFactory.create_batch(100)
    assert "100 files" in export(tmp_path / "all.zip", "--all")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (["--page", "99999"], "no page 99999"),
        (["--part", "nowhere"], "no page at nowhere"),
        (["--all", "--only-open"], "nothing to translate"),
    ],
)
def test_what_is_not_there_is_said(tmp_path, page, what, said):
    for lane_owner in (page, page.get_parent().specific):
        translate(lane_owner)
    with pytest.raises(CommandError, match=said):
        export(tmp_path / "all.zip", *what)
    assert not list(tmp_path.iterdir())


def test_translation_is_taken_into_the_draft(tmp_path, page, maria):
    file = tmp_path / "about.po"
    file.write_bytes(outgoing(page).replace(b"[fr] About us", b"Nous"))
    assert "1 taken" in take(file, maria)
    assert title(page) == "Nous"


def test_dry_run_shows_and_changes_nothing(tmp_path, page, maria):
    file = tmp_path / "about.po"
    file.write_bytes(outgoing(page).replace(b"[fr] About us", b"Nous 12"))
    before = database()
    said = take(file, maria, "--dry-run")
    for part in ("1 would change", "now  [fr] About us", "file Nous 12", "! "):
        assert part in said
    assert database() == before


def test_what_others_have_written_is_left_unless_asked_for(tmp_path, page, maria):
    file = tmp_path / "about.po"
    file.write_bytes(outgoing(page).replace(b"[fr] About us", b"Nous"))
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    with pytest.raises(CommandError, match=r"about\.po"):
        take(file, maria)
    assert title(page) == "Qui nous sommes"
    take(file, maria, "--overwrite")
    assert title(page) == "Nous"


def test_each_file_of_an_archive_is_reported(tmp_path, page, maria):
    file, stream = tmp_path / "back.zip", BytesIO()
    with ZipFile(stream, "w") as zipped:
        zipped.writestr("good.po", outgoing(page).replace(b"[fr] About us", b"Nous"))
        zipped.writestr("bad.po", b"rubbish")
    file.write_bytes(stream.getvalue())
    said = StringIO()
    with pytest.raises(CommandError, match=r"bad\.po"):
        call_command("import_translations", str(file), user=maria.username, stdout=said)
    assert "good.po (français): 1 taken" in said.getvalue()
    assert "bad.po: This is not a file" in said.getvalue()
    assert title(page) == "Nous"


def test_older_source_is_told(tmp_path, page, maria):
    file = tmp_path / "about.po"
    file.write_bytes(outgoing(page).replace(b"[fr] About us", b"Nous"))
    edit(page, title_en="About us all")
    assert "older English" in take(file, maria, "--dry-run")


@pytest.mark.parametrize(
    ("content", "said"), [(b"rubbish", "not a file for translators"), (None, "could not be read")]
)
def test_refused_file_ends_in_an_error(tmp_path, maria, content, said):
    file = tmp_path / "back.po"
    if content:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        take(file, maria)


def test_language_of_others_is_refused(tmp_path, page):
    file = tmp_path / "about.po"
    file.write_bytes(outgoing(page).replace(b"[fr] About us", b"Nous"))
    with pytest.raises(CommandError, match="français"):
        take(file, translator("es"))
    assert title(page) == "[fr] About us"


@pytest.mark.parametrize("active", [True, False])
def test_user_must_be_there_and_translate(tmp_path, active):
    person = translator()
    person.is_active = active
    person.save()
    with pytest.raises(CommandError, match=person.username):
        take(tmp_path / "x", person)

"""Archives that are damaged, made up or of another version: a sentence, and nothing is written."""

import json
import zipfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from dci.archive import loading
from dci.archive.contents import Kind
from dci.archive.reading import opened
from dci.archive.refusal import Refusal
from dci.models import HomePage, SiteImage, SitePage
from tests.effort import tries
from tests.factories import ContentFactory, ImageFactory
from tests.record import record

from .conftest import manifest

MUTATIONS = tries(40, audit=2000)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(exported, begin_anew) -> Path:
    ImageFactory()
    ContentFactory()
    path = exported()
    begin_anew()
    return path


def refusal(path: Path) -> str:
    """What is said, after which the site is as empty as it was."""
    before = SitePage.objects.count()
    with pytest.raises(CommandError) as error:
        call_command("import_site", path)
    assert SitePage.objects.count() == before
    assert (HomePage.objects.exists(), SiteImage.objects.exists()) == (False, False)
    assert not Path(default_storage.location).exists()
    return str(error.value)


def rewrite(path: Path, change) -> Path:
    """The archive with other members: ``change`` takes and returns them by name."""
    with zipfile.ZipFile(path) as content:
        members = {name: content.read(name) for name in content.namelist()}
    with zipfile.ZipFile(path, "w") as content:
        for name, said in change(members).items():
            content.writestr(name, said)
    return path


def with_manifest(change):
    """For ``rewrite``: the manifest after ``change`` has had it in its hands."""

    def changed(members: dict) -> dict:
        manifest = json.loads(members["manifest.json"])
        change(manifest)
        return members | {"manifest.json": json.dumps(manifest).encode()}

    return changed


def test_archive_that_ends_too_early(archive):
    archive.write_bytes(archive.read_bytes()[:-2000])
    assert "not a whole one" in refusal(archive)


@pytest.mark.parametrize("beginning", ["tables/dci.sitepage", "media/", "manifest"])
def test_archive_with_another_byte(archive, beginning):
    with zipfile.ZipFile(archive) as packed:
        found = next(one for one in packed.infolist() if one.filename.startswith(beginning))
    content = bytearray(archive.read_bytes())
    head = found.header_offset + 30  # then the name, and perhaps more
    start = head + len(found.filename) + content[head - 2]
    content[start + found.compress_size // 2] ^= 1
    archive.write_bytes(content)
    assert "archive" in refusal(archive)


@pytest.mark.audit
def test_archive_with_bytes_anywhere_else_is_whole_or_refused(archive):
    """Not every byte of a ZIP file means something: what is taken must be what it was."""
    whole, said = archive.read_bytes(), manifest(archive)
    chance = Random(1989)  # noqa: S311 no secret
    for _ in range(MUTATIONS):
        content = bytearray(whole)
        start = chance.randrange(len(content))
        content[start : start + chance.randrange(60)] = chance.randbytes(chance.randrange(60))
        archive.write_bytes(content)
        with suppress(Refusal), opened(archive) as read:
            read.check(Kind.SITE)
            assert asdict(read.manifest) == said
    record("damaged archives of the site", f"{MUTATIONS:,} archives")


def test_row_that_was_changed_and_packed_again(archive):
    def change(members):
        name = "tables/dci.contentpage.jsonl"
        return members | {name: members[name].replace(b"null", b'"x"', 1)}

    assert "dci.contentpage in the archive is not what it was" in refusal(rewrite(archive, change))


def test_file_that_was_changed_and_packed_again(archive):
    def change(members):
        name = next(name for name in members if name.startswith("media/"))
        return members | {name: b"GIF89a"}

    assert "is not what it was" in refusal(rewrite(archive, change))


@pytest.mark.parametrize("name", ["../settings.py", "/etc/passwd", "a/../../b", "a\\..\\b", "a//b"])
def test_file_outside_the_folder_of_uploads(archive, name):
    def change(members):
        stored = next(name for name in members if name.startswith("media/"))
        manifest = json.loads(members["manifest.json"])
        manifest["files"] = {name: next(iter(manifest["files"].values()))}
        content = members.pop(stored)
        return members | {f"media/{name}": content, "manifest.json": json.dumps(manifest)}

    assert "which is none" in refusal(rewrite(archive, change))


def test_file_that_the_manifest_does_not_name(archive):
    assert "what its manifest says" in refusal(rewrite(archive, lambda all: all | {"more": b""}))


def test_archive_of_another_version(archive):
    rewrite(archive, with_manifest(lambda manifest: manifest["migrations"].append("dci.0999_new")))
    assert "dci.0999_new" in refusal(archive)


def test_archive_of_other_languages(archive):
    rewrite(archive, with_manifest(lambda manifest: manifest["languages"].append("ar")))
    assert "SITE_LANGUAGES" in refusal(archive)


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"kind": 1, "secret": 2}', b"\xff"])
def test_manifest_that_is_none(archive, manifest):
    rewrite(archive, lambda members: members | {"manifest.json": manifest})
    assert "anifest" in refusal(archive) or "kind" in refusal(archive)


def test_archive_of_another_kind(archive):
    with pytest.raises(CommandError, match="kind"):
        call_command("restore", archive)


@pytest.mark.parametrize("content", [b"", b"PK", b"-----BEGIN PGP MESSAGE-----"])
def test_file_that_is_no_archive(begin_anew, tmp_path, content):
    begin_anew()
    path = tmp_path / "site.zip"
    path.write_bytes(content)
    assert "no archive" in refusal(path)


def test_archive_that_is_not_there(begin_anew, tmp_path):
    begin_anew()
    assert "cannot be opened" in refusal(tmp_path / "site.zip")


def test_row_that_leads_nowhere(archive, monkeypatch):
    monkeypatch.setattr(loading.Archive, "check", lambda *args: None)

    def change(members):
        name = "tables/dci.contentpage.jsonl"
        return members | {
            name: members[name].replace(b'"sitepage_ptr_id":', b'"sitepage_ptr_id":9')
        }

    assert "The database does not take" in refusal(rewrite(archive, change))


def test_files_are_taken_away_again_when_the_work_fails(archive, monkeypatch):
    def fail():
        raise loading.Refusal("No.")

    monkeypatch.setattr(loading, "_make_anew", fail)
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import_site", archive)
    assert [path for path in Path(default_storage.location).rglob("*") if path.is_file()] == []


def test_file_that_is_there_already_is_kept(archive):
    with zipfile.ZipFile(archive) as content:
        name = next(name for name in content.namelist() if name.startswith("media/"))
    here = Path(default_storage.path(name.removeprefix("media/")))
    here.parent.mkdir(parents=True)
    here.write_bytes(b"ours")
    with pytest.raises(CommandError, match="empty folder"):
        call_command("import_site", archive)
    assert here.read_bytes() == b"ours"

"""A disk without room: a file is there whole or not at all."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from dci.uploads.storage import RESERVE, WholeFileStorage
from tests.dci.uploads.samples import photograph
from tests.factories import EditorFactory

ROOT = Path(__file__).parents[3]
# The limit is for every file of a process, so it is set in one of its own.
STORE = """
import resource, signal, sys
from django.conf import settings
from django.core.files.base import ContentFile
settings.configure()
from dci.uploads.storage import WholeFileStorage
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
WholeFileStorage(sys.argv[1]).save("a.bin", ContentFile(b"1" * int(sys.argv[2])))
"""


@pytest.mark.parametrize(("size", "kept"), [(90_000, [90_000]), (150_000, [])])
def test_file_without_room_leaves_nothing(tmp_path, size, kept):
    command = [sys.executable, "-c", STORE, tmp_path, str(size)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert [file.stat().st_size for file in tmp_path.iterdir()] == kept
    assert (b"File too large" in done.stderr) is (not kept)


def test_two_files_of_one_name_are_both_kept(tmp_path):
    kept = WholeFileStorage(tmp_path)
    names = [kept.save("a.bin", ContentFile(content)) for content in (b"1", b"2")]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"1", b"2"]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "name"), [("images", "a.jpg"), ("docs", "a.txt")])
def test_upload_is_told_that_there_is_no_room(client, monkeypatch, kind, name):
    usage = shutil.disk_usage("/")._replace(free=RESERVE)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage)
    client.force_login(EditorFactory())
    file = SimpleUploadedFile(name, photograph("JPEG"))
    answer = client.post(reverse(f"wagtail{kind}:add_multiple"), {"files[]": file}).json()
    assert "no room left on the server" in answer["error_message"]
    assert not UploadedFile.objects.exists()

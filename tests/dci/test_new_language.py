"""One language more: the setting, makemigrations, migrate, and nothing else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import databases

ROOT = Path(__file__).parents[2]
CODE = ["dci", "partners", "projects", "network", "templates", "manage.py"]

MAKE_PAGES = """
from wagtail.models import Site
from dci.models import ContentPage, HomePage, SitePage

home = SitePage.get_first_root_node().add_child(instance=HomePage(title_en="Home", slug="start"))
Site.objects.update(root_page=home)
page = home.add_child(instance=ContentPage(title_en="About us", slug="about"))
"""

READ_ARABIC = """
import json
from django.test import Client
from dci.models import ContentPage, SitePage
from dci.translation import lanes

page = ContentPage.objects.get()
lanes.save_draft(page, "ar", {"title": "من نحن"}, slug="about-ar")
lanes.publish(page, "ar")
client = Client(headers={"host": "localhost"})
print(json.dumps({
    "empty": SitePage.objects.filter(url_path_ar="").count(),
    "untranslated": client.get("/ar/").content.decode(),
    "arabic": client.get("/ar/about-ar/").content.decode(),
    "english": client.get("/en/about/").content.decode(),
}))
"""


@pytest.fixture
def scratch(tmp_path):
    """A copy of the project with a migrated site of its own. Runs ``manage.py`` in it."""
    for name in CODE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    site = str(tmp_path / "site.sqlite3")
    databases.copy(databases.prepared("empty"), site)
    plain = os.environ | {"DJANGO_SETTINGS_MODULE": "dci.settings"}
    plain |= {"DATABASE_URL": f"sqlite:///{site}", "MEDIA_ROOT": str(tmp_path / "media")}
    plain |= {"LOG_LEVEL": "ERROR", "DEBUG": "1"}

    def run(*arguments: str, **environment: str) -> str:
        result = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=tmp_path,
            env=plain | environment,
            stdin=subprocess.DEVNULL,  # nothing may be asked
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


@pytest.mark.long
def test_arabic_is_added_by_its_setting_and_reads_from_right_to_left(scratch):
    scratch("shell", "--verbosity=0", "--command", MAKE_PAGES)
    arabic = {"SITE_LANGUAGES": "en,fr,es,ar"}
    scratch("makemigrations", "--verbosity=0", **arabic)
    scratch("migrate", "--verbosity=0", **arabic)
    printed = scratch("shell", "--verbosity=0", "--command", READ_ARABIC, **arabic)
    found = json.loads(printed.splitlines()[-1])
    assert found["empty"] == 0
    assert '<html lang="ar" dir="rtl">' in found["arabic"]
    assert "من نحن" in found["arabic"]
    assert '<html lang="ar" dir="rtl">' in found["untranslated"]
    assert 'lang="en" dir="ltr"' in found["untranslated"]
    assert '<html lang="en" dir="ltr">' in found["english"]

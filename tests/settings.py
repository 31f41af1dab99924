"""The site's settings for tests: nothing of the developer's own, all files in one folder.

The folder is made by the first process of a run, inherited by its workers and by the commands that
tests start, and removed at the end.
"""

import os
import re
import tempfile
from pathlib import Path

from tests import in_memory

if "TEST_FOLDER" not in os.environ:
    _folder = tempfile.TemporaryDirectory(
        prefix="dci_", dir=in_memory.folder(), ignore_cleanup_errors=True
    )
    os.environ["TEST_FOLDER"] = _folder.name
TEST_FOLDER = Path(os.environ["TEST_FOLDER"])
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "only")

_example = Path(__file__).parent.parent / ".env.example"
for _name in re.findall(r"^(?:# )?([A-Z_]+)=", _example.read_text(), re.MULTILINE):
    os.environ.pop(_name, None)
os.environ["ENV_FILE"] = os.devnull
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{TEST_FOLDER}/none"
os.environ["MEDIA_ROOT"] = str(TEST_FOLDER / f"media_{WORKER}")
os.environ["STATIC_ROOT"] = str(TEST_FOLDER / "static")
(TEST_FOLDER / "static").mkdir(exist_ok=True)

from dci.settings import *  # noqa: E402, F403

DEBUG = False
RAISE_IN_BLOCKS = True  # or no test would see it
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Playwright keeps an event loop in the thread of the tests, which is all that Django looks at.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

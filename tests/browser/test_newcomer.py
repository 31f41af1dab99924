"""The whole site, built from nothing by somebody who has the guide and nothing else.

`make test` makes some of the partners and projects, one of each kind that differs, in one language
of the admin; `make audit` makes all, and `make shots` all in each language, with the pictures.
"""

import pytest
from django.utils.translation import override

from dci.editing.guide import FILES
from dci.translation.guide import FOLDER
from tests import facts, pictures
from tests.browser.admin import log_in
from tests.browser.conftest import moderator
from tests.browser.newcomer import Newcomer
from tests.effort import tries
from tests.record import record
from tests.translation.test_guide import folded

PASSWORD = "long and known to nobody"
LANGUAGES = list(FILES) if pictures.wanted_in() else ["fr"]
SOME = {
    "partner-ecosoc",
    "partner-child-rights-connect",
    "global-study-deprivation-of-liberty",
    "world-congress-2018",
    "defence-for-girls",
}
LISTS = {"Partners", "Projects"}  # where all of them are named


@pytest.mark.long
@pytest.mark.audit
@pytest.mark.alone
@pytest.mark.parametrize("code", LANGUAGES)
def test_newcomer_builds_the_site_that_visitors_read(
    page, live_server, empty_site, settings, code, tmp_path
):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # so fast a writer would be autosaved in between
    person = moderator(language=code)
    person.set_password(PASSWORD)
    person.save()
    only = None if pictures.wanted_in() else tries(SOME, audit=None)
    newcomer = Newcomer(page, (pictures.wanted_in() or tmp_path) / "editing" / code, only)
    with override(code):
        log_in(page, person.username, PASSWORD)
        newcomer.build()
    guide = folded((FOLDER / FILES[code]).read_text().replace("*", ""))
    assert [label for label in newcomer.pressed if folded(label) not in guide] == []
    read = [title for title in newcomer.published if not only or title not in LISTS]
    assert list(facts.missing(read)) == []
    record("the whole site built anew in the admin", f"{len(read)} pages, no fact missing")

"""The steps that the translators' guide tells of, and its pictures while somebody wants them."""

import pytest

from dci.translation.guide import FILES
from tests import pictures
from tests.browser.guide_pictures import Day
from tests.translation.test_guide import pictures as named

# One language of the admin does for a test; `make shots` takes the pictures in all of them.
LANGUAGES = list(FILES) if pictures.wanted_in() else ["fr"]


@pytest.mark.long
@pytest.mark.parametrize("code", LANGUAGES)
def test_pictures_that_the_guide_names_are_taken(page, sign_in, starter_site, code, tmp_path):
    folder = pictures.wanted_in() or tmp_path
    Day(page, sign_in, code, folder).take_all()
    taken = {str(file.relative_to(folder)) for file in (folder / code).iterdir()}
    assert taken == named(code)

"""A page in French and Spanish, and a translator of French."""

import pytest

from tests.factories import ContentFactory
from tests.translating import translate
from tests.translation.at_the_desk import signed_in, translator


@pytest.fixture
def page():
    page = ContentFactory(title_en="About us", introduction_en="Who we are")
    translate(page)
    return page


@pytest.fixture
def client():
    return signed_in(translator("fr"))

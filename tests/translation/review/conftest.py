"""A page, a translator, a reviewer, and what waits between them."""

import pytest
from django.core import mail

from dci.translation import lanes
from dci.translation.review import workflow as review
from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_of, reviewer, translator
from tests.translation.review.reviewing import with_address


@pytest.fixture
def page():
    return ContentFactory(title_en="About us")


@pytest.fixture
def maria():
    return with_address(translator("fr", language="fr"))


@pytest.fixture
def paul():
    return with_address(reviewer("fr"))


@pytest.fixture
def waiting(page, maria):
    """A French title that Maria has submitted."""
    lanes.save_draft(page, "fr", {"title": "À propos"}, user=maria)
    review.submit(lane_of(page), maria)
    mail.outbox.clear()
    return page

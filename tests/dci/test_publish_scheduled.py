"""Publishing at a set time: one page that can't be published holds up no other."""

from datetime import timedelta
from errno import ENOSPC
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import Revision

from dci.models import SitePage
from dci.rounds.models import Round
from tests.factories import ContentFactory
from tests.translating import fresh

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def scheduled(hours_ago: int = 1, **columns):
    """A page that is not public, with a revision whose time came some hours ago."""
    page = ContentFactory(live=False)
    for name, value in columns.items():
        setattr(page, name, value)
    revision = page.save_revision(
        clean=False, approved_go_live_at=timezone.now() - hours_ago * HOUR
    )
    return page, revision


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("publish_scheduled", *arguments, stdout=out)
    return out.getvalue()


def test_page_whose_time_has_come_is_published():
    page, _revision = scheduled(title_en="Now")
    assert "Publish: " in run()
    assert (fresh(page).live, fresh(page).title_en) == (True, "Now")


def test_page_whose_time_has_not_come_is_left():
    page, _revision = scheduled(hours_ago=-1)
    run()
    assert not fresh(page).live


class FullDisk(StringIO):
    def write(self, text):
        raise OSError(ENOSPC, "No space left on device")


def test_disk_of_the_log_that_is_full_holds_up_no_page():
    pages = [scheduled()[0], scheduled()[0]]
    call_command("publish_scheduled", stdout=FullDisk())
    assert [fresh(page).live for page in pages] == [True, True]
    assert Round.objects.get().failure == ""


@pytest.fixture
def bad():
    """A page without a title, due before all others."""
    return scheduled(hours_ago=3, title_en="")


def test_page_that_cannot_be_published_holds_up_no_other(bad):
    before, _ = scheduled(hours_ago=4)
    after, _ = scheduled(hours_ago=2)
    with pytest.raises(CommandError):
        run()
    assert [fresh(one).live for one in (before, bad[0], after)] == [True, False, True]


def test_page_that_cannot_be_published_keeps_its_schedule(bad):
    with pytest.raises(CommandError):
        run()
    assert Revision.objects.get(pk=bad[1].pk).approved_go_live_at == bad[1].approved_go_live_at


def test_page_that_cannot_be_published_is_reported_with_its_reason(bad):
    with pytest.raises(CommandError, match="title"):
        run()


def test_page_that_has_been_corrected_is_published_at_the_next_run(bad):
    page, _revision = bad
    with pytest.raises(CommandError):
        run()
    page.title_en = "Corrected"
    page.save_revision(approved_go_live_at=timezone.now() - HOUR)
    bad[1].delete()
    run()
    assert fresh(page).title_en == "Corrected"


def test_page_whose_time_is_over_is_taken_off_the_site():
    page = ContentFactory(expire_at=timezone.now() - HOUR)
    assert "Unpublish" in run()
    assert (fresh(page).live, fresh(page).expired) == (False, True)


def test_page_that_cannot_be_taken_off_holds_up_no_other(monkeypatch):
    pages = ContentFactory.create_batch(2, expire_at=timezone.now() - HOUR)
    unpublish = SitePage.unpublish

    def fail_for_the_first(page, *args, **kwargs):
        if page.pk == pages[0].pk:
            raise ValueError("no")
        unpublish(page, *args, **kwargs)

    monkeypatch.setattr(SitePage, "unpublish", fail_for_the_first)
    with pytest.raises(CommandError, match=f"{pages[0]}: no"):
        run()
    assert [fresh(page).live for page in pages] == [True, False]


def test_dry_run_says_what_it_would_do_and_does_nothing(bad):
    page, revision = scheduled()
    assert f"Publish: {revision}" in run("--dryrun")
    assert not fresh(page).live
    assert not Round.objects.exists()

"""What is kept of a person can be told and taken away; what they have written stays."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.account import AccountView
from wagtail.models import APIToken, Comment, ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from dci.outbox.models import Mail
from dci.people import belongings, leaving
from dci.rounds.models import Round
from dci.translation.models import Comment as TranslationComment
from dci.translation.models import Translation
from tests.factories import ContentFactory, EditorFactory
from tests.translating import translate
from tests.translation.at_the_desk import lane_of, reviewer, signed_in

CANARIES = ("canary", "marie", "curie")


@pytest.fixture
def admin(db):
    return EditorFactory(username="admin")


@pytest.fixture
def marie(admin):
    marie = reviewer("fr")
    names = {"username": "marie", "first_name": "Marie", "last_name": "Curie"}
    for name, value in (names | {"email": "canary@example.org"}).items():
        setattr(marie, name, value)
    marie.set_password("canary of a password")
    marie.save()
    return marie


@pytest.fixture
def page(marie):
    page = ContentFactory(title_en="About us", owner=marie)
    page.save_revision(user=marie, log_action=True)
    translate(page)
    Translation.objects.of(page).filter(language="fr").update(assignee=marie)
    Comment.objects.create(page=page, user=marie, text="Is that so?", contentpath="title_en")
    return page


def everything_stored() -> str:
    """All rows of all tables, as text."""
    said = StringIO()
    call_command("dumpdata", "--all", stdout=said)
    return said.getvalue().lower()


def press(admin, what: str, person) -> list[str]:
    """Use a button of the account's page, and read what is said."""
    answer = signed_in(admin).post(f"/admin/users/{what}/{person.pk}/", follow=True)
    page = BeautifulSoup(answer.content, "html.parser")
    return [
        message.get_text(strip=True) for message in page.select(".messages li:not(template li)")
    ]


def buttons(reader, person) -> list[str]:
    answer = signed_in(reader).get(f"/admin/users/edit/{person.pk}/")
    page = BeautifulSoup(answer.content, "html.parser")
    return [link["href"] for link in page.select(f"a[href$='/{person.pk}/']")]


# Erasing


def test_nothing_tells_who_it_was(marie, page, admin):
    Mail.objects.create(content={"to": ["canary@example.org"], "subject": "canary"})
    UserProfile.objects.update_or_create(
        user=marie, defaults={"avatar": ContentFile(b"canary", "canary.png")}
    )
    client = signed_in(marie)
    Authenticator.objects.create(user=marie, type="totp", data={"secret": "canary"})
    press(admin, "erase", marie)
    assert [canary for canary in CANARIES if canary in everything_stored()] == []
    assert client.get("/admin/").status_code == 302


def test_what_they_have_written_is_a_former_colleagues(marie, page, admin):
    leaving.erase(marie, by=admin)
    page.refresh_from_db()
    comment, entry = Comment.objects.get(), PageLogEntry.objects.filter(user=marie).first()
    assert (page.title_en, comment.text) == ("About us", "Is that so?")
    people = [page.owner, comment.user, entry.user, page.latest_revision.user]
    assert {get_user_display_name(person) for person in people} == {"A former colleague"}


@pytest.mark.parametrize(
    ("code", "name"),
    [("fr", "Une ancienne collègue ou un ancien collègue"), ("es", "Una persona que trabajó aquí")],
)
def test_former_colleague_has_a_name_in_each_language(marie, page, admin, code, name):
    leaving.erase(marie, by=admin)
    UserProfile.objects.update_or_create(user=admin, defaults={"preferred_language": code})
    for address in (f"/admin/pages/{page.pk}/history/", f"/admin/pages/{page.pk}/edit/"):
        shown = signed_in(admin).get(address).content.decode()
        assert name in shown
        assert "A former colleague" not in shown
    report = signed_in(admin).get("/admin/reports/site-history/").content.decode()
    assert "A former colleague" not in report


def test_name_of_an_account_is_not_asked_for_by_itself(marie, django_assert_num_queries):
    leaving.erase(marie)
    with django_assert_num_queries(1):
        list(get_user_model().objects.only("email"))


@pytest.mark.parametrize("name", ["MARIE", "Canary@Example.org"])
def test_failures_are_forgotten_in_whichever_letters(marie, name):
    AccessAttempt.objects.create(username=name, failures_since_start=1)
    AccessAttempt.objects.create(username="mario", failures_since_start=1)
    leaving.erase(marie)
    assert AccessAttempt.objects.get().username == "mario"


@pytest.mark.parametrize(
    "lists",
    [{"to": ["Canary@EXAMPLE.org"]}, {"cc": ["Marie C. <canary@example.org>"], "to": ["a@b.org"]}],
)
def test_mails_are_forgotten_in_whichever_letters(marie, lists):
    Mail.objects.create(content=lists)
    Mail.objects.create(content={"to": ["mario@example.org"]})
    leaving.erase(marie)
    assert Mail.objects.get().content["to"] == ["mario@example.org"]


@pytest.mark.parametrize("end", [leaving.erase, lambda marie: leaving.disable_unused(-1)])
def test_account_that_is_saved_meanwhile_does_not_come_back(marie, monkeypatch, end):
    dispatch = AccountView.dispatch

    def ended_meanwhile(view, *args, **kwargs):
        end(get_user_model().objects.get(pk=marie.pk))
        return dispatch(view, *args, **kwargs)

    monkeypatch.setattr(AccountView, "dispatch", ended_meanwhile)
    names = {"first_name": "Marie", "last_name": "C.", "email": "canary@example.org"}
    form = {f"name_email-{name}": value for name, value in names.items()}
    form |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    form["digest-frequency"] = "never"
    signed_in(marie).post("/admin/account/", form)
    marie.refresh_from_db()
    assert (marie.is_active, marie.last_name == "C.") == (False, False)


def test_work_that_was_assigned_to_them_is_free(marie, page):
    leaving.erase(marie)
    assert lane_of(page).assignee is None


def test_history_says_who_erased_and_not_whom(marie, page, admin):
    press(admin, "erase", marie)
    entry = ModelLogEntry.objects.get(action=leaving.ERASED)
    assert (entry.user, entry.label) == (admin, f"former-{marie.pk}")


def test_only_administrator_is_not_erased(admin):
    with pytest.raises(leaving.LastAdministratorError):
        leaving.erase(admin)
    assert get_user_model().objects.get().username == "admin"


def test_nobody_erases_themselves(admin):
    EditorFactory()
    assert press(admin, "erase", admin) == [
        "You can’t erase your own account; another administrator can."
    ]


# Telling


def test_file_says_what_is_kept_and_opens_no_door(marie, page, admin):
    Authenticator.objects.create(user=marie, type="totp", data={"secret": "canary-of-phone"})
    APIToken.objects.create(user=marie, name="phone", key_hash="canary-of-key", prefix="abc")
    answer = signed_in(admin).post(f"/admin/users/data/{marie.pk}/")
    told = json.loads(answer.content)
    assert told["user"][0]["email"] == "canary@example.org"
    assert told["comment (user)"][0]["text"] == "Is that so?"
    assert told["groups"] == [{"name": "Reviewers (français)"}]
    assert "canary-of" not in answer.content.decode()
    assert marie.password not in answer.content.decode()


def test_file_does_not_quote_others_whose_comments_were_resolved(marie, page, admin):
    about = {"path": "title", "author": admin, "resolved_by": marie}
    TranslationComment.objects.create(lane=lane_of(page), text="quoted", **about)
    Comment.objects.create(page=page, user=admin, text="quoted", contentpath="x", resolved_by=marie)
    told = belongings.of(marie)
    assert "quoted" not in str(told)
    assert len(told["comment (resolved by)"]) == 2


def test_every_table_that_names_people_is_asked(marie):
    asked = {f"{model._meta.label}.{field.name}" for model, field in belongings.links()}
    assert {"guests.GuestLink.made_by", "translation.Comment.author"} <= asked
    assert {"usersessions.UserSession.user", "mfa.Authenticator.user"} <= asked


# A lost second factor


def test_administrator_takes_away_a_lost_factor(marie, admin):
    Authenticator.objects.create(user=marie, type="totp", data={"secret": "x"})
    assert press(admin, "lost_factor", marie) == ["The second factor was taken away."]
    assert not Authenticator.objects.exists()
    assert ModelLogEntry.objects.get(action=leaving.FACTOR_RESET).user == admin
    assert press(admin, "lost_factor", marie) == ["This account has no second factor."]


def test_page_of_an_account_leads_there(marie, admin):
    own = [f"/admin/users/{what}/{marie.pk}/" for what in ("lost_factor", "data", "erase")]
    assert [url for url in own if url in buttons(admin, marie)] == own[1:]
    Authenticator.objects.create(user=marie, type="totp", data={"secret": "x"})
    assert [url for url in own if url in buttons(admin, marie)] == own


@pytest.mark.parametrize("what", ["lost_factor", "data", "erase"])
def test_asking_changes_nothing(marie, admin, what):
    before = everything_stored()
    answer = signed_in(admin).get(f"/admin/users/{what}/{marie.pk}/")
    assert "Marie Curie" in answer.content.decode()
    marie.refresh_from_db()
    assert (marie.username, marie.email) == ("marie", "canary@example.org")
    assert before.count("canary") == everything_stored().count("canary")


# Accounts that nobody uses


def signed_in_days_ago(days: float, **options):
    return EditorFactory(last_login=timezone.now() - timedelta(days=days), **options)


def disable() -> set[str]:
    """Whom the command disables."""
    active = get_user_model().objects.filter(is_active=True)
    before = set(active.values_list("username", flat=True))
    call_command("disable_unused_accounts")
    return before - set(active.values_list("username", flat=True))


def test_account_is_disabled_after_its_days_and_not_before(db):
    EditorFactory(last_login=timezone.now())
    for days in (89, 90.01, 91):
        signed_in_days_ago(days, username=f"{days}", is_superuser=False)
    assert disable() == {"90.01", "91"}


def test_account_that_was_never_used_counts_from_its_making(db):
    EditorFactory(last_login=timezone.now())
    made = timezone.now() - timedelta(days=91)
    EditorFactory(username="never", last_login=None, date_joined=made)
    EditorFactory(username="new", last_login=None)
    assert disable() == {"never"}


def test_last_administrator_stays(db):
    signed_in_days_ago(200, username="older")
    signed_in_days_ago(100, username="newer")
    assert disable() == {"older"}
    assert disable() == set()


def test_dry_run_names_and_changes_nothing(db, capsys):
    signed_in_days_ago(100)
    signed_in_days_ago(100, username="gone", is_superuser=False)
    call_command("disable_unused_accounts", "--dry-run")
    assert "gone: last signed in" in capsys.readouterr().out
    assert not get_user_model().objects.filter(is_active=False).exists()
    assert not Round.objects.exists()


def test_disabled_account_lets_nobody_in(db):
    EditorFactory(last_login=timezone.now())
    client = Client()
    client.force_login(signed_in_days_ago(100, username="gone"))
    get_user_model().objects.filter(username="gone").update(
        last_login=timezone.now() - timedelta(days=100)
    )
    disable()
    assert client.get("/admin/").status_code == 302

"""Private pages and documents ask for the same as the admin, and passwords that are shared are
guessed slowly."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.factories import ContentFactory, DocumentFactory, EditorFactory
from tests.together import together

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


@pytest.fixture(params=["page", "document"])
def private(request) -> str:
    """The address of what only those may read who have signed in."""
    if request.param == "page":
        page = ContentFactory()
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        return page.address("en")
    inside = Collection.get_first_root_node().add_child(name="Inside")
    CollectionViewRestriction.objects.create(collection=inside, restriction_type="login")
    return DocumentFactory(collection=inside).url


def is_shown(client, address: str) -> bool:
    answer = client.get(address)
    answer.getvalue()
    assert answer.status_code in (200, 302)
    return answer.status_code == 200


def test_reader_who_must_show_a_second_factor_shows_it_first(client, private, settings):
    person = EditorFactory()
    client.force_login(person)
    assert is_shown(client, private)
    settings.SECOND_FACTOR_FOR = ["administrators"]
    assert not is_shown(client, private)
    assert client.get(private, follow=True).redirect_chain[-1][0] == reverse("mfa_index")
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert client.get(private, follow=True).redirect_chain[-1][0].startswith(LOGIN)


def test_session_that_nobody_used_opens_nothing(client, private, clock):
    client.force_login(EditorFactory())
    assert is_shown(client, private)
    clock(minutes=61)
    assert not is_shown(client, private)


# A password that is shared


def guess(address: str, password: str, place: str = "192.0.2.1"):
    form = {"password": password, "return_url": "/en/"}
    return Client().post(address, form, REMOTE_ADDR=place)


@pytest.fixture(params=["page", "document"])
def form(request) -> str:
    """The address of the form of a page or a document whose password is Owl."""
    about = {"restriction_type": "password", "password": "Owl"}
    if request.param == "page":
        page = ContentFactory()
        keys = [PageViewRestriction.objects.create(page=page, **about).pk, page.pk]
        return reverse("wagtailcore_authenticate_with_password", args=keys)
    inside = Collection.get_first_root_node().add_child(name="Inside")
    made = CollectionViewRestriction.objects.create(collection=inside, **about)
    return reverse("wagtaildocs_authenticate_with_password", args=[made.pk])


def test_password_opens(form):
    assert [guess(form, word).status_code for word in ("Cat", "Owl")] == [200, 302]


def test_who_has_guessed_five_times_waits_and_nobody_else(form):
    assert [guess(form, "Cat").status_code for _ in range(6)][-2:] == [429, 429]
    assert guess(form, "Owl").status_code == 429
    assert guess(form, "Owl", place="192.0.2.2").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_burst_of_guesses_is_five_guesses(form):
    answers = together(*[lambda: guess(form, "Cat").status_code] * 12)
    assert (answers.count(200), answers.count(429)) == (4, 8)  # the fifth is asked to wait


def test_household_of_version_6_is_one_place(form):
    answers = [guess(form, "Cat", place=f"2001:db8::{number:x}") for number in range(1, 7)]
    assert answers[-1].status_code == 429
    assert guess(form, "Owl", place="2001:db8:0:1::1").status_code == 302

"""Two people who save at the same moment: nothing is lost. Stock Wagtail loses 99 of 100."""

import pytest

from dci.models import ContentPage
from tests.admin import Form
from tests.factories import ContentFactory
from tests.together import together

PAIRS = 100
FIELDS = ("title_en", "introduction_en")


@pytest.fixture
def page(transactional_db):
    return ContentFactory(title_en="Title", introduction_en="Introduction")


def latest(page) -> ContentPage:
    return ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def open_again(form: Form, page) -> None:
    """What ``form.reload()`` does, without making the web page around the form."""
    form_class = page.get_edit_handler().get_form_class()
    user = form.response.wsgi_request.user
    opened = form_class(instance=latest(page), latest=latest(page), for_user=user)
    form.data |= {name: opened.initial[name] for name in (*FIELDS, "opened_with")}


@pytest.mark.parametrize("button", ["", "action-publish"])
def test_nothing_is_lost(editor, open_form, page, button):
    anna, ben = open_form(editor(), page), open_form(editor(), page)
    for number in range(PAIRS):
        for form, field in zip((anna, ben), FIELDS, strict=True):
            open_again(form, page)
            form[field] = f"{field} {number}"
        answers = together(lambda: anna.send(button), lambda: ben.send(button))
        assert [answer.status_code for answer in answers] == [302, 302]
        stored = ContentPage.objects.get(pk=page.pk) if button else latest(page)
        assert [getattr(stored, field) for field in FIELDS] == [f"{f} {number}" for f in FIELDS]


def test_one_of_two_who_write_the_same_field_is_asked(editor, open_form, page):
    anna, ben = open_form(editor(), page), open_form(editor(), page)
    anna["title_en"], ben["title_en"] = "About us", "We"
    answers = together(anna.send, ben.send)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    first = anna if anna.response.status_code == 302 else ben
    assert latest(page).title_en == first["title_en"]

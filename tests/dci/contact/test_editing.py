"""Editors write the form in the page's editor."""

import pytest

from dci.contact.models import ContactPage, Question
from tests.admin import Form
from tests.factories import ContactPageFactory, EditorFactory, HomeFactory
from tests.translating import states

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["en", "fr"])
def editor(request, client):
    client.force_login(EditorFactory(language=request.param))
    return client


def opened(editor) -> Form:
    form = Form(editor, f"/admin/pages/add/contact/contactpage/{HomeFactory().pk}/")
    form["title_en"], form["slug"] = "Contact", "contact"
    return form


def test_editor_makes_a_form_and_its_questions_are_segments(editor):
    form = opened(editor)
    form.add("questions", label_en="Your name", field_type="singleline", required="on")
    form.add("help_addresses", country="BE", name="Helpline", telephone="116 111")
    form.send("action-publish")
    assert form.errors == {}
    page = ContactPage.objects.get()
    assert page.questions.get().clean_name == "your_name"
    assert states(page)["label"] == "missing"
    assert "Helpline" in editor.get(page.address("en")).content.decode()


def test_two_questions_may_not_be_called_the_same(editor):
    form = opened(editor)
    for _ in range(2):
        form.add("questions", label_en="Your name", field_type="singleline")
    form.send("action-publish")
    assert not ContactPage.objects.exists()
    assert list(form.errors) == ["questions-1-label_en"]


def test_question_that_is_reworded_keeps_the_name_of_its_answers(editor):
    page = ContactPageFactory(questions=["email"])
    form = Form(editor, f"/admin/pages/{page.pk}/edit/")
    form["questions-0-label_en"] = "Where can we answer you?"
    form.send("action-publish")
    row = Question.objects.get()
    assert (row.label_en, row.clean_name) == ("Where can we answer you?", "your_email")


def test_choice_without_answers_is_refused(editor):
    form = opened(editor)
    form.add("questions", label_en="What about", field_type="radio", choices_en="Law")
    form.send("action-publish")
    assert list(form.errors) == ["questions-0-choices_en"]

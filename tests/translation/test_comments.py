"""Comments on a segment: among translators, and to the author of the source."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from wagtail.users.models import UserProfile

from dci.translation import lanes
from dci.translation.models import Comment
from dci.translation.review import comments
from tests.factories import ContentFactory, EditorFactory, OrganisationFactory
from tests.translating import edit
from tests.translation.at_the_desk import lane_of, lane_url, reviewer, signed_in, translator

pytestmark = pytest.mark.django_db

AUTHOR, TRANSLATORS = "author", "translators"


@pytest.fixture
def maria():
    return translator("fr")


@pytest.fixture
def ann():
    """The page's owner, who edits English and has no language."""
    ann = EditorFactory(is_superuser=False, username="ann", language="es")
    ann.groups.add(Group.objects.get(name="Editors"))
    ann.email = "ann@example.org"
    ann.save()
    return ann


@pytest.fixture
def page(ann):
    page = ContentFactory(title_en="About us", owner=ann)
    lanes.save_draft(page, "fr", {"title": "À propos"})
    return page


def url_of(page, path: str = "title", language: str = "fr") -> str:
    return f"{lane_url(page, language)}comments/?path={path}"


def say(person, page, text: str, audience: str = TRANSLATORS, path: str = "title"):
    return signed_in(person).post(url_of(page, path), {"text": text, "audience": audience})


def is_refused(response) -> bool:
    return (response.status_code, response.headers.get("Location")) == (302, "/admin/")


def read(person, page) -> str:
    return signed_in(person).get(url_of(page)).content.decode()


# Saying and reading


def test_translators_read_what_another_has_said(page, maria):
    say(maria, page, "Plutôt « mouvement » ?")
    assert "mouvement" in read(translator("fr"), page)
    assert "mouvement" in signed_in(maria).get(lane_url(page)).content.decode()


def test_author_does_not_read_what_translators_say_to_each_other(page, maria, ann):
    say(maria, page, "Entre nous")
    say(maria, page, "Who is meant?", AUTHOR)
    content = read(ann, page)
    assert ("Who is meant?" in content, "Entre nous" in content) == (True, False)


def test_author_does_not_read_drafts(page, maria, ann):
    say(maria, page, "Who is meant?", AUTHOR)
    assert "À propos" not in read(ann, page)


def test_author_answers(page, maria, ann):
    say(maria, page, "Who is meant?", AUTHOR)
    say(ann, page, "The Belgian section", AUTHOR)
    assert "The Belgian section" in read(maria, page)


def test_question_and_answer_are_told_apart(page, maria, ann):
    say(maria, page, "Who is meant?", AUTHOR)
    say(ann, page, "The children", AUTHOR)
    for content in (read(maria, page), signed_in(maria).get(lane_url(page)).content.decode()):
        assert content.count("to the author of the source") == 1
        assert content.count("from the author of the source") == 1


def test_author_who_translates_too_answers(maria):
    ada = EditorFactory()
    page = ContentFactory(title_en="About us", owner=ada)
    say(maria, page, "Who is meant?", AUTHOR)
    say(ada, page, "The children", AUTHOR)
    assert read(maria, page).count("from the author of the source") == 1


def test_author_says_nothing_among_translators(page, maria, ann):
    say(maria, page, "Who is meant?", AUTHOR)
    assert say(ann, page, "Hello", TRANSLATORS).status_code == 422
    assert Comment.objects.filter(author=ann).count() == 0


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_comment_without_words_or_with_too_many_is_refused(page, maria, text):
    assert say(maria, page, text).status_code == 422
    assert not Comment.objects.exists()


def test_markup_in_a_comment_is_shown_and_not_obeyed(page, maria):
    say(maria, page, "<script>x</script>")
    assert "<script>x" not in read(maria, page)
    assert "<script>x" not in signed_in(maria).get(lane_url(page)).content.decode()


def test_resolved_comment_is_kept_folded_away(page, maria):
    say(maria, page, "Plutôt « mouvement » ?")
    comment = Comment.objects.get()
    signed_in(maria).post(url_of(page), {"resolve": comment.pk})
    comment.refresh_from_db()
    assert comment.resolved_by == maria
    response = signed_in(maria).get(url_of(page))
    assert (response.context["open"], response.context["resolved"]) == ([], [comment])


def test_comment_on_a_passage_that_has_gone_can_be_read(page, maria):
    comments.add(lane_of(page), "intro", "Qui ?", TRANSLATORS, maria)
    assert signed_in(maria).get(url_of(page, "intro")).status_code == 200


# Who may


def test_comment_follows_its_text_to_another_paragraph(page, maria):
    def text(key, words="Every child"):
        return [{"type": "text", "id": "t", "value": f'<p data-block-key="{key}">{words}</p>'}]

    edit(page, body_en=text("old"))
    say(maria, page, "Girls too?", path="body.t%23old")
    edit(page, body_en=text("new"))
    assert lane_of(page).comments.get().path == "body.t#new"
    edit(page, body_en=text("new", "Every girl and boy"))
    assert lane_of(page).comments.get().path == "body.t#new"


def test_translator_of_another_language_takes_no_part(page, maria):
    say(maria, page, "Entre nous")
    other = reviewer("es")
    assert is_refused(signed_in(other).get(url_of(page)))
    assert is_refused(say(other, page, "Hola"))
    assert is_refused(signed_in(other).post(url_of(page), {"resolve": Comment.objects.get().pk}))
    assert Comment.objects.filter(resolved_at=None).count() == 1


def test_author_finds_nothing_where_nobody_has_asked(page, ann):
    assert signed_in(ann).get(url_of(page)).status_code == 404
    assert say(ann, page, "Hello", AUTHOR).status_code == 404


def test_author_does_not_resolve_what_translators_discuss(page, maria, ann):
    say(maria, page, "Entre nous")
    say(maria, page, "Who is meant?", AUTHOR)
    own = Comment.objects.get(audience=TRANSLATORS)
    assert signed_in(ann).post(url_of(page), {"resolve": own.pk}).status_code == 404


def test_comment_of_another_segment_is_not_resolved_here(page, maria):
    comment = comments.add(lane_of(page), "intro", "Qui ?", TRANSLATORS, maria)
    response = signed_in(maria).post(url_of(page), {"resolve": comment.pk})
    assert response.status_code == 404


def test_passage_that_never_was_has_no_comments(page, maria):
    assert signed_in(maria).get(url_of(page, "body.x")).status_code == 404


# The author


def test_page_editor_shows_what_translators_ask(page, maria, ann):
    say(maria, page, "Who is meant?", AUTHOR)
    content = signed_in(ann).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Who is meant?" in content
    assert url_of(page).replace("&", "&amp;") in content


def test_page_editor_forgets_what_is_resolved(page, maria, ann):
    say(maria, page, "Who is meant?", AUTHOR)
    comments.resolve(Comment.objects.get(), ann)
    assert "Who is meant?" not in (
        signed_in(ann).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    )


def test_owner_of_the_page_gets_a_mail_in_their_language(page, maria):
    say(maria, page, "Who is meant?", AUTHOR)
    letter = mail.outbox[0]
    assert (letter.to, "Who is meant?" in letter.body) == (["ann@example.org"], True)
    assert (url_of(page) in letter.body, "Hola" in letter.body) == (True, True)


def test_owner_who_wants_no_mail_gets_none(page, maria, ann):
    UserProfile.objects.filter(user=ann).update(updated_comments_notifications=False)
    say(maria, page, "Who is meant?", AUTHOR)
    assert mail.outbox == []


def test_translator_gets_the_answer_by_mail(page, maria, ann):
    maria.email = "maria@example.org"
    maria.save()
    say(maria, page, "Who is meant?", AUTHOR)
    mail.outbox.clear()
    say(ann, page, "The Belgian section", AUTHOR)
    assert [letter.to for letter in mail.outbox] == [["maria@example.org"]]


def test_page_without_an_owner_asks_who_last_wrote_it(maria, ann):
    page = ContentFactory(title_en="Actions", owner=None)
    page.save_revision(user=ann)
    comments.add(lane_of(page), "title", "Who?", AUTHOR, maria)
    assert [letter.to for letter in mail.outbox] == [["ann@example.org"]]


def test_who_may_edit_an_organisation_is_its_author(ann):
    lane = lane_of(OrganisationFactory(name_en="Save the Children"))
    assert comments.audiences(ann, lane) == [AUTHOR]
    assert comments.audiences(translator("es"), lane) == []

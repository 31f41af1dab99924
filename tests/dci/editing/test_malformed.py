"""What no form of ours sends is refused, and breaks nothing."""

import pytest
from django.urls import reverse

from tests.factories import ContentFactory, EditorFactory, ProjectFactory

pytestmark = pytest.mark.django_db

TOO_LARGE = "9" * 30


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body_en-count", "abc"),
        ("body_en-count", "99999"),
        ("body_en-0-order", "abc"),
        ("body_en-0-type", None),
        ("body_en-1-value-image", "abc"),
    ],
)
def test_blocks(editor, open_form, name, value):
    form = open_form(editor(), ContentFactory(body_en=[("heading", "Our work")]))
    form.add_block("body_en", "image", {"image": "", "caption": ""})
    form.data = {key: text for key, text in form.data.items() if key != name}
    form.data |= {name: value} if value else {}
    assert form.send().status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [("regions", TOO_LARGE), ("image", TOO_LARGE), ("go_live_at", "0001-01-01 00:00")],
)
def test_fields(editor, open_form, name, value):
    project = ProjectFactory()
    form = open_form(editor(), project)
    form[name] = value
    assert form.send().status_code in {200, 400}  # a message at the field, or none
    assert project.revisions.count() == 0


def test_nothing_at_all(editor, open_form):
    form = open_form(editor(), ContentFactory())
    form.data = {}
    assert form.send().status_code == 400


@pytest.mark.parametrize("key", ["abc", TOO_LARGE])
def test_pages_to_be_deleted(client, key):
    page = ContentFactory()
    client.force_login(EditorFactory())
    url = reverse("wagtail_bulk_action", args=["dci", "sitepage", "delete"])
    assert client.post(f"{url}?id={page.pk}&id={key}").status_code in {302, 400}

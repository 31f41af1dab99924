from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin import Form
from tests.factories import EditorFactory


@pytest.fixture
def editor(db) -> Callable[[], Client]:
    """``anna, ben = editor(), editor()``: people who are logged in."""

    def log_in(**kwargs) -> Client:
        client = Client()
        client.force_login(EditorFactory(**kwargs))
        return client

    return log_in


@pytest.fixture
def open_form() -> Callable[..., Form]:
    """``open_form(anna, page)``: the page editor as she has it before her."""

    def get(client: Client, page) -> Form:
        return Form(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))

    return get

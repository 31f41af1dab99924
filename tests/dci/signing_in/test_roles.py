"""Every address of the admin, asked for and sent to in every role, against docs/roles.md."""

import os

import pytest
from django.template.backends.django import Template

from tests import roles


@pytest.fixture
def nothing_is_drawn(monkeypatch):
    """Whether somebody gets somewhere is decided before a template is."""
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: "")


@pytest.mark.parametrize("role", roles.ROLES)
def test_role_reaches_what_the_table_says(db, nothing_is_drawn, role):
    reached = roles.found(role)
    if os.environ.get(roles.WRITE):
        roles.write(role, reached)
    table = roles.read(role)
    assert table.keys() == reached.keys()
    assert {row: (table[row], reached[row]) for row in table if table[row] != reached[row]} == {}

"""Where signing in leads on to."""

import pytest
from django.test import Client

ODD = ["http://[", "//[::1", "foo", "%", "?", "#", "//evil.example", "\\\\evil.example", "\x00"]


@pytest.mark.parametrize("address", ODD)
def test_odd_address_leads_nowhere_else_and_fails_nobody(editor, sign_in, address):
    stranger, inside = Client(), Client()
    assert stranger.get("/admin/login/", {"next": address}).status_code == 200
    sign_in("maria", client=inside)
    answer = inside.get("/admin/login/", {"next": address})
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]

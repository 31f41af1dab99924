"""A key as the second factor: Chromium plays one."""

import pytest
from playwright.sync_api import expect

from tests.factories import EditorFactory

from .admin import log_in

PASSWORD = "Bright lanes lead home"
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def person(live_server):
    person = EditorFactory(username="maria")
    person.set_password(PASSWORD)
    person.save()
    return person


def test_key_is_added_and_opens_the_admin(page, person):
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    log_in(page, "maria", PASSWORD)
    page.goto("/admin/second-factor/webauthn/add/")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_label("Unused codes")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Username").fill("maria")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Use a security key").click()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()

"""Tabs of a real Chromium, one browser a test process."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import ConsoleMessage, expect, sync_playwright

from tests import chromium
from tests.factories import EditorFactory

PATIENCE = 20_000  # ms: what a busy machine may need, and what only failures wait for
expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "open_tab" in item.fixturenames:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests of this process; without one they fail and say why."""
    try:
        executable = chromium.path()
    except chromium.MissingBrowserError as missing:
        pytest.fail(str(missing), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.arguments())
        yield browser
        browser.close()


@pytest.fixture
def open_tab(browser, live_server):
    """``open_tab(viewport=..., java_script_enabled=False)``: a fresh tab on the live site.

    An error in its scripts, a request to another host and what the policy forbids fail the test.
    """
    contexts, faults = [], []

    def open_tab(**options):
        context = browser.new_context(base_url=live_server.url, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: faults.extend(mistakes(str(error.error))))
        context.on("console", lambda message: faults.extend(forbidden(message)))
        context.on("request", lambda request: faults.extend(foreign(request.url, live_server.url)))
        contexts.append(context)
        return context.new_page()

    yield open_tab
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def page(open_tab):
    """A tab as wide as an office's screen."""
    return open_tab(viewport={"width": 1280, "height": 900})


@pytest.fixture
def sign_in(page, live_server):
    """``sign_in(user)``: the tab carries the session of a user."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return sign_in


@pytest.fixture
def editor(starter_site):
    """Somebody who may publish, and who is no superuser: a moderator, in Wagtail's words."""
    return moderator(language="en")


@pytest.fixture
def french_editor(starter_site):
    """The same, with the admin in French."""
    return moderator(language="fr")


def moderator(language: str):
    person = EditorFactory(is_superuser=False, is_staff=False, language=language)
    person.groups.add(Group.objects.get(name="Moderators"))
    return person


def mistakes(error: str) -> list[str]:
    """The error, unless it is Chromium's own: it left a public page before that had faded in."""
    return [] if error.startswith("Transition was aborted because of invalid state") else [error]


def forbidden(message: ConsoleMessage) -> list[str]:
    """What the browser says of something that the policy of the page does not let it do.

    Jcrop, with which Wagtail crops images, tries whether touch events exist with such a thing.
    """
    is_probe = "/jquery.Jcrop." in message.location["url"]
    return [message.text] if "Content Security Policy" in message.text and not is_probe else []


def foreign(url: str, site: str) -> list[str]:
    """The address, if a browser would ask another host for it."""
    parts = urlsplit(url)
    ours = parts.netloc == urlsplit(site).netloc or parts.scheme in ("data", "blob", "about")
    return [] if ours else [f"request to {url}"]

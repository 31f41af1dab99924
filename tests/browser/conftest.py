"""Tabs of a real Chromium, one browser a test process."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from tests import chromium


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "page" in item.fixturenames:
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
def page(browser, live_server):
    """A fresh tab on the live site.

    An error in its scripts or a request to another host fails the test.
    """
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.extend(foreign(request.url, live_server.url)))
    yield page
    context.close()
    assert not faults


@pytest.fixture
def sign_in(page, live_server):
    """``sign_in(user)``: the tab carries the session of a user."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return sign_in


def foreign(url: str, site: str) -> list[str]:
    """The address, if a browser would ask another host for it."""
    parts = urlsplit(url)
    ours = parts.netloc == urlsplit(site).netloc or parts.scheme in ("data", "blob", "about")
    return [] if ours else [f"request to {url}"]

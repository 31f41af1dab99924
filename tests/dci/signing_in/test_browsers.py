"""What the list of one's sessions says of a browser: what is sure, and nothing else."""

import pytest
from django.utils import translation

from dci.signing_in.browsers import in_words

WEBKIT, IOS = "AppleWebKit/537.36 (KHTML, like Gecko)", "AppleWebKit/605.1.15 (KHTML, like Gecko)"
WINDOWS, LINUX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Mozilla/5.0 (X11; Linux x86_64)"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox, Windows",
        ),
        (
            "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
            "Firefox, Android",
        ),
        (f"{IPHONE} {IOS} FxiOS/141.0 Mobile/15E148 Safari/605.1.15", "Firefox, iPhone"),
        (f"{LINUX} {WEBKIT} Chrome/142.0.0.0 Safari/537.36", "Chrome, Linux"),
        (f"{ANDROID} {WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome, Android"),
        (f"{MAC} {WEBKIT} Chrome/142.0.0.0 Safari/537.36", "Chrome, Mac"),
        (
            f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/142.0.0.0 Safari/537.36",
            "Chrome, ChromeOS",
        ),
        (f"{IPHONE} {IOS} CriOS/142.0 Mobile/15E148 Safari/604.1", "Chrome, iPhone"),
        (f"{WINDOWS} {WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge, Windows"),
        (f"{WINDOWS} {WEBKIT} Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0", "Opera, Windows"),
        (
            f"{ANDROID} {WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet, Android",
        ),
        (f"{IPHONE} {IOS} Version/18.5 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        (f"{MAC} {IOS} Version/18.5 Safari/605.1.15", "Safari, Mac or iPad"),
        (f"{MAC} {IOS} CriOS/142.0 Mobile/15E148 Safari/604.1", "Chrome, Mac or iPad"),
        # What is not sure.
        (f"{LINUX} {WEBKIT} Chrome/142.0.0.0 Safari/537.36 New/1.0", "Unknown browser, Linux"),
        (f"{LINUX} {WEBKIT} HeadlessChrome/142.0.0.0 Safari/537.36", "Unknown browser, Linux"),
        (
            f"{ANDROID} {WEBKIT} Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36",
            "Unknown browser, Android",
        ),
        (f"{LINUX} {IOS} Version/18.0 Safari/605.1.15", "Unknown browser, Linux"),
        (f"{WINDOWS} Firefox/145.0 Edg/142.0", "Unknown browser, Windows"),
        ("curl/8.14.1", "Unknown browser"),
        ("", "Unknown browser"),
        ("<script>(" * 50, "Unknown browser"),
    ],
)
def test_browser_and_system_in_words(said, read):
    assert in_words(said) == read


@pytest.mark.parametrize(("code", "read"), [("fr", "Mac ou iPad"), ("es", "Mac o iPad")])
def test_words_are_in_each_language(code, read):
    with translation.override(code):
        assert in_words(f"{MAC} {IOS} Version/18.5 Safari/605.1.15") == f"Safari, {read}"
        assert in_words("") != "Unknown browser"

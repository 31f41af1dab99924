"""With what somebody is signed in, from what their browser says of itself.

Only what is sure is said. Most browsers pretend to be several others, so who names a product that
is not known here has an unknown browser, whatever else is named beside it. Who says word for word
what another says is taken for that one.
"""

import re

from django.utils.translation import gettext as _

COMMENT = re.compile(r"\([^()]*\)")
PRODUCT = re.compile(r"([A-Za-z]+)/")
# Products that browsers of several makers name.
ANYBODYS = {"AppleWebKit", "Chrome", "Gecko", "Mobile", "Mozilla", "Safari", "Version"}
NAMES = {
    "Edge": "Edge", "Edg": "Edge", "EdgA": "Edge", "EdgiOS": "Edge",
    "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome", "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet", "Vivaldi": "Vivaldi", "Ddg": "DuckDuckGo",
}  # fmt: skip
# The first that is named; an Android says that it is a Linux too, an iPhone that it is like a Mac.
SYSTEMS = {
    "Windows NT": "Windows", "Android": "Android", "iPhone": "iPhone", "iPad": "iPad",
    "CrOS": "ChromeOS", "Macintosh": "Mac", "Linux": "Linux",
}  # fmt: skip
OF_AN_IPAD = (" Version/", "iOS/")  # which asks for pages as a Mac does


def in_words(user_agent: str) -> str:
    """Such as "Firefox, Windows"."""
    parts = [_browser(user_agent) or _("Unknown browser"), _system(user_agent)]
    return ", ".join(part for part in parts if part)


def _browser(user_agent: str) -> str:
    products = set(PRODUCT.findall(COMMENT.sub("", user_agent)))
    if own := products - ANYBODYS:
        names = {NAMES.get(product, "") for product in own}
        return names.pop() if len(names) == 1 else ""
    if {"Chrome", "Safari"} <= products:  # with a version besides it is a part of some other app
        return "" if "Version" in products else "Chrome"
    is_apples = _system(user_agent) in ("iPhone", "iPad", _mac_or_ipad())
    return "Safari" if {"Version", "Safari"} <= products and is_apples else ""


def _system(user_agent: str) -> str:
    about = COMMENT.search(user_agent)
    named = about[0] if about else ""
    system = next((name for sign, name in SYSTEMS.items() if sign in named), "")
    is_either = system == "Mac" and any(sign in user_agent for sign in OF_AN_IPAD)
    return _mac_or_ipad() if is_either else system


def _mac_or_ipad() -> str:
    return _("Mac or iPad")

"""What an editor does in the admin, in its words: those of the language that is active.

Names are given in English, as they stand in the code; ``with override("fr"):`` looks for the
French ones.
"""

import re
from functools import lru_cache

from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation.trans_real import DjangoTranslation
from playwright.sync_api import FrameLocator, Locator, Page, expect


def words(text: str) -> list[str]:
    """What the admin may say for an English text, which the code has capitalised or not."""
    lower = text[:1].lower() + text[1:]
    said = gettext(text), capfirst(gettext(lower)), scripts(get_language()).gettext(text)
    return [str(one) for one in said]


def word(text: str) -> str:
    """What the admin says for an English text: "Choose an organisation", "Key figures"."""
    return next((said for said in words(text) if said != text), text)


@lru_cache
def scripts(language: str) -> DjangoTranslation:
    """What Wagtail's scripts say."""
    return DjangoTranslation(language, domain="djangojs")


def log_in(page: Page, name: str, password: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name=word("Main menu"))).to_be_visible()


def part(page: Page, name: str) -> Locator:
    """A part of the form, or a row in it, by its heading: "Key figures", "Figure 2"."""
    return page.get_by_role("region", name=word(name), exact=True)


def field(within: Page | Locator, label: str) -> Locator:
    """A field by its label; the asterisk after it says only that it must be filled."""
    page = within if isinstance(within, Page) else within.page
    names = "|".join(map(re.escape, words(label)))
    labelled = within.get_by_label(re.compile(rf"^\s*({names})\s*\*?\s*$"))
    return labelled.and_(page.locator("input, select, textarea"))


def add_row(part: Locator, label: str) -> Locator:
    """Press "Add figure" and return the new row."""
    label = gettext(label)
    add = gettext("Add %(label)s") % {"label": label}
    part.get_by_role("button", name=add, exact=True).click()
    number = part.get_by_role("heading", name=re.compile(rf"^{label} \d+$", re.IGNORECASE)).count()
    return part.get_by_role("region", name=f"{capfirst(label)} {number}", exact=True)


def choose(within: Locator, what: str, name: str) -> None:
    """Press "Choose an organisation", look for it, and take it."""
    within.get_by_role("button", name=word(f"Choose {what}")).click()
    dialog = within.page.get_by_role("dialog")
    dialog.get_by_label(word("Search term")).fill(name)
    expect(dialog.get_by_role("row")).to_have_count(2)  # the head of the table, and the one found
    dialog.get_by_role("link", name=name).click()
    expect(within.get_by_text(name)).to_be_visible()


def upload(within: Locator, file: dict, title: str, language: str) -> None:
    """Upload a document in the window that "Choose a document" opens."""
    within.get_by_role("button", name=word("Choose a document")).click()
    dialog = within.page.get_by_role("dialog")
    dialog.get_by_role("tab", name=word("Upload")).click()
    field(dialog, "File").set_input_files(file)
    field(dialog, "Title").fill(title)
    field(dialog, "Language").select_option(language)
    dialog.get_by_role("button", name=word("Upload")).click()
    expect(within.get_by_text(title)).to_be_visible()


def add_block(body: Locator, kind: str) -> Locator:
    """Put a block at the end of a page's content."""
    blocks = body.get_by_role("region", name=re.compile(rf"^{word(kind)}\b"))
    before = blocks.count()
    body.get_by_role("button", name=word("Insert a block")).last.click()
    body.page.get_by_role("option", name=word(kind), exact=True).click()
    return blocks.nth(before)


PREVIEW_RESTS = """() => {
  const panel = document.querySelector("[data-controller~=w-preview]");
  const preview = wagtail.app.getControllerForElementAndIdentifier(panel, "w-preview");
  return preview.ready && !preview.updatePromise && !preview.staleValue;
}"""


def preview(page: Page, language: str) -> FrameLocator:
    """What the preview shows in a language.

    Wagtail forgets a choice that is made while it still loads the one before.
    """
    mode = page.get_by_label(word("Preview mode"))
    if not mode.is_visible():
        press(page, "Toggle preview")
    page.wait_for_function(PREVIEW_RESTS)
    mode.select_option(label=language)
    return page.frame_locator("#w-preview-iframe")


def refused(field: Locator, message: str) -> None:
    """The message stands at the field."""
    expect(field.locator("xpath=ancestor::*[@data-field][1]")).to_contain_text(message)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=word(button), exact=True).click()


def publish(page: Page, title: str) -> None:
    """Publish, and wait for the message that says so.

    A new page is autosaved before: pressed in the same second, Wagtail would make it twice.
    """
    page.wait_for_url("**/edit/")
    publish_at_once(page, title)


def publish_at_once(page: Page, title: str) -> None:
    """The same, where nothing is autosaved."""
    press(page, "More actions")
    press(page, "Publish")
    expect(page.get_by_role("status")).to_contain_text(title)


def rich_text(within: Page | Locator, label: str) -> Locator:
    """The editor of a text with marks, which is the one below its label."""
    labels = within.locator("label").filter(has_text=re.compile(rf"^\s*{word(label)}\b"))
    return labels.last.locator("xpath=following::*[@role='textbox'][1]")


def paste(textbox: Locator, html: str) -> None:
    """Put in a text that was copied elsewhere."""
    textbox.click()
    textbox.evaluate(PASTE, html)
    end = " ".join(strip_tags(html).split())[-20:]
    expect(textbox).to_contain_text(end)


def await_stored(textbox: Locator, html: str) -> None:
    """Wait until the form has what was pasted: Draftail gives it a quarter of a second later."""
    wrapper = textbox.locator("xpath=ancestor::*[@data-draftail-editor-wrapper]/..")
    word_at_the_end = re.findall(r"\w+", strip_tags(html))[-1]
    expect(wrapper.locator("input[type=hidden]")).to_have_value(re.compile(word_at_the_end))


PASTE = """(field, html) => {
  const clipboard = new DataTransfer();
  const text = new DOMParser().parseFromString(html, "text/html").body.textContent;
  clipboard.setData("text/html", html);
  clipboard.setData("text/plain", text);
  const event = {clipboardData: clipboard, bubbles: true, cancelable: true};
  field.dispatchEvent(new ClipboardEvent("paste", event));
}"""

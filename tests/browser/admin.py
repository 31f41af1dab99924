"""What an editor does in the admin, in the words of the admin."""

import re

from playwright.sync_api import FrameLocator, Locator, Page, expect


def log_in(page: Page, name: str, password: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()


def part(page: Page, name: str) -> Locator:
    """A part of the form, or a row in it, by its heading: "Key figures", "Figure 2"."""
    return page.get_by_role("region", name=name, exact=True)


def field(within: Page | Locator, label: str) -> Locator:
    """A field by its label; the asterisk after it says only that it must be filled."""
    page = within if isinstance(within, Page) else within.page
    labelled = within.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$"))
    return labelled.and_(page.locator("input, select, textarea"))


def add_row(part: Locator, label: str) -> Locator:
    """Press "Add figure" and return the new row."""
    part.get_by_role("button", name=f"Add {label}", exact=True).click()
    number = part.get_by_role("heading", name=re.compile(rf"^{label} \d+$", re.IGNORECASE)).count()
    return part.get_by_role("region", name=f"{label.capitalize()} {number}", exact=True)


def choose(within: Locator, what: str, name: str) -> None:
    """Press "Choose an organisation", look for it, and take it."""
    within.get_by_role("button", name=f"Choose {what}").click()
    dialog = within.page.get_by_role("dialog")
    dialog.get_by_label("Search term").fill(name)
    expect(dialog.get_by_role("row")).to_have_count(2)  # the head of the table, and the one found
    dialog.get_by_role("link", name=name).click()
    expect(within.get_by_text(name)).to_be_visible()


def upload(within: Locator, file: dict, title: str, language: str) -> None:
    """Upload a document in the window that "Choose a document" opens."""
    within.get_by_role("button", name="Choose a document").click()
    dialog = within.page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    field(dialog, "File").set_input_files(file)
    field(dialog, "Title").fill(title)
    field(dialog, "Language").select_option(language)
    dialog.get_by_role("button", name="Upload").click()
    expect(within.get_by_text(title)).to_be_visible()


def add_block(body: Locator, kind: str) -> Locator:
    """Put a block at the end of a page's content."""
    body.get_by_role("button", name="Insert a block").last.click()
    body.page.get_by_role("option", name=kind, exact=True).click()
    return body.get_by_role("region", name=re.compile(rf"^{kind}\b")).last


PREVIEW_RESTS = """() => {
  const panel = document.querySelector("[data-controller~=w-preview]");
  const preview = wagtail.app.getControllerForElementAndIdentifier(panel, "w-preview");
  return preview.ready && !preview.updatePromise && !preview.staleValue;
}"""


def preview(page: Page, language: str) -> FrameLocator:
    """What the preview shows in a language.

    Wagtail forgets a choice that is made while it still loads the one before.
    """
    mode = page.get_by_label("Preview mode")
    if not mode.is_visible():
        press(page, "Toggle preview")
    page.wait_for_function(PREVIEW_RESTS)
    mode.select_option(label=language)
    return page.frame_locator("#w-preview-iframe")


def refused(field: Locator, message: str) -> None:
    """The message stands at the field."""
    expect(field.locator("xpath=ancestor::*[@data-field][1]")).to_contain_text(message)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def publish(page: Page, title: str) -> None:
    """Publish, and wait for the message that says so.

    A new page is autosaved before: pressed in the same second, Wagtail would make it twice.
    """
    page.wait_for_url("**/edit/")
    press(page, "More actions")
    press(page, "Publish")
    expect(page.get_by_role("status")).to_contain_text(f"Page '{title}'")

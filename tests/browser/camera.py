"""Takes the pictures of the guides."""

from pathlib import Path

from playwright.sync_api import Locator, Page

from tests import pictures

WIDTH, HEIGHT = 1280, 900
MARGIN = 12
SMOOTH = 500  # ms in which a screen scrolls
SHOW = """element => {
  element.scrollIntoView();
  for (let around = element; around; around = around.parentElement) around.scrollLeft = 0;
}"""


class Camera:
    """Pictures of a tab, in a folder. Somebody at work whose every step can be shown."""

    def __init__(self, page: Page, folder: Path):
        self.page, self.folder = page, folder

    def take(self, name: str, **options) -> None:
        self.page.evaluate("document.fonts.ready")
        screenshot = self.page.screenshot(animations="disabled", **options)
        effort = 6 if pictures.wanted_in() else 0
        pictures.save(screenshot, self.folder / f"{name}.webp", effort)

    def take_from(self, name: str, element: Locator) -> None:
        """The screen with the beginning of an element at its top."""
        element.evaluate(SHOW)
        self.page.wait_for_timeout(SMOOTH)
        self.take(name)

    def take_down_to(self, name: str, last: Locator, left: int = 0) -> None:
        """The screen from its top to the end of an element."""
        box = last.bounding_box()
        end = min(box["y"] + box["height"] + MARGIN, HEIGHT)
        self.take(name, clip={"x": left, "y": 0, "width": WIDTH - left, "height": end})

    def take_only(self, name: str, element: Locator, last: Locator) -> None:
        """An element from its top to the end of something in it."""
        height = element.bounding_box()["height"]
        self.page.set_viewport_size({"width": WIDTH, "height": int(height) + 400})
        element.evaluate("element => element.scrollIntoView({block: 'center'})")
        self.page.wait_for_timeout(SMOOTH)
        box, end = element.bounding_box(), last.bounding_box()
        height = end["y"] + end["height"] + MARGIN / 2 - box["y"]
        self.take(name, clip={**box, "height": height})
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

"""Somebody who has the editors' guide and an empty site, and builds the whole of it in one go.

The steps are those of the guide, in the language of the admin. What is written comes from the files
of the starter content, in English, as all content does.
"""

import csv
import io
import re
from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import gettext
from django_countries import countries
from playwright.sync_api import Locator, Page, expect

from dci.starter import reading
from partners.models import Organisation, Relationship
from projects.models import ProjectPage
from tests.browser import admin
from tests.browser.admin import add_row, await_stored, field, part, paste, rich_text, upload, word
from tests.browser.camera import Camera

SLOW = 120_000  # ms

PAGES = [reading.in_language(entry, "en") for entry in reading.read_pages()]


def entries(kind: str) -> dict[str, dict]:
    """What a data file says in English, by key."""
    return {entry["key"]: reading.in_language(entry, "en") for entry in reading.read(kind)}


def of_type(kind: str) -> list[dict]:
    return [entry for entry in PAGES if entry["type"] == kind]


class Newcomer(Camera):
    """``Newcomer(page, folder).build()``: from Wagtail's welcome to pages that visitors read.

    Of partners and projects ``only`` those with these keys, where it is given. ``pressed`` is all
    that was pressed on the way, in the words of the screens; ``published`` the titles of pages.
    """

    def __init__(self, page: Page, folder: Path, only: set[str] | None = None):
        super().__init__(page, folder)
        self.only = only
        self.published: list[str] = []
        self.pressed: set[str] = set()
        self.register = entries("organisations")
        self.images, self.documents = entries("images"), entries("documents")
        self.subjects = entries("regions") | entries("themes")

    def build(self) -> None:
        self.home()
        self.regions_and_themes()
        self.organisations()
        self.network()
        self.partners()
        self.projects()

    def chosen(self, kind: str) -> list[dict]:
        return [page for page in of_type(kind) if not self.only or page["key"] in self.only]

    # -- hands ----------------------------------------------------------------------------------

    def press(self, button: str, within: Locator | None = None) -> None:
        self.pressed.add(word(button))
        (within or self.page).get_by_role("button", name=word(button), exact=True).last.click()

    def follow(self, link: str, within: Locator | None = None) -> None:
        """A link by its name, which may be that of a page or an organisation."""
        (within or self.page).get_by_role("link", name=link, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow_word(self, link: str, within: Locator | None = None) -> None:
        self.pressed.add(word(link))
        self.follow(word(link), within)

    def menu(self, item: str) -> None:
        self.follow_word(item, self.page.get_by_role("navigation", name=word("Main menu")))

    def fill(self, within: Page | Locator, texts: dict[str, str]) -> None:
        """The last fields with these labels; what is empty stays so."""
        for label, text in texts.items():
            if text:
                field(within, label).last.fill(text)

    def paste(self, textbox: Locator, html: str) -> None:
        paste(textbox, html)
        self.pasted = textbox, html

    def add(self, rows: str, row: str, within: Locator | None = None) -> Locator:
        """A row more of a list."""
        self.pressed.add(gettext("Add %(label)s") % {"label": gettext(row)})
        return add_row(within or part(self.page, rows), row)

    def choose(self, within: Locator, key: str) -> None:
        """An organisation from the register."""
        entry = self.register[key]
        self.press("Choose an organisation", within)
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label(word("Search term")).fill(entry["name"])
        self.follow(shown(entry), dialog)
        expect(within.get_by_text(shown(entry))).to_be_visible()

    def open_pages(self, title: str) -> None:
        """*Pages*, and there a title."""
        self.press("Pages")
        self.follow(title, self.page.get_by_role("dialog"))

    def add_page(self, kind: str = "") -> None:
        """The plus sign above a list of pages, and what is to be added where there is a choice."""
        self.follow_word("Add child page")
        if kind:
            self.page.get_by_role("link", name=re.compile(f"^{word(kind)}")).click()
            self.page.wait_for_load_state()

    def introduce(self, entry: dict) -> None:
        self.fill(self.page, {"Title": entry["title"], "Introduction": entry["introduction"]})

    def publish(self, title: str) -> None:
        if hasattr(self, "pasted"):
            await_stored(*self.pasted)
            del self.pasted
        self.press("More actions")
        self.published.append(title)
        self.press("Publish")  # the text of new documents is read in it
        expect(self.page.get_by_role("status")).to_contain_text(title, timeout=SLOW)

    def save(self, name: str) -> None:
        self.press("Save")
        expect(self.page.get_by_role("status")).to_contain_text(name)

    # -- the home page, and what projects are sorted by -----------------------------------------

    def home(self) -> None:
        self.open_pages(word("Pages"))
        self.add_page()
        self.fill(self.page, {"Title": "Home"})
        self.publish("Home")

    def regions_and_themes(self) -> None:
        for region in entries("regions").values():
            self.subject(
                "Regions", "region", {"Name": region["name"], "Regional desk": region["desk"]}
            )
        used = {theme for project in of_type("projects.ProjectPage") for theme in project["themes"]}
        for theme in sorted(used):
            self.subject("Themes", "theme", {"Name": self.subjects[theme]["name"]})

    def subject(self, menu: str, kind: str, texts: dict[str, str]) -> None:
        self.menu(menu)
        self.follow((gettext("Add %(model_name)s") % {"model_name": gettext(kind)}).capitalize())
        self.fill(self.page, texts)
        self.page.keyboard.press("Tab")
        expect(field(self.page, "Short name for addresses")).to_have_value(slugify(texts["Name"]))
        self.save(texts["Name"])

    # -- organisations --------------------------------------------------------------------------

    def organisations(self) -> None:
        """All from a spreadsheet, then what does not go into one."""
        self.menu("Organisations")
        self.page.get_by_role("button", name=word("Actions"), exact=True).first.click()
        self.follow_word("Import a spreadsheet")
        table = {"name": "register.csv", "mimeType": "text/csv", "buffer": self.table()}
        field(self.page, "Spreadsheet").set_input_files(table)
        self.press("Show what would change")
        expect(self.page.locator(".changes").first).to_be_visible()
        self.take("import")
        self.press("Write these changes")
        expect(self.page.get_by_role("status")).to_contain_text(str(len(self.register)))
        partners = [page["organisation"] for page in self.chosen("partners.PartnerPage")]
        walls = [
            logo["organisation"] for wall in network()["logo_groups"] for logo in wall["logos"]
        ]
        for key in dict.fromkeys([*partners, *walls]):
            self.organisation(key, with_logo=key in walls)

    def table(self) -> bytes:
        """The register as somebody has it who comes from another system."""
        text = io.StringIO()
        rows = csv.writer(text)
        name, acronym, *others = map(gettext, ("name", "acronym", "former name", "kind", "country"))
        rows.writerow([f"{name} (en)", f"{acronym} (en)", *others])
        for entry in self.register.values():
            names = [entry.get(name, "") for name in ("name", "acronym", "former_name")]
            kind = str(Organisation.Kind(entry["kind"]).label)
            rows.writerow([*names, kind, entry.get("country", "")])
        return text.getvalue().encode()

    def organisation(self, key: str, *, with_logo: bool) -> None:
        entry = self.register[key]
        self.page.get_by_role("main").get_by_role("textbox").first.fill(entry["name"])
        self.follow(shown(entry))
        if with_logo:
            self.logo(self.images[f"logo-{key}"])
        if entry.get("description"):
            self.paste(rich_text(self.page, "Description"), entry["description"])
        for relationship in entry.get("relationships", []):
            row = self.add("Relationships with the movement", "relationship")
            self.choose(row, relationship["other"])
            kind = str(Relationship.Kind(relationship["kind"]).label)
            field(row, "Kind").select_option(label=kind)
            self.fill(row, {"Since": relationship.get("since"), "Note": relationship.get("note")})
        self.save(entry["name"])

    def logo(self, image: dict) -> None:
        self.press("Choose an image")
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("tab", name=word("Upload")).click()
        field(dialog, "File").set_input_files(reading.FILES / image["file"])
        self.fill(dialog, {"Title": image["title"], "Description": image["alt"]})
        field(dialog, "Consent of those shown").select_option(image["consent"])
        self.press("Upload", dialog)
        expect(dialog).to_be_hidden()

    # -- pages ----------------------------------------------------------------------------------

    def network(self) -> None:
        self.open_pages("Home")
        self.add_page("Network page")
        self.introduce(network())
        for level in network()["levels"]:
            row = self.add("Levels", "level")
            field(row, "Level").select_option(level["key"])
            self.fill(row, {"Title": level["title"]})
            self.paste(rich_text(row, "Text"), level["text"])
            for member in level["members"]:
                inside = self.add("Organisations", "organisation", row)
                self.choose(inside, member["organisation"])
                self.fill(inside, {"Our role": member["role"]})
                self.paste(rich_text(inside, "What it does"), member["text"])
        for wall in network()["logo_groups"]:
            row = self.add("Logo walls", "logo wall")
            self.fill(row, {"Heading": wall["title"]})
            for logo in wall["logos"]:
                self.choose(self.add("Organisations", "organisation", row), logo["organisation"])
        self.preview(network()["logo_groups"][-1]["title"])
        self.publish(network()["title"])

    def preview(self, text: str) -> None:
        """The page as it will be, beside its form."""
        inside = admin.preview(self.page, "English")
        expect(inside.get_by_text(text).first).to_be_visible()
        self.take("preview")
        admin.press(self.page, "Toggle preview")

    def partners(self) -> None:
        (index,) = of_type("partners.PartnerIndexPage")
        self.add_page("List of partners")
        self.introduce(index)
        self.write(index["body"])
        self.publish(index["title"])
        for partner in self.each_below(index, self.chosen("partners.PartnerPage")):
            self.introduce(partner)
            self.choose(part(self.page, "Organisation"), partner["organisation"])
            self.write(partner["body"])
            self.publish(partner["title"])

    def each_below(self, index: dict, pages: list[dict]):
        """The form for each of the pages below a list that has just been published."""
        add = gettext("Add a child page to '%(title)s'") % {"title": index["title"]}
        for number, page in enumerate(pages):
            if number:
                self.add_page()
            else:
                self.follow(add)
            yield page

    def projects(self) -> None:
        (index,) = of_type("projects.ProjectIndexPage")
        self.open_pages("Home")
        self.add_page("List of projects")
        self.introduce(index)
        self.publish(index["title"])
        for project in self.each_below(index, self.chosen("projects.ProjectPage")):
            self.project(project)
            if project["key"] == "global-study-deprivation-of-liberty":
                self.take_from("project", part(self.page, "Organisations"))
            self.publish(project["title"])

    def project(self, entry: dict) -> None:
        self.introduce(entry)
        labels = {"Subtitle": "subtitle", "Acronym": "acronym", "Place": "place"}
        labels |= {"Beginning": "start", "End": "end"}
        self.fill(self.page, {label: entry.get(name) for label, name in labels.items()})
        scope = str(ProjectPage.Scope(entry["scope"]).label)
        self.page.get_by_role("radio", name=scope, exact=True).check()
        subjects = [self.subjects[key]["name"] for key in [*entry["regions"], *entry["themes"]]]
        for name in [*subjects, *(str(countries.name(code)) for code in entry["countries"])]:
            self.page.get_by_role("checkbox", name=name, exact=True).check()
        self.write(entry["body"])
        for figure in entry.get("figures", []):
            self.figure(self.add("Key figures", "figure"), figure)
        for milestone in entry.get("milestones", []):
            row = self.add("Milestones", "milestone")
            self.fill(row, {"Date": milestone["date"], "What happened": milestone["text"]})
        for role in entry["roles"]:
            row = self.add("Organisations", "organisation")
            self.choose(row, role["organisation"])
            field(row, "Role").select_option(role["role"])
            self.fill(row, {"Note": role.get("note")})
        for document in entry.get("document_sets", []):
            self.document(document)

    def document(self, document: dict) -> None:
        row = self.add("Documents", "document")
        self.fill(row, {"Title": document["title"]})
        field(row, "Kind").select_option(document["kind"])
        for variant in document["variants"]:
            inside = self.add("Language versions", "language version", row)
            field(inside, "Language").select_option(variant["language"])
            file = self.documents[variant["document"]]
            upload(inside, reading.FILES / file["file"], file["title"], variant["language"])

    # -- their content --------------------------------------------------------------------------

    def write(self, blocks: list[dict]) -> None:
        body = part(self.page, "Content")
        for block in blocks:
            ((kind, value),) = block.items()
            getattr(self, f"write_{kind}")(body, value)

    def block(self, body: Locator, kind: str) -> Locator:
        self.pressed |= {word("Insert a block"), word(kind)}
        return admin.add_block(body, kind)

    def write_heading(self, body: Locator, text: str) -> None:
        self.block(body, "Heading").get_by_role("textbox").fill(text)

    def write_text(self, body: Locator, html: str) -> None:
        self.paste(self.block(body, "Text").get_by_role("textbox"), html)

    def write_callout(self, body: Locator, callout: dict) -> None:
        self.block(body, "Call-out")
        self.fill(body, {"Heading": callout["heading"]})
        self.paste(rich_text(body, "Text"), callout["text"])

    def write_figures(self, body: Locator, figures: list[dict]) -> None:
        self.block(body, "Key figures")
        for number, figure in enumerate(figures):
            if number:
                self.press("Add", body)
            self.figure(body, figure)

    def figure(self, within: Locator, figure: dict) -> None:
        field(within, "Precision").last.select_option(figure.get("qualifier", "none"))
        texts = {"Number": str(figure["value"]), "What is counted": figure["label"]}
        self.fill(within, texts | {"Year": str(figure.get("year") or "")})


def network() -> dict:
    (page,) = of_type("network.NetworkPage")
    return page


def shown(entry: dict) -> str:
    """An organisation as lists have it."""
    return f"{entry['name']} ({entry['acronym']})" if entry.get("acronym") else entry["name"]

"""A page whose English has changed, brought up to date by its reviewer, in a French admin."""

import re

import pytest
from playwright.sync_api import Page, expect

from dci.models import ContentPage
from dci.translation import lanes
from tests.factories import ContentFactory
from tests.translating import edit
from tests.translation.at_the_desk import lane_url, reviewer

LINK = '<a href="https://example.org/fr">le Comité</a>'
SAME = f"Chaque enfant est entendu, dit {LINK} : CO<sub>2</sub>, <i><b>oui</b></i>."


@pytest.fixture
def site_page(starter_site) -> ContentPage:
    """A French page that is public, and whose English title and second paragraph have changed."""
    page = ContentFactory(title_en="Our work in court", body_en=body("Children need lawyers."))
    answers = {"title": "Notre travail au tribunal", "body.t#a": SAME, "body.t#b": "Des avocats."}
    lanes.save_draft(page, "fr", answers)
    lanes.publish(page, "fr")
    new = body("Children need good <b>lawyers</b>.")
    return edit(page, title_en="Our work in the court", body_en=new)


def body(second: str) -> list[dict]:
    first = '<a href="https://example.org/en">the Committee</a>'
    text = f'<p data-block-key="a">Every child is heard, says {first}: CO2, <b>yes</b>.</p>'
    return [{"type": "text", "id": "t", "value": f'{text}<p data-block-key="b">{second}</p>'}]


def test_reviewer_brings_an_outdated_page_up_to_date(page, sign_in, site_page):
    sign_in(reviewer("fr", language="fr"))
    open_lane(page, site_page)
    translate_what_has_changed(page)
    page.get_by_role("button", name="Enregistrer et publier").click()
    expect(page.locator(".messages")).to_contain_text("Traduction publiée")
    page.goto(lanes_address(site_page))
    expect(page.get_by_role("heading", level=1)).to_have_text("Notre travail devant le tribunal")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Les enfants ont besoin de bons avocats.")
    expect(main.get_by_role("link", name="le Comité")).to_be_visible()
    assert untouched(site_page) == SAME


def open_lane(page: Page, site_page) -> None:
    """From the admin's home page over the desk to the lane."""
    page.goto("/admin/")
    page.get_by_role("navigation").get_by_role("link", name="Traductions").click()
    page.get_by_label("État").select_option(label="Obsolète")
    page.get_by_role("button", name="Afficher", exact=True).click()
    row = page.get_by_role("row", name=site_page.title_en)
    row.get_by_role("link", name="Obsolète").click()


def translate_what_has_changed(page: Page) -> None:
    title = page.get_by_role("textbox", name="Titre, passage 1, français")
    title.fill("Notre travail devant le tribunal")
    editor = page.get_by_role("textbox", name="Contenu, Texte, passage 3, français")
    editor.click()
    editor.press("ControlOrMeta+a")
    editor.press_sequentially("Les enfants ont besoin de bons avocats.")
    # The editor hands its text over to the form a moment after the last key.
    field = page.locator('[name="target:body.t#b"]')
    expect(field).to_have_value(re.compile("bons avocats"))


def lanes_address(site_page) -> str:
    return ContentPage.objects.get(pk=site_page.pk).address("fr")


def untouched(site_page) -> str:
    segments = lanes.segments(site_page, "fr")
    return next(segment.target for segment in segments if segment.path == "body.t#a")


def test_click_leads_from_one_text_to_the_next(page, sign_in, site_page):
    sign_in(reviewer("fr"))
    page.goto(lane_url(site_page))
    page.locator("[data-path='body.t#a'] [role=textbox]").click()
    page.wait_for_load_state("networkidle")  # the next text is at hand
    page.locator("[data-path='body.t#b'] [role=textbox]").click()
    expect(page.locator("[data-path='body.t#b'] [contenteditable=true]:focus")).to_be_visible()
    page.keyboard.type("Oui. ")
    expect(page.locator('[name="target:body.t#b"]')).to_have_value(re.compile("Oui"))

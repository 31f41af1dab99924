"""A site whose content is hard on its design: too long, too much, too little, nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from network.models import LogoEntry
from projects.listing import PER_PAGE
from tests.factories import (
    FigureFactory,
    HomeFactory,
    ImageFactory,
    LogoGroupFactory,
    OrganisationFactory,
    PartnerFactory,
    ProjectFactory,
    ProjectIndexFactory,
    RegionFactory,
    RoleFactory,
    SettingsFactory,
    many_projects,
)

HERE = Path(__file__).parent
STRUCTURE = (HERE / "structure.js").read_text()
WORD = "Kinderrechtsorganisationsvertreterversammlungsprotokollführer"
TITLE = f"{WORD} and other words that make a title as long as the titles of documents are "
TITLE += "when several organisations have agreed on every one of their words: 180 letters"


@pytest.fixture
def faults(page):
    """``faults(content_page)``: what is wrong with it on a phone and on a desk."""

    def faults(content_page):
        found = []
        page.goto(content_page.address("en"))
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            found += page.evaluate(STRUCTURE)
        return found

    return faults


def test_long_words_fit(faults):
    home = HomeFactory()
    SettingsFactory(name_en=f"{WORD} International")
    region = RegionFactory(name_en=TITLE[:100])
    project = ProjectFactory(title_en=TITLE, introduction_en=TITLE, regions=[region])
    RoleFactory(project=project, organisation=OrganisationFactory(name_en=TITLE))
    assert len(TITLE) >= 180
    assert faults(project) == []
    assert faults(project.get_parent().specific) == []
    assert faults(home) == []


def test_forty_figures_fit(faults):
    project = ProjectFactory()
    for n in range(40):
        FigureFactory(project=project, value=10**9 + n, label_en=f"{WORD} {n}")
    assert faults(project) == []


def test_no_project_at_all(faults, page):
    index = ProjectIndexFactory()
    assert faults(index.get_parent().specific) == []
    assert faults(index) == []
    expect(page.locator("main")).to_contain_text("No project has been published yet.")


def test_two_hundred_projects(faults, page):
    index = ProjectIndexFactory()
    many_projects(200, index)
    assert faults(index.get_parent().specific) == []
    assert faults(index) == []
    page.goto(f"{index.address('en')}?page={200 // PER_PAGE}")
    assert page.locator(".project-card").count() == PER_PAGE
    assert page.get_by_role("link", name="Next page").count() == 0
    page.locator(".project-card a").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One of many projects, number 99")


def test_partner_of_whom_nothing_is_known(faults):
    assert faults(PartnerFactory(organisation=OrganisationFactory(website=""))) == []
    assert faults(PartnerFactory(organisation=None)) == []


def test_logo_that_is_twelve_times_as_wide_as_high(faults, page):
    wide = ImageFactory(file__width=1200, file__height=100)
    group = LogoGroupFactory(logos=1)
    for logo in (wide, None):
        organisation = OrganisationFactory(name_en=WORD, logo=logo)
        LogoEntry.objects.create(group=group, organisation=organisation)
    assert faults(group.page) == []
    sizes = page.locator(".logo img").evaluate_all("all => all.map((img) => img.clientWidth)")
    assert max(sizes) == 168

"""The form of a project: what it takes, and what it says to what it does not take."""

import pytest
from django.urls import reverse

from projects.models import ProjectPage
from tests.admin import Form
from tests.factories import (
    DocumentFactory,
    DocumentSetFactory,
    EditorFactory,
    FigureFactory,
    OrganisationFactory,
    ProjectFactory,
    ProjectIndexFactory,
    RegionFactory,
    ThemeFactory,
    publish_lane,
)

pytestmark = pytest.mark.django_db

ADDRESS = "https://example.org/flyer"


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def form(editor):
    """The form of a new project that lacks nothing."""
    parent = ProjectIndexFactory()
    form = Form(
        editor, reverse("wagtailadmin_pages:add", args=["projects", "projectpage", parent.pk])
    )
    form.data |= {"title_en": "Together for Justice", "slug": "together-for-justice"}
    return form


def edit(editor, project: ProjectPage) -> Form:
    return Form(editor, reverse("wagtailadmin_pages:edit", args=[project.pk]))


def test_project_with_rows_of_every_kind_is_published(form):
    form.data |= {"scope": "regional", "regions": [RegionFactory().pk], "countries": ["BO", "AR"]}
    form.add("figures", value=90, qualifier="over", label_en="supporting NGOs")
    form.add("milestones", date="2014-03", text_en="Campaign launched")
    form.add("roles", organisation=OrganisationFactory(name_en="ACPF").pk, role="lead")
    flyer = form.add("document_sets", title_en="Flyer", kind="leaflet")
    form.add(f"{flyer}-variants", language="ar", document=DocumentFactory(language="ar").pk)
    form.send("action-publish")
    assert form.errors == {}
    project = ProjectPage.objects.get(slug="together-for-justice")
    assert [country.code for country in project.countries] == ["AR", "BO"]
    assert [str(row) for row in project.figures_shown] == ["90 supporting NGOs"]
    assert [str(row) for row in project.milestones_shown] == ["2014-03 Campaign launched"]
    assert [str(row) for row in project.roles_shown] == ["led by – ACPF"]
    assert [row.language for row in project.document_sets_shown[0].variants_shown] == ["ar"]


@pytest.mark.parametrize("action", ["", "action-publish"])
def test_project_cannot_end_before_it_begins(form, action):
    form.data |= {"start": "2014-03", "end": "2014-02"}
    form.send(action)
    assert form.errors == {"end": "The project ends before it begins."}


def test_project_may_begin_and_end_in_one_year(form):
    form.data |= {"start": "2014-03", "end": "2014"}
    form.send("action-publish")
    assert form.errors == {}


def test_date_that_does_not_exist_has_one_message(form):
    form.data |= {"start": "2014-13", "end": "2014-02"}
    form.send()
    assert form.errors == {"start": "Write a year, a month or a day: 2014, 2014-03 or 2014-03-18."}


def test_regional_project_needs_a_region_to_be_published(form):
    form["scope"] = "regional"
    form.send("action-publish")
    assert form.errors == {"regions": "Choose the region of a regional project."}


def test_regional_project_without_region_can_be_a_draft(form):
    form["scope"] = "regional"
    form.send()
    assert form.errors == {}


def test_figure_cannot_be_negative(form):
    form.add("figures", value=-3, qualifier="none", label_en="children")
    form.send()
    message = "Ensure this value is greater than or equal to 0."
    assert form.errors == {"figures-0-value": message}


@pytest.mark.parametrize("action", ["", "action-publish"])
def test_document_cannot_have_two_files_in_one_language(form, action):
    flyer = form.add("document_sets", title_en="Flyer", kind="leaflet")
    for code in ("en", "ar", "en"):
        form.add(f"{flyer}-variants", language=code, address=ADDRESS)
    form.send(action)
    message = "There is already a file in this language."
    assert form.errors == {f"{flyer}-variants-2-language": message}


def test_second_file_in_a_language_is_accepted_when_the_first_is_removed(editor):
    project = ProjectFactory()
    DocumentSetFactory(project=project, in_languages=["en"])
    form = edit(editor, project)
    form["document_sets-0-variants-0-DELETE"] = "on"
    form.add("document_sets-0-variants", language="en", address=ADDRESS)
    form.send("action-publish")
    assert form.errors == {}
    [flyer] = ProjectPage.objects.get(pk=project.pk).document_sets_shown
    assert [variant.url for variant in flyer.variants_shown] == [ADDRESS]


def test_document_is_a_file_or_an_address_not_both(form):
    flyer = form.add("document_sets", title_en="Flyer", kind="leaflet")
    file = DocumentFactory().pk
    form.add(f"{flyer}-variants", language="en", document=file, address=ADDRESS)
    form.send()
    message = "Choose a file or write an address, not both."
    assert form.errors == {f"{flyer}-variants-0-address": message}


def test_document_needs_a_file_or_an_address_to_be_published(form):
    flyer = form.add("document_sets", title_en="Flyer", kind="leaflet")
    form.add(f"{flyer}-variants", language="en")
    form.send("action-publish")
    message = "Choose a file here, or write an address below."
    assert form.errors == {f"{flyer}-variants-0-document": message}


def test_documents_are_drafted_reordered_and_published(editor):
    project = ProjectFactory()
    form = edit(editor, project)
    for title in ("Flyer", "Letter"):
        row = form.add("document_sets", title_en=title, kind="other")
        for code in ("en", "fr"):
            form.add(f"{row}-variants", language=code, address=f"{ADDRESS}/{title}/{code}")
    form.send()
    draft = edit(editor, project)
    draft["document_sets-0-ORDER"], draft["document_sets-1-ORDER"] = 2, 1
    draft["document_sets-0-variants-0-ORDER"], draft["document_sets-0-variants-1-ORDER"] = 2, 1
    draft.send("action-publish")
    letter, flyer = ProjectPage.objects.get(pk=project.pk).document_sets_shown
    assert [letter.title_en, flyer.title_en] == ["Letter", "Flyer"]
    assert [variant.language for variant in flyer.variants_shown] == ["fr", "en"]


def test_draft_changes_nothing_that_visitors_see(editor):
    project = ProjectFactory()
    FigureFactory(project=project, value=90)
    form = edit(editor, project)
    form["figures-0-value"] = 91
    form.send()
    assert [row.value for row in ProjectPage.objects.get(pk=project.pk).figures_shown] == [90]


def test_publishing_a_project_keeps_the_translations_of_its_rows(editor):
    figure = FigureFactory(label_en="girls took part")
    publish_lane(figure, "fr", label="filles ont participé")
    form = edit(editor, figure.project)
    form["figures-0-value"] = 58000
    form.send("action-publish")
    figure.refresh_from_db()
    assert (figure.value, figure.label_fr) == (58000, "filles ont participé")


def test_preview_shows_rows_that_are_not_saved_yet(editor):
    project, acpf = ProjectFactory(), OrganisationFactory(name_en="ACPF")
    form = edit(editor, project)
    form.add("figures", value=90, qualifier="none", label_en="supporting NGOs")
    form.add("roles", organisation=acpf.pk, role="lead")
    flyer = form.add("document_sets", title_en="Flyer", kind="leaflet")
    form.add(f"{flyer}-variants", language="en", address=ADDRESS)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[project.pk])
    assert editor.post(preview, form.data).json()["is_valid"]
    html = editor.get(preview, {"mode": "en"}).content.decode()
    assert all(shown in html for shown in ("supporting NGOs", "ACPF", ADDRESS))


def test_form_shows_english_texts_only(form):
    translated = {
        name for name in form.data if name.startswith(("title", "subtitle", "introduction"))
    }
    assert translated == {"title_en", "subtitle_en", "introduction_en"}


def test_regions_and_themes_are_named_in_the_editors_language(client):
    client.force_login(EditorFactory(language="fr"))
    publish_lane(RegionFactory(name_en="Middle East"), "fr", name="Moyen-Orient")
    ThemeFactory(name_en="Juvenile justice")
    page = edit(client, ProjectFactory()).response.content.decode()
    assert "Moyen-Orient" in page
    assert "Middle East" not in page
    assert "Juvenile justice" in page  # nobody has translated it yet

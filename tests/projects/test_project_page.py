"""A project: how far it is, and what its page shows."""

from datetime import date
from unittest import mock

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from dci.at_once import fetch_related
from partners.models import Organisation
from projects.models import ProjectPage
from projects.models.querysets import status_of
from tests.dci.test_dates import PARTIAL_DATES
from tests.factories import (
    DocumentFactory,
    DocumentSetFactory,
    FigureFactory,
    MilestoneFactory,
    OrganisationFactory,
    ProjectFactory,
    RegionFactory,
    RoleFactory,
    ThemeFactory,
    publish_lane,
)

TODAY = date(2016, 5, 14)


@pytest.fixture(autouse=True)
def today():
    with mock.patch("django.utils.timezone.localdate", return_value=TODAY) as clock:
        yield clock


def reread(page: ProjectPage) -> ProjectPage:
    return ProjectPage.objects.get(pk=page.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("", "", None),
        ("2017", "", "planned"),
        ("2016-06", "2016-12", "planned"),
        ("2016", "", None),
        ("2016-05-14", "", None),
        ("2014", "2016", "ongoing"),
        ("2014", "2016-05", "ongoing"),
        ("", "2016-05-14", "ongoing"),
        ("2014", "2016-04", "completed"),
        ("", "2015", "completed"),
        ("2014", "2016-05-13", "completed"),
    ],
)
def test_status_follows_from_the_dates(start, end, status):
    assert ProjectPage(start=start, end=end).status == status


@pytest.mark.django_db
@given(
    start=PARTIAL_DATES | st.just(""),
    end=PARTIAL_DATES | st.just(""),
    day=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
)
def test_queries_agree_with_the_status_of_each_project(start, end, day, today):
    today.return_value = day
    page = ProjectPage.objects.first() or ProjectFactory()
    ProjectPage.objects.update(start=start, end=end)
    found = [
        name
        for name in ("planned", "ongoing", "completed")
        if getattr(ProjectPage.objects, name)().filter(pk=page.pk)
    ]
    status = status_of(start, end)
    assert found == ([status] if status else [])


@pytest.mark.django_db
def test_projects_are_asked_for_in_the_organisations_words():
    africa = RegionFactory()
    regional = ProjectFactory(regions=[africa], end="2099")
    ProjectFactory(regions=[africa], end="2099", live=False)
    ProjectFactory(end="2099")
    found = ProjectPage.objects.live().regional().in_region(africa).ongoing()
    assert list(found) == [regional]
    assert regional not in ProjectPage.objects.international()


@pytest.mark.django_db
def test_organisations_are_grouped_by_role_leaders_first():
    project = ProjectFactory()
    for role in ("funder", "partner", "lead", "partner"):
        RoleFactory(project=project, role=role)
    grouped = [(label, len(rows)) for label, rows in reread(project).roles_by_kind]
    assert grouped == [("led by", 1), ("with", 2), ("funded by", 1)]


@pytest.mark.django_db
def test_translated_page_shows_the_figures_that_are_translated():
    project = ProjectFactory()
    translated, _new = FigureFactory(project=project), FigureFactory(project=project)
    publish_lane(project, "fr", title="Ensemble pour la justice")
    publish_lane(translated, "fr", label="filles ont participé")
    with translation.override("fr"):
        assert reread(project).figures_shown == [translated]


@pytest.mark.django_db
def test_untranslated_page_shows_every_figure():
    project = ProjectFactory()
    FigureFactory.create_batch(2, project=project)
    with translation.override("fr"):
        assert len(reread(project).figures_shown) == 2


@pytest.mark.django_db
def test_organisations_are_shown_in_every_language():
    role = RoleFactory(note_en="International Secretariat")
    publish_lane(role.project, "fr", title="Ensemble pour la justice")
    with translation.override("fr"):
        assert reread(role.project).roles_shown == [role]


@pytest.mark.django_db
def test_document_whose_files_were_deleted_is_not_shown():
    project = ProjectFactory()
    DocumentSetFactory(project=project, in_languages=["en", "ar"])
    DocumentFactory._meta.model.objects.all().delete()
    assert reread(project).document_sets_shown == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 10])
def test_rows_of_a_project_cost_one_query(number, django_assert_num_queries):
    project = ProjectFactory(regions=[RegionFactory()], themes=[ThemeFactory()])
    for factory in (FigureFactory, MilestoneFactory, RoleFactory):
        factory.create_batch(number, project=project)
    DocumentSetFactory.create_batch(number, project=project, in_languages=["en", "fr"])
    page = reread(project)
    with django_assert_num_queries(1):
        fetch_related([page], *page.shows)
        assert all([page.regions_shown, page.themes_shown, page.figures_shown])
        assert all([page.milestones_shown, page.roles_by_kind])
        assert [variant.url for row in page.document_sets_shown for variant in row.variants_shown]


@pytest.mark.django_db
def test_deleted_organisation_leaves_the_project():
    role = RoleFactory(organisation=OrganisationFactory())
    Organisation.objects.all().delete()
    assert reread(role.project).roles_by_kind == []

"""A page with blocks, and a project with rows, which is there in French."""

from copy import deepcopy

import pytest

from tests.factories import ContentFactory, FigureFactory, ProjectFactory
from tests.translating import fresh, translate
from tests.translation.lanes.about_us import BODY


@pytest.fixture
def page():
    return ContentFactory(title_en="About us", introduction_en="Who we are", body_en=deepcopy(BODY))


@pytest.fixture
def project():
    project = ProjectFactory()
    FigureFactory(project=project, label_en="girls took part")
    translate(project)
    return fresh(project)

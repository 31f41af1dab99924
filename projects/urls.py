from django.urls import path

from dci.views import for_readers

from . import catalogue
from .export import as_json
from .listing import ProjectListing


@for_readers
def projects(request):
    """All published projects; filters are those of the list of projects."""
    return as_json(ProjectListing(catalogue.public(), request.GET), request)


urlpatterns = [path("projects.json", projects, name="projects_data")]

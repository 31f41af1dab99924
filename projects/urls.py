from django.urls import path

from dci.views import for_readers

from .export import as_json
from .listing import ProjectListing
from .models import ProjectPage


@for_readers
def projects(request):
    """All published projects; filters are those of the list of projects."""
    listing = ProjectListing(ProjectPage.objects.live().public(), request.GET)
    return as_json(listing, request)


urlpatterns = [path("projects.json", projects, name="projects_data")]

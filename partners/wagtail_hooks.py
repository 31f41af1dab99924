from wagtail import hooks
from wagtail.snippets.models import register_snippet

from dci.editing import quick_add
from dci.links import keeping as links
from dci.replacing import before_deleting

from .merging import history
from .merging.views import merging_url
from .models import Organisation, PartnerPage
from .viewsets import OrganisationViewSet

register_snippet(OrganisationViewSet)
hooks.register("register_log_actions", history.register)
hooks.register(links.HOOK, lambda: Organisation)
hooks.register(before_deleting.HOOK, merging_url)


@hooks.register(quick_add.HOOK, order=2)
def offer(user):
    add = "wagtailsnippets_partners_organisation:add"
    yield from quick_add.additions(Organisation, add, "group", user)
    yield from quick_add.page_additions(PartnerPage, "doc-empty", user)

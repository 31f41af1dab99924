"""What other pages of the admin show of the desk."""

from django import template
from wagtail.admin.utils import get_user_display_name

from dci.translation.desk.views import assignable

register = template.Library()


@register.inclusion_tag("translation/desk_lane.html", takes_context=True)
def lane_assignment(context, lane) -> dict:
    """Who sees to a lane, and the buttons to take it, assign it, or give it back."""
    request = context["request"]
    return {
        "request": request,
        "csrf_token": context["csrf_token"],
        "lane": lane,
        "is_mine": lane.assignee_id == request.user.pk,
        "assignee": get_user_display_name(lane.assignee) if lane.assignee_id else "",
        "people": assignable(request.user, [lane.language]),
    }

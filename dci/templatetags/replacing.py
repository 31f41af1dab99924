"""Before something is deleted: where it is used."""

from django import template

from dci.replacing.before_deleting import uses_before_deleting

register = template.Library()


@register.inclusion_tag("replacing/before_deleting.html", takes_context=True)
def before_deleting(context, obj) -> dict:
    """Where ``obj`` is used, and the way to replace it everywhere; nothing where it is not used."""
    uses, url = uses_before_deleting(obj, context["request"].user)
    return {"uses": uses, "url": url, "obj": obj}

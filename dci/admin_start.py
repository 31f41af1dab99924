"""Wagtail's choosers without their script inside the page: ``static/dci/admin.js`` starts them.

The same for date fields and rows is in ``templates/wagtailadmin``. Wagtail has no setting for it,
nor one place where a project could name its own chooser: forms of sites, redirects, workflows and
of moving pages make them by themselves. A class that has the method replaced is the smallest way.
"""

import json

from django.templatetags.static import static
from django.utils.html import escapejs, format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def script() -> SafeString:
    """Stands in the head of every page of the admin, before anything that it starts."""
    return format_html('<script src="{}"></script>', static("dci/admin.js"))


def styles() -> SafeString:
    """The site's own styles of the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("dci/admin.css"))


def install() -> None:
    BaseChooser.render = _render


def _render(widget: BaseChooser, name: str, value, attrs: dict, renderer=None) -> SafeString:
    chosen = widget.get_value_data(value)
    return format_html(
        '{}<admin-start data-call="{}" data-field="{}" data-options="{}"></admin-start>',
        widget.render_html(name, chosen, attrs),
        _name(widget),
        attrs["id"],
        escapejs(json.dumps(widget.get_js_init_options(attrs["id"], name, chosen))),
    )


def _name(widget: BaseChooser) -> str:
    if isinstance(widget, AdminTaskChooser):
        return "createTaskChooser"
    return widget.js_constructor

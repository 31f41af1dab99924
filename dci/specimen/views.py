"""The page of the living style sheet, in the frame and with the style sheet of the public site."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from . import samples

COLOURS = ["paper", "wash", "rule", "line", "ink", "ink-soft", "link", "visited", "margin"]
COLOURS += ["margin-text", "pad", "night"]
STATUSES = ["ongoing", "completed", "planned"]


def specimen(request: HttpRequest) -> HttpResponse:
    """Everything a page of the site can be made of. Who may open the admin may look at it."""
    context = {
        "heading": _("Style sheet"),
        "blocks": list(samples.blocks()),
        "cases": samples.hostile(),
        "colours": COLOURS,
        "statuses": [{"status": code, "status_label": code} for code in STATUSES],
        "pages": Paginator(range(60), 20).page(2),
    }
    return render(request, "dci/specimen.html", context)

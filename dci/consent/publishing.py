"""The gate: whatever publishes a page, it is asked about the persons on its pictures."""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from .shown import without_consent

MOST_NAMED = 5


class ConsentMissing(ValidationError):  # noqa: N818 what the editor is told, not a fault
    """A page that can't be published; ``pictures`` are those that may not be shown."""

    def __init__(self, pictures: list[models.Model]):
        self.pictures = pictures
        titles = ", ".join(f"“{picture.title}”" for picture in pictures[:MOST_NAMED])
        text = ngettext(
            "The consent of those shown is unknown or has run out, in the picture %(titles)s.",
            "The consent of those shown is unknown or has run out, in the pictures %(titles)s.",
            len(pictures),
        )
        self.text = text % {"titles": titles}
        super().__init__({NON_FIELD_ERRORS: [self.text]})  # Wagtail's API asks for the field

    def __str__(self) -> str:
        return self.text


def check(obj: models.Model) -> None:
    """Raise ``ConsentMissing`` if a picture that ``obj`` shows may not be shown."""
    if pictures := without_consent(obj):
        raise ConsentMissing(pictures)


class PublishedWithConsent:
    """A page that goes live, or becomes another version of itself, only with consent.

    Asked for when it is saved, because Wagtail has many ways of publishing and all end there. What
    else saves a live page (a new place, a lock) changes no picture, and is let through.
    """

    def save(self, **kwargs) -> None:
        if kwargs.get("update_fields") is None and self.live and not self._is_live_as_it_is():
            check(self)
        super().save(**kwargs)

    def _is_live_as_it_is(self) -> bool:
        if not self.pk and not self.live_revision_id:
            return True  # the editor stores a new page as live before it publishes it
        same = {"pk": self.pk, "live": True, "live_revision": self.live_revision_id}
        return type(self)._base_manager.filter(**same).exists()


def before_publish_page(request: HttpRequest, page: models.Model) -> HttpResponse | None:
    """In the editor: the page is saved by now, and stays a draft."""
    try:
        check(page)
    except ConsentMissing as refusal:
        _tell(request, refusal)
        if not page.first_published_at:  # a new page, which is stored as live
            page.live, page.has_unpublished_changes = False, True
            page.save(clean=False)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


class ConsentMiddleware:
    """Says why elsewhere: in lists, reviews and copies. Everything is as it was by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ConsentMissing):
            return None
        _tell(request, error)
        before = request.headers.get("referer", "")
        is_ours = url_has_allowed_host_and_scheme(
            before, {request.get_host()}, require_https=request.is_secure()
        )
        return HttpResponseRedirect(before if is_ours else reverse("wagtailadmin_home"))


def _tell(request: HttpRequest, refusal: ConsentMissing) -> None:
    """The sentence, with the pictures as links to where the consent is noted."""
    links = [
        messages.button(reverse("wagtailimages:edit", args=[picture.pk]), picture.title)
        for picture in refusal.pictures[:MOST_NAMED]
    ]
    text = _("Not published. %(refusal)s Note the consent with the picture, or choose another one.")
    messages.error(request, text % {"refusal": refusal}, buttons=links)

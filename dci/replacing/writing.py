"""Putting one object in the place of another, everywhere, or nowhere."""

from dataclasses import dataclass

from django.db import models, transaction
from modelcluster.models import get_serializable_data_for_fields
from wagtail.log_actions import log

from dci.consent.publishing import ConsentMissing
from dci.models import SiteImage, SitePage
from dci.row_lock import row_lock
from dci.translation import references
from dci.translation.models import Translatable
from dci.writing import page_write

from .history import REPLACED
from .swap import Swap
from .uses import Use, uses_of


class Refused(Exception):  # noqa: N818 what the person is told, not a fault
    """Some ``uses`` can't be changed by this person, or not now."""

    def __init__(self, uses: list[Use]):
        self.uses = uses
        super().__init__(", ".join(str(use.obj) for use in uses))


@dataclass(frozen=True)
class Work:
    """What is done to each use: ``old`` makes room for ``new``, and the history says so."""

    old: models.Model
    new: models.Model
    user: models.Model

    @property
    def swap(self) -> Swap:
        return Swap(type(self.old), self.old.pk, self.new.pk)

    def log(self, obj: models.Model, revision: models.Model | None = None) -> None:
        data = {"old": str(self.old), "new": str(self.new)}
        log(
            instance=obj,
            action=REPLACED,
            user=self.user,
            data=data,
            revision=revision,
            content_changed=True,
        )


def replace_everywhere(
    old: models.Model, new: models.Model, user: models.Model, *, left: tuple = ()
) -> list[Use]:
    """Let everything refer to ``new`` that refers to ``old``, and return what has been changed.

    Published content and the latest drafts, in every language, in one transaction: a version and
    a line in the history for each page. Objects ``left`` are for the caller to see to. Raises
    ``Refused`` if any of it may not be changed by ``user``, or not now, and ``ConsentMissing`` if
    a page would show a picture that may not be shown; nothing is changed then.
    """
    work = Work(old, new, user)
    with transaction.atomic():
        pages = [use.obj.pk for use in uses_of(old, user) if use.is_page]
        with row_lock(type(old), *sorted((old.pk, new.pk))), page_write(*pages):
            uses = [use for use in uses_of(old, user) if use.obj not in left]
            unlocked = [use for use in uses if use.is_page and use.obj.pk not in pages]
            if refused := [use for use in uses if use.refusal] + unlocked:
                raise Refused(refused)
            for use in uses:
                if use.is_page:
                    _in_page(use.obj.pk, work)
                else:
                    _in_row(use.obj, work)
    return uses


def _in_page(pk: int, work: Work) -> None:
    """The languages first, so that they find the source they know; then what is public; the draft.

    The draft last, because it stays the latest version.
    """
    page = SitePage._base_manager.get(pk=pk).specific
    swap, model = work.swap, type(page)
    latest = page.get_latest_revision() if page.has_unpublished_changes else None
    references.exchange(page, swap, work.user)
    stored, revision = page.serializable_data(), None
    if swap.is_in(model, stored):
        version = page.with_content_json(swap.content(model, stored))
        if page.live:
            revision = version.save_revision(user=work.user, clean=False)
            revision.publish(user=work.user, skip_permission_checks=True)
        else:
            version.save(clean=False)
    else:  # only its languages or its draft refer to it
        model._base_manager.get(pk=pk).shown_anew()
    if latest:
        draft = model._base_manager.get(pk=pk).with_content_json(
            swap.content(model, latest.content)
        )
        revision = draft.save_revision(user=work.user, clean=False)
    work.log(page, revision)


def _in_row(obj: models.Model, work: Work) -> None:
    """The same for what has no drafts: an organisation, the settings of the site.

    It is public at once, and no publishing asks whether a picture may be shown.
    """
    if isinstance(work.new, SiteImage) and work.new.lacks_consent:
        raise ConsentMissing([work.new])
    swap, model = work.swap, type(obj)
    with row_lock(model, obj.pk):
        obj = model._base_manager.get(pk=obj.pk)
        if isinstance(obj, Translatable):
            references.exchange(obj, swap, work.user)
            obj = model._base_manager.get(pk=obj.pk)
        if hasattr(obj, "serializable_data"):
            model.from_serializable_data(swap.content(model, obj.serializable_data())).save()
        else:
            stored = get_serializable_data_for_fields(obj)
            for name, value in swap.content(model, stored).items():
                if value != stored.get(name):
                    setattr(obj, model._meta.get_field(name).attname, value)
            obj.save()
        work.log(obj)

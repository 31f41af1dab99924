"""Where an object is used, in what is public and in drafts, and what keeps a use from changing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.models import EditingSession
from wagtail.admin.utils import get_user_display_name
from wagtail.models import ReferenceIndex, Revision, WorkflowState
from wagtail.permissions import policy_registry

from dci import languages
from dci.clock import around_now
from dci.models import SitePage
from dci.translation import references

from .swap import Gathering, Swap

SEEN_WITHIN = timedelta(minutes=1)
MOST_NAMED = 3


@dataclass
class Use:
    """Something that shows an object; ``refusal`` says why its user may not change it now."""

    obj: models.Model
    only_in_draft: bool = False
    in_languages: set[str] = field(default_factory=set)
    refusal: str = ""
    url: str | None = None

    @property
    def is_page(self) -> bool:
        return isinstance(self.obj, SitePage)

    @property
    def kind(self) -> str:
        return str(self.obj._meta.verbose_name)


def uses_of(obj: models.Model, user: models.Model) -> list[Use]:
    """Everything that refers to ``obj``, by its title; what is no longer there is left out."""
    return _Search(obj, user).found()


class _Search:
    def __init__(self, obj: models.Model, user: models.Model):
        self.swap = Swap(type(obj), obj.pk)
        self.obj, self.user = obj, user

    def found(self) -> list[Use]:
        stored, drafts, lanes = self._stored(), self._drafts(), self._lanes()
        keys = {*stored, *drafts, *lanes}
        uses = []
        for kind, pks in _grouped(keys).items():
            for obj in _objects(kind, pks):
                key = (kind, obj.pk)
                uses.append(Use(obj, key in drafts and key not in stored, lanes.get(key, set())))
        Refusals(self.user, uses).note()
        finder = AdminURLFinder(self.user)
        for use in uses:
            use.url = finder.get_edit_url(use.obj)
        return sorted(uses, key=lambda use: (not use.is_page, str(use.obj).casefold()))

    def _stored(self) -> set[tuple[int, int]]:
        rows = ReferenceIndex.get_references_to(self.obj).values_list(
            "base_content_type", "object_id"
        )
        return {(kind, int(key)) for kind, key in rows.distinct()}

    def _drafts(self) -> set[tuple[int, int]]:
        """The pages whose draft refers to it."""
        page = ContentType.objects.get_for_model(SitePage).pk
        return {
            (page, int(revision.object_id))
            for revision in _drafts_of_pages()
            if self.swap.is_in(_model(revision.content_type_id), revision.content)
        }

    def _lanes(self) -> dict[tuple[int, int], set[str]]:
        found: dict[tuple[int, int], set[str]] = {}
        for lane in references.referring(self.swap) if self.swap.in_languages else ():
            key = (lane.content_type_id, lane.object_id)
            found.setdefault(key, set()).add(languages.name(lane.language))
        return found


def keys_in_drafts(model: type[models.Model]) -> set[int]:
    """The keys of everything of ``model`` that drafts refer to, of pages and of languages."""
    found = Gathering(model)
    for revision in _drafts_of_pages():
        found.content(_model(revision.content_type_id), revision.content)
    if found.in_languages:
        list(references.referring(found))  # what stands in them is noted on the way
    return found.keys


def _drafts_of_pages() -> Iterator[Revision]:
    drafts = SitePage.objects.filter(has_unpublished_changes=True)
    yield from Revision.objects.filter(pk__in=drafts.values("latest_revision")).iterator()


def _model(content_type: int) -> type[models.Model]:
    return ContentType.objects.get_for_id(content_type).model_class()


def _grouped(keys: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for kind, key in keys:
        groups.setdefault(kind, []).append(key)
    return groups


def _objects(kind: int, pks: list[int]) -> list[models.Model]:
    model = _model(kind)
    if model is None:
        return []
    if issubclass(model, SitePage):
        return list(SitePage.objects.filter(pk__in=pks).specific())
    return list(model._base_manager.filter(pk__in=pks))


class Refusals:
    """What keeps ``user`` from changing something now; a few queries for any number of uses."""

    def __init__(self, user: models.Model, uses: list[Use]):
        self.user, self.uses = user, uses
        self.pages = [use.obj.pk for use in uses if use.is_page]

    def note(self) -> None:
        for use in self.uses:
            use.refusal = self._of_page(use) if use.is_page else self._of_other(use.obj)

    def _of_page(self, use: Use) -> str:
        page = use.obj
        rights = page.permissions_for_user(self.user)
        needed = "publish" if page.live else "change"
        if not (rights.can_publish() if page.live else rights.can_edit()):
            return self._who_may(needed, page)
        if page.locked and page.locked_by_id != self.user.pk:
            return _("The page is locked.")
        if page.pk in self.under_review:
            return _("The page is under review.")
        if page.pk in self.scheduled:
            return _("A version of the page is scheduled to be published.")
        if name := self.editors.get(page.pk):
            return _("%(name)s is editing the page just now.") % {"name": name}
        return ""

    def _of_other(self, obj: models.Model) -> str:
        policy = policy_registry.get_by_type(type(obj))
        if policy.user_has_permission_for_instance(self.user, "change", obj):
            return ""
        return self._who_may("change", obj)

    def _who_may(self, action: str, obj: models.Model) -> str:
        policy = policy_registry.get_by_type(type(obj))
        people = policy.users_with_permission_for_instance(action, obj)
        names = [get_user_display_name(person) for person in people[:MOST_NAMED]]
        text = _("You may not change this. Who may: %(names)s.")
        return text % {"names": get_text_list(names, _("or")) or "–"}

    @cached_property
    def under_review(self) -> set[int]:
        states = WorkflowState.objects.filter(
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
            base_content_type=ContentType.objects.get_for_model(SitePage),
            object_id__in=map(str, self.pages),
        )
        return set(map(int, states.values_list("object_id", flat=True)))

    @cached_property
    def scheduled(self) -> set[int]:
        versions = Revision.page_revisions.filter(
            object_id__in=map(str, self.pages), approved_go_live_at__isnull=False
        )
        return set(map(int, versions.values_list("object_id", flat=True)))

    @cached_property
    def editors(self) -> dict[int, str]:
        """Who else has unsaved changes in the editor of a page."""
        kinds = {use.obj.content_type_id for use in self.uses if use.is_page}
        sessions = EditingSession.objects.filter(
            content_type__in=[*kinds, ContentType.objects.get_for_model(SitePage).pk],
            object_id__in=map(str, self.pages),
            is_editing=True,
            last_seen_at__range=around_now(SEEN_WITHIN),
        )
        others = sessions.exclude(user=self.user).select_related("user")
        return {int(one.object_id): get_user_display_name(one.user) for one in others}

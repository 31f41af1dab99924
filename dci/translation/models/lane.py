"""The lane: one object in one language."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    ReferenceIndex,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from dci import languages

from ..alignment import VALID, Segment, align
from ..columns import TranslatedColumns
from ..help import memory
from ..passages import Passage, read, translated_columns, translated_rows
from .owners import owner_lock, owner_type
from .review import ReviewWorkflow
from .state import State, Unanswered

if TYPE_CHECKING:
    from .translatable import Translatable

# What belongs to the row and not to any version of the lane: an old version brings none of it back.
OF_THE_ROW = (
    "assignee_id",
    "title",
    "specific_type_id",
    "publicity",
    "state",
    "words_left",
    "state_since",
)


class TranslationQuerySet(models.QuerySet):
    def with_passages(self) -> "TranslationQuerySet":
        """Lanes in which there is something to translate: not those of a picture without text."""
        return self.exclude(segments=[])

    def of(self, obj: models.Model) -> "TranslationQuerySet":
        """The lanes of an object."""
        return self.filter(content_type=owner_type(obj), object_id=obj.pk)

    def published(self, model: type[models.Model]) -> "TranslationQuerySet":
        """The published lanes of all objects of ``model``; of pages, the base page."""
        return self.filter(content_type=ContentType.objects.get_for_model(model), live=True)

    def all_of(self, obj: models.Model) -> list["Translation"]:
        """The lane of an object in each language, made where there was none."""
        key = {"content_type": owner_type(obj), "object_id": obj.pk}
        existing = {lane.language: lane for lane in self.filter(**key)}
        return [
            existing.get(code) or self.create(**key, language=code, live=False)
            for code in languages.TARGETS
        ]


class WagtailAddresses:
    """Where Wagtail's dashboard, reports and mails find the views of a lane.

    Wagtail asks an object that is no page for its ``snippet_viewset``. A lane is no snippet, whose
    own views would let people write it past its rules.
    """

    def get_url_name(self, view_name: str) -> str:
        return f"translation:{view_name}"


class Translation(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    models.Model,
):
    """An object in one language: its segments, their drafts, history, review and lock.

    The row holds what was last published, its latest revision what is being worked on.
    ``live`` says that the lane is published, that is, that the object is *available* in the
    language.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    content_object = GenericForeignKey()
    language = models.CharField(_("language"), max_length=12)
    slug = models.SlugField(
        _("address"),
        max_length=255,
        blank=True,
        allow_unicode=True,
        help_text=_("The last part of the page's address. Left empty, it is made from the title."),
    )
    segments = models.JSONField(default=list, blank=True)
    retired = models.JSONField(default=list, blank=True, editable=False)
    # By path: a link, document, image or address that is another one in this language.
    overrides = models.JSONField(default=dict, blank=True)

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_lanes",
    )

    # What the desk lists and sorts by, of the lane as it is being worked on (``take_stock``).
    title = models.CharField(max_length=255, blank=True, editable=False)
    specific_type = models.ForeignKey(
        ContentType, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    publicity = models.PositiveSmallIntegerField(default=1, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.MISSING, editable=False
    )
    words_left = models.PositiveIntegerField(_("words left"), default=0, editable=False)
    state_since = models.DateTimeField(default=timezone.now, editable=False)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
    )
    _workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
    )

    objects = TranslationQuerySet.as_manager()
    snippet_viewset = WagtailAddresses()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "language"], name="one_lane_a_language"
            )
        ]
        indexes = [models.Index(fields=["language", "state"], name="lane_language_state")]
        # Nobody has a right over lanes as such, but over the lanes of a language.
        default_permissions = ()
        permissions = [
            permission
            for code in languages.TARGETS
            for permission in (
                (f"translate_{code}", f"Can translate into {languages.name(code)}"),
                (f"review_{code}", f"Can publish translations into {languages.name(code)}"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_object} – {languages.name(self.language)}"

    @property
    def revisions(self):
        return self._revisions

    def with_content_json(self, content):
        version = super().with_content_json(content)
        for name in OF_THE_ROW:
            setattr(version, name, getattr(self, name))
        return version

    def get_workflow(self) -> Workflow | None:
        """The review that the lanes of this language go through, if there is one."""
        review = ReviewWorkflow.objects.filter(language=self.language, workflow__active=True)
        found = review.select_related("workflow").first()
        return found and found.workflow

    def get_segments(self) -> list[Segment]:
        """The lane's segments, in the order of the page."""
        return [Segment(**segment) for segment in self.segments]

    def set_segments(self, segments: list[Segment]) -> None:
        self.segments = [segment.as_dict() for segment in segments]

    def answer(self, targets: dict[str, str]) -> None:
        """Take translations by path. Raises ``KeyError`` for a path that the lane does not have."""
        segments = self.get_segments()
        by_path = {segment.path: segment for segment in segments}
        for path, target in targets.items():
            by_path[path].answer(target)
        self.set_segments(segments)

    def align(self, passages: list[Passage], *, is_minor: bool = False) -> bool:
        """Follow the source. Returns whether that changed anything in the lane."""
        before = self.segments, self.retired
        retired = [Segment(**segment) for segment in self.retired]
        segments, retired = align(passages, self.get_segments(), retired, is_minor=is_minor)
        self.set_segments(segments)
        self.retired = [segment.as_dict() for segment in retired]
        return before != (self.segments, self.retired)

    @property
    def work(self) -> "Translation":
        """The lane as it is being worked on: its draft, or itself where there is none."""
        return self.get_latest_revision_as_object() if self.has_unpublished_changes else self

    def is_behind(self, passages: list[Passage]) -> bool:
        """Whether the source says something else than when the lane last looked."""
        known = [(segment["path"], segment["source"]) for segment in self.segments]
        return known != [(passage.path, passage.source) for passage in passages]

    def follow(
        self, passages: list[Passage], owner: "Translatable", *, is_minor: bool = False
    ) -> None:
        """Take the source's new ``passages``, in what is public and in the draft.

        ``owner`` is the object that they were just read from.
        """
        draft = self.work if self.has_unpublished_changes else None
        before = (draft or self).get_segments()
        if self.align(passages, is_minor=is_minor):
            self.save(update_fields=["segments", "retired"])
            if self.live and not self.unanswered:
                memory.remember(self)
        if draft and draft.align(passages, is_minor=is_minor):
            draft.save_revision(clean=False)
        if self.live and not self.unanswered:
            self.write_columns(owner)
        self.comments.follow(before, (draft or self).get_segments())
        self.take_stock(owner)

    @property
    def unanswered(self) -> list[Segment]:
        """The segments that keep the lane from being published: missing or outdated."""
        return [segment for segment in self.get_segments() if segment.state != VALID]

    def take_stock(self, owner: "Translatable | None" = None) -> None:
        """Bring up to date what the desk lists of this lane, ``owner`` being its object."""
        row = type(self).objects.get(pk=self.pk)
        work = row.work
        left = work.unanswered
        obj = owner or row.owner()
        with override(languages.SOURCE):  # some are called what their kind is
            title = str(obj)[:255]
        values = {
            "title": title,
            "specific_type": ContentType.objects.get_for_model(type(obj)),
            "publicity": obj.publicity,
            "words_left": sum(segment.words for segment in left),
            "state": row.state_of(work, left),
        }
        if values["state"] != row.state:
            values["state_since"] = timezone.now()
        type(self).objects.filter(pk=self.pk).update(**values)

    def state_of(self, work: "Translation", left: list[Segment]) -> str:
        """The lane's state as a whole, ``left`` being what is still to be answered in ``work``."""
        if self.latest_revision_id and self.workflow_in_progress:
            return State.WAITING
        if self.live:
            return State.OUTDATED if self.unanswered else State.UP_TO_DATE
        is_begun = len(left) < len(work.segments) or any(segment.target for segment in left)
        return State.IN_PROGRESS if is_begun else State.MISSING

    def publish(self, revision, *args, **kwargs) -> None:
        """Make the lane public as ``revision`` has it: its columns are written, and nothing else.

        Wagtail comes here too, from a moderation workflow, a schedule or an old revision, which
        may be of a source that has moved on since. Raises ``Unanswered`` when a passage has no
        valid translation, and then changes nothing.
        """
        # Wagtail would ask for a right over lanes as such, which nobody has: see ``roles``.
        kwargs["skip_permission_checks"] = True
        with owner_lock(self.content_object):
            owner = self.owner()
            passages = read(owner)
            work = revision.as_object()
            work.align(passages)
            if missing := work.unanswered:
                raise Unanswered(missing)
            super().publish(revision, *args, **kwargs)
            published = type(self).objects.get(pk=self.pk)
            if published.live_revision_id == revision.pk:
                published.follow(passages, owner)
                memory.remember(published)
                owner.lane_published(published)
                owner.shown_anew()
            else:  # it will be public on the day that it was scheduled for
                self.take_stock(owner)

    def unpublish(self, *args, **kwargs) -> None:
        """Take the language off the public site; the translation stays in the lane."""
        with owner_lock(self.content_object):
            # Wagtail asks for a right over lanes as such, which nobody has: see ``roles``.
            UnpublishAction(self, *args, **kwargs).execute(skip_permission_checks=True)
            owner = self.owner()
            self.clear_columns(owner)
            memory.forget(self)
            self.take_stock(owner)
            owner.shown_anew()

    def write_columns(self, owner: "Translatable") -> None:
        """Write the columns of this language, of the object and of its child rows; nothing else."""
        targets = {segment.path: segment.target for segment in self.get_segments()}
        rows = translated_columns(owner, self.language, targets, self.overrides)
        self._write(owner, rows)

    def clear_columns(self, owner: "Translatable") -> None:
        """Empty the columns of this language."""
        self._write(owner, ((row, self._nothing_of(row)) for _path, row in translated_rows(owner)))

    def _nothing_of(self, row: TranslatedColumns) -> dict[str, None]:
        return {languages.column(field, self.language): None for field in row.translated_fields}

    def _write(
        self, owner: "Translatable", rows: Iterable[tuple[TranslatedColumns, dict[str, object]]]
    ) -> None:
        """Write columns of rows, and tell Wagtail what ``owner``'s texts refer to now."""
        for row, columns in rows:
            type(row)._base_manager.filter(pk=row.pk).update(**columns)
            for name, value in columns.items():
                setattr(row, name, value)
        if ReferenceIndex.is_indexed(type(owner)):
            ReferenceIndex.create_or_update_for_object(owner)

    def owner(self) -> "Translatable":
        """The translated object as its most specific model, fresh from the database."""
        kind = ContentType.objects.get_for_id(self.content_type_id)
        obj = kind.model_class()._base_manager.get(pk=self.object_id)
        return getattr(obj, "specific", obj)

"""What waits for somebody of the pages themselves: reviews, comments, drafts."""

from collections.abc import Iterator

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_user_display_name
from wagtail.models import (
    Comment,
    CommentReply,
    PageSubscription,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)

from dci import languages
from dci.models import SitePage
from dci.translation.models import Comment as Question
from dci.translation.review.comment_views import comments_url

from .rights import editable_pages
from .waiting import Entry, Waiting, first_of

COMMENT_LENGTH = 80


def edit_url(page_pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_pk])


def returned(user) -> Iterator[Waiting]:
    """Pages that ``user`` has submitted and is to change; the desk has the translations."""
    reviews = WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        requested_by=user,
    ).select_related("current_task_state")
    yield from first_of(
        _("Returned to you with changes asked for"),
        reviews.prefetch_related("content_object").order_by("created_at", "pk"),
        lambda review: Entry(
            review.content_object.draft_title,
            edit_url(review.object_id),
            review.current_task_state.comment,
        ),
    )


def reviews(user) -> Iterator[Waiting]:
    """Pages and translations that ``user`` may approve, those that wait longest first."""
    finder = AdminURLFinder(user)
    states = TaskState.objects.reviewable_by(user).select_related("revision__user")
    yield from first_of(
        _("Waiting for your review"),
        states.prefetch_related("revision__content_object").order_by("started_at", "pk"),
        lambda state: Entry(
            state.revision.object_str,
            finder.get_edit_url(state.revision.content_object) or "",
            _by(state.revision.user, state.started_at),
        ),
    )


def sent(user) -> Iterator[Waiting]:
    """What ``user`` has submitted and others are to look at."""
    finder = AdminURLFinder(user)
    reviews = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, requested_by=user
    ).select_related("current_task_state__task", "current_task_state__revision")
    yield from first_of(
        _("Sent by you, waiting for others"),
        reviews.prefetch_related("content_object").order_by("created_at", "pk"),
        lambda review: Entry(
            review.current_task_state.revision.object_str,
            finder.get_edit_url(review.content_object) or "",
            review.current_task_state.task.name,
        ),
    )


def comments(user) -> Iterator[Waiting]:
    """Open comments to ``user`` whose last word somebody else has: the newest first.

    To them is what is said on a page that they have made or follow, and where they have spoken.
    """
    last = CommentReply.objects.filter(comment=OuterRef("pk")).order_by("-created_at", "-pk")
    theirs = (
        Q(page__owner=user)
        | Q(user=user)
        | Q(pk__in=CommentReply.objects.filter(user=user).values("comment"))
        | Q(page__in=_followed_by(user).values("page"))
    )
    found = Comment.objects.filter(theirs, resolved_at=None, page__in=editable_pages(user))
    answered_by = Subquery(last.values("user")[:1])
    found = found.annotate(last_by=Coalesce(answered_by, F("user"), output_field=IntegerField()))
    yield from first_of(
        _("Comments to you"),
        found.exclude(last_by=user.pk).select_related("page", "user").order_by("-updated_at", "pk"),
        lambda comment: Entry(
            comment.page.draft_title,
            f"{edit_url(comment.page_id)}?comment={comment.pk}",
            _says(comment.user, comment.text),
        ),
    )


def _followed_by(user) -> QuerySet:
    return PageSubscription.objects.filter(user=user, comment_notifications=True)


def questions(user) -> Iterator[Waiting]:
    """What translators ask of the pages that ``user`` has made."""
    pages = SitePage.objects.filter(owner=user, pk__in=editable_pages(user))
    found = Question.objects.filter(
        lane__content_type=get_default_page_content_type(),
        lane__object_id__in=pages.values("pk"),
        audience=Question.Audience.AUTHOR,
        resolved_at=None,
    ).exclude(author=user)
    yield from first_of(
        _("Questions of translators"),
        found.select_related("lane", "author").defer("lane__segments").order_by("created_at", "pk"),
        lambda question: Entry(
            f"{question.lane.title} ({languages.name(question.lane.language)})",
            comments_url(question.lane, question.path),
            _says(question.author, question.text),
        ),
    )


def drafts(user) -> Iterator[Waiting]:
    """Pages whose newest version is a draft of ``user``, neither in a review nor scheduled."""
    reviews = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    pages = SitePage.objects.filter(
        ~Exists(reviews),
        has_unpublished_changes=True,
        latest_revision__user=user,
        latest_revision__approved_go_live_at=None,
        pk__in=editable_pages(user),
    )
    yield from first_of(
        _("Your drafts, not yet published"),
        pages.order_by("-latest_revision_created_at", "pk"),
        lambda page: Entry(
            page.draft_title, edit_url(page.pk), _day(page.latest_revision_created_at)
        ),
    )


IN_ORDER = [returned, reviews, comments, questions, drafts]


def _says(user, text: str) -> str:
    return f"{_name(user)}: {Truncator(text).chars(COMMENT_LENGTH)}"


def _by(user, moment) -> str:
    return f"{_name(user)}, {_day(moment)}"


def _name(user) -> str:
    return get_user_display_name(user) if user else _("somebody")


def _day(moment) -> str:
    return date_format(localtime(moment)) if moment else ""

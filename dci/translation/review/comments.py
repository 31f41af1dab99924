"""Comments on a segment, among its translators or to the author of the source.

Those to the author show in the page's editor until somebody resolves them. Both sides answer
there; editors see nothing of what translators say among themselves.
"""

from django.db import models
from django.utils import timezone
from wagtail.models import AbstractPage
from wagtail.permissions import policy_registry

from dci import languages, letters

from ..desk import people
from ..models import Comment, Translatable, Translation
from ..roles import may_translate

AUTHOR, TRANSLATORS = Comment.Audience.AUTHOR, Comment.Audience.TRANSLATORS


def may_edit_source(user, obj: Translatable) -> bool:
    """Whether ``user`` is one of the source's authors."""
    if isinstance(obj, AbstractPage):
        return obj.permissions_for_user(user).can_edit()
    policy = policy_registry.get(obj)
    return bool(policy) and policy.user_has_permission_for_instance(user, "change", obj)


def audiences(user, lane: Translation) -> list[str]:
    """Which comments of a lane ``user`` may read, answer and resolve."""
    if may_translate(user, lane.language):
        return [AUTHOR, TRANSLATORS]
    return [AUTHOR] if may_edit_source(user, lane.owner()) else []


def of_segment(lane: Translation, path: str, readable: list[str]) -> list[Comment]:
    """What has been said of a segment, the oldest first."""
    found = lane.comments.filter(path=path, audience__in=readable)
    return _told_apart(lane, found.select_related("author", "resolved_by"))


def open_of(lane: Translation) -> dict[str, list[Comment]]:
    """The open comments of a lane by segment."""
    found: dict[str, list[Comment]] = {}
    open_ones = lane.comments.filter(resolved_at=None).select_related("author")
    for comment in _told_apart(lane, open_ones):
        found.setdefault(comment.path, []).append(comment)
    return found


def _told_apart(lane: Translation, found: models.QuerySet) -> list[Comment]:
    """Comments, each with ``is_answer``: whether the author says it, and not who asks them."""
    said = list(found)
    writers = {one.author_id for one in said if one.audience == AUTHOR} - {None}
    asking = people.translators(lane.language).filter(pk__in=writers) if writers else []
    answering = writers - {person.pk for person in asking}
    if writers and (author := _author_of(lane.owner())):
        answering.add(author.pk)
    for comment in said:
        comment.is_answer = comment.audience == AUTHOR and comment.author_id in answering
    return said


def to_author(obj: Translatable) -> models.QuerySet:
    """The open comments to the author of ``obj``, of all its lanes."""
    lanes = Translation.objects.of(obj)
    open_ones = Comment.objects.filter(lane__in=lanes, audience=AUTHOR, resolved_at=None)
    return open_ones.select_related("author", "lane")


def add(lane: Translation, path: str, text: str, audience: str, user) -> Comment:
    """Say something of a segment, and let the others know who asked or are asked."""
    before = of_segment(lane, path, [audience])
    told = {comment.author for comment in before}
    comment = Comment.objects.create(
        lane=lane, path=path, text=text, audience=audience, author=user
    )
    if audience == AUTHOR:
        told.add(_author_of(lane.owner()))
    for person in told - {user}:
        if letters.wants(person, "updated_comments_notifications"):
            letters.write(
                person,
                "translation/mails/comment.txt",
                comment=comment,
                language=languages.name(lane.language),
            )
    return comment


def _author_of(obj: Translatable):
    """Who is asked about the source: a page's owner, else who last wrote it."""
    owner = getattr(obj, "owner", None)
    latest = getattr(obj, "latest_revision", None)
    return owner if owner and owner.is_active else latest and latest.user


def resolve(comment: Comment, user) -> None:
    """Fold a comment away. It is kept."""
    if comment.resolved_at is None:
        comment.resolved_at, comment.resolved_by = timezone.now(), user
        comment.save(update_fields=["resolved_at", "resolved_by"])

"""What one can do with the languages of an object.

    lanes.segments(page, "fr")                       what there is to translate, and how far it is
    lanes.save_draft(page, "fr", {path: text})       keep a translation, publicly nothing changes
    lanes.publish(page, "fr")                        make it public
    lanes.withdraw(page, "fr")                       take it back
    lanes.bring_along(page, copy)                    give a copy the translations, as drafts
    lanes.available(page)                            ["en", "fr"]

All of them take the object's row lock first. Only languages other than the source have lanes.
"""

from django.db import models

from dci import languages

from .alignment import Segment
from .models import Translatable, Translation, Unanswered, owner_lock
from .passages import read

__all__ = [
    "Unanswered",
    "available",
    "bring_along",
    "lane",
    "publish",
    "save_draft",
    "segments",
    "withdraw",
]


def _check_language(language: str) -> None:
    if language not in languages.TARGETS:
        raise ValueError(f"{language!r} is not a language to translate into: {languages.TARGETS}")


def lane(obj: Translatable, language: str) -> Translation:
    """The lane as it is being worked on (its draft if it has one), made if there was none."""
    _check_language(language)
    stored = next(lane for lane in Translation.objects.all_of(obj) if lane.language == language)
    owner = stored.owner()
    passages = read(owner)
    if stored.is_behind(passages):
        stored.follow(passages, owner)
    return stored.work


def segments(obj: Translatable, language: str) -> list[Segment]:
    """The segments of ``obj`` in ``language``, in the order of the page, drafts included."""
    with owner_lock(obj):
        return lane(obj, language).get_segments()


def available(obj: Translatable) -> list[str]:
    """The languages in which ``obj`` can be read, the source first."""
    return [code for code in languages.ALL if obj.is_available(code)]


def save_draft(
    obj: Translatable,
    language: str,
    targets: dict[str, str],
    *,
    slug: str | None = None,
    user: models.Model | None = None,
) -> Translation:
    """Keep translations, by path, and the page's address without making anything public.

    Raises ``KeyError`` for a path that is not in the lane: the caller has an old page before it.
    """
    with owner_lock(obj):
        work = lane(obj, language)
        work.answer(targets)
        if slug is not None:
            work.slug = slug
        work.save_revision(user=user, clean=False)
        work.take_stock()
        return work


def publish(obj: Translatable, language: str, *, user: models.Model | None = None) -> Translation:
    """Make the lane public: write the columns of that language, and nothing else.

    Raises ``Unanswered`` when a passage has no valid translation, and then changes nothing.
    """
    with owner_lock(obj):
        work = lane(obj, language)
        if work.has_unpublished_changes:
            revision = work.get_latest_revision()
        elif missing := work.unanswered:
            raise Unanswered(missing)
        else:
            revision = work.save_revision(user=user, clean=False)
        revision.publish(user=user, skip_permission_checks=True)
        obj.refresh_from_db(fields=obj.target_columns())
        return Translation.objects.get(pk=work.pk)


def withdraw(obj: Translatable, language: str, *, user: models.Model | None = None) -> None:
    """Take the language off the public site. The translation is kept in the lane."""
    _check_language(language)
    with owner_lock(obj):
        published = Translation.objects.of(obj).filter(language=language, live=True).first()
        if published:
            published.unpublish(user=user)
            obj.refresh_from_db(fields=obj.target_columns())


def bring_along(original: Translatable, copy: Translatable, *, user=None) -> None:
    """Give ``copy`` the translations of ``original`` as drafts: publicly nothing changes.

    What is being worked on is what is copied. A passage that says something else in the copy, as
    its title does, is outdated there. Questions, history, assignments and addresses stay behind.
    """
    begun = {lane.language: lane.work for lane in Translation.objects.of(original)}
    begun = {code: work for code, work in begun.items() if any(map(_target, work.segments))}
    if not begun:
        return
    with owner_lock(copy):
        made = Translation.objects.all_of(copy)
        owner = made[0].owner()
        passages = read(owner)
        for lane in made:
            if work := begun.get(lane.language):
                lane.segments, lane.overrides = work.segments, work.overrides
                lane.align(passages)
                lane.save_revision(user=user, clean=False)
                lane.take_stock(owner)


def _target(segment: dict) -> str:
    return segment["target"]

"""What has lanes: a page, an organisation, a picture."""

from django.contrib.contenttypes.fields import GenericRelation

from ..columns import TranslatedColumns
from ..passages import read
from .lane import Translation
from .owners import owner_lock


class Translatable(TranslatedColumns):
    """An object that has lanes of its own; its child rows are part of them."""

    class Meta:
        abstract = True

    # So that lanes are deleted with their object. To find them, ask ``Translation.objects.of``: the
    # lanes of a page are kept under the base page, and this would look under the page's own type.
    _lanes = GenericRelation("translation.Translation")

    # Whether the source's author has said of what is being saved that it changes no meaning.
    is_minor_change = False

    def save(self, **kwargs) -> None:
        is_whole = kwargs.get("update_fields") is None
        super().save(**kwargs)
        if is_whole and self.is_public:
            realign(self, is_minor=self.is_minor_change)
        elif is_whole:  # its lanes stay as they are, and nobody waits for them
            Translation.objects.of(self).update(publicity=self.publicity)
        if is_whole:
            self.shown_anew()

    def stored(self) -> "Translatable":
        """What the database has of it, as its most specific model."""
        found = type(self)._base_manager.get(pk=self.pk)
        return getattr(found, "specific", found)

    @property
    def is_public(self) -> bool:
        """Whether visitors see what ``save()`` has just written; a page may be a draft."""
        return True

    @property
    def publicity(self) -> int:
        """How much its words weigh on the desk: 0 for what no visitor sees, 1 as a rule."""
        return int(self.is_public)

    def lane_published(self, lane: Translation) -> None:
        """Called when a lane has been published: a page takes its address here."""

    def shown_anew(self) -> None:
        """Called when visitors may see something else of it than before, in any language."""

    def own_slug(self, language: str) -> str | None:
        """The last part of its address in ``language``, ``None`` where there can be none."""
        return None

    def check_slug(self, language: str, slug: str) -> None:
        """Raise ``ValidationError`` when the address is somebody else's."""


def realign(obj: Translatable, *, is_minor: bool = False) -> None:
    """Bring every lane in step with what the source of ``obj`` says now.

    Where the change ``is_minor``, translations of what it has changed stay valid.

    A lane that is still whole is public at once in its new form, so that a moved block, a new
    image or a removed paragraph needs nobody's work. One that is not stays public as it was.
    """
    with owner_lock(obj):
        lanes = Translation.objects.all_of(obj)
        if not lanes:  # a site of one language
            return
        owner = obj.stored()
        passages = read(owner)
        for lane in lanes:
            lane.follow(passages, owner, is_minor=is_minor)

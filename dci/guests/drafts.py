"""A page as it would be if its draft were published now."""

from dci import languages
from dci.models import SitePage
from dci.translation.lane.preview import with_draft
from dci.translation.models import Translation
from dci.translation.passages import read


def draft(page: SitePage, language: str) -> SitePage:
    """The draft of ``page`` in ``language``, in memory; it must not be saved.

    In the source that is its latest version; in the others, what its translator has before them.
    """
    if language == languages.SOURCE:
        return page.get_latest_revision_as_object()
    lane = Translation.objects.of(page).filter(language=language).first()
    work = lane.work if lane else Translation(language=language)
    specific = page.specific
    work.align(read(specific))
    return with_draft(specific, work)

"""Every writer of a page goes through here."""

from contextlib import AbstractContextManager

from wagtail.models import get_page_models

from dci.row_lock import row_lock


def page_write(*pks: int) -> AbstractContextManager:
    """Hold the rows of the pages with these keys, from before they are read until it is over.

    Taken by every POST of the page editor, by bulk actions, commands and imports, and by the
    lanes (``dci.row_lock`` says how and why).
    """
    return row_lock(get_page_models()[0].base_page_model, *pks)

"""What templates ask of the body of a page."""

import logging

from django import template
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.template import Context
from wagtail.blocks import BoundBlock

from dci.blocks import sections
from dci.page_cache.answers import KEEP

logger = logging.getLogger(__name__)
register = template.Library()
register.filter("written", sections.written)


@register.simple_tag(takes_context=True)
def shown_block(context: Context, block: BoundBlock) -> str:
    """A block of the body; nothing, and a line in the log, for one that fails.

    So a mistake of ours costs a page one block, and not the page. Without it the page is kept for
    nobody. A database that is away is away for the whole page.
    """
    try:
        return block.render_as_block(context.flatten())
    except (DatabaseError, InterfaceError):
        raise
    except Exception:
        if settings.RAISE_IN_BLOCKS:
            raise
        page, request = context.get("page"), context.get("request")
        kind = block.block.name
        logger.exception("A block of page %s could not be shown: %s", page and page.pk, kind)
        if request:
            request.META.pop(KEEP, None)
        return ""

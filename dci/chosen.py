"""What a page shows that is not in its own row, fetched in one query."""

from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import AbstractPage

from dci import languages
from dci.at_once import Wanted, fetch
from dci.page_links import linked_keys

# What was chosen, by model and key; ``None`` for what has been deleted.
Chosen = dict[type[Model], dict[int, Model | None]]


def fetch_shown(page: AbstractPage) -> Chosen:
    """Fetch what ``page.shows`` names, and what its texts and blocks have chosen.

    In the language it is read in.
    """
    site_page = apps.get_model("dci", "SitePage")
    keys, lookups = defaultdict(set), defaultdict(set)
    keys[site_page] |= linked_keys(page)
    for block, key in _choices(page):
        keys[block.model_class].add(key)
        lookups[block.model_class] |= {*block.related}
    keys = {model: wanted for model, wanted in keys.items() if wanted}
    beside = [Wanted(model, keys[model], (*sorted(lookups[model]),)) for model in keys]
    found = fetch([page], page.shows, beside)
    return {
        model: {key: rows.get(key) for key in keys[model]}
        for model, rows in zip(keys, found, strict=True)
    }


def _choices(page: AbstractPage) -> Iterator[tuple[blocks.ChooserBlock, int]]:
    for name in page.translated_fields:
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            value = getattr(page, languages.column(name, page.reading_language))
            yield from chosen_in(field.stream_block, value.get_prep_value() if value else [])


def chosen_in(block: blocks.Block, value) -> Iterator[tuple[blocks.ChooserBlock, int]]:
    """The choosers in a block, each with the key chosen, as they are stored."""
    if isinstance(block, blocks.ChooserBlock):
        if value:
            yield block, value
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from chosen_in(child, (value or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value or ():
            yield from chosen_in(block.child_block, item["value"])
    elif isinstance(block, blocks.StreamBlock):
        for item in value or ():
            yield from chosen_in(block.child_blocks[item["type"]], item["value"])

"""What a copy of a page takes from the page that it was made from, and what it must not."""

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.actions.copy_page import CopyPageAction

from dci.translation import lanes


class CopyWithLanes(CopyPageAction):
    """Copies pages with the translations of each, which become drafts of the copy."""

    def _copy_page(self, page, *args, **kwargs):
        copy = super()._copy_page(page, *args, **kwargs)  # of pages below too, one by one
        lanes.bring_along(page.specific, copy, user=self.user)
        return copy


def with_own_rows(model: type[models.Model], content: dict) -> dict:
    """The content of a revision, where rows that belong to another object are new ones.

    Wagtail copies a page's revisions too, and gives the rows in them the keys of the copied
    rows, but not the rows inside rows: publishing the copy would take these from the original.
    """
    relations = get_all_child_relations(model)
    return content | {
        relation.get_accessor_name(): [
            with_own_rows(relation.related_model, _own(row, relation.field.name, content.get("pk")))
            for row in content.get(relation.get_accessor_name(), [])
        ]
        for relation in relations
    }


def _own(row: dict, parent: str, key) -> dict:
    return row if row.get(parent) == key else row | {"pk": None}

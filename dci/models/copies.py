"""What a copy of a page would otherwise take from the page that it was made from."""

from django.db import models
from modelcluster.models import get_all_child_relations


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

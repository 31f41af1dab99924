"""Which tables an archive holds."""

from enum import StrEnum

from django.apps import apps
from django.db.models import Field, Model
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision, RevisionMixin

from .rows import Table


class Kind(StrEnum):
    """What an archive is for: to have the whole site again, or to take it elsewhere."""

    BACKUP = "backup"
    SITE = "site"


# Made anew from the rest, or good for a moment only; and mails, which would be sent twice. A name
# without a dot is that of an app.
LEFT_OUT = {
    *("sessions", "usersessions", "axes", "account.emailconfirmation", "wagtailadmin.formstate"),
    *("wagtailadmin.editingsession", "wagtailcore.uploadedfile", "wagtailembeds", "page_cache"),
    *("search.entry", "search.posting", "search.facet", "search.documenttext", "wagtailsearch"),
    *("wagtailcore.referenceindex", "dci.siterendition", "wagtailimages.rendition", "outbox"),
    *("rounds", "django_tasks_database", "tallies"),
}
# About people. What can't be without them stays behind with them; who did something is forgotten.
PEOPLE = {
    *("auth.user", "account", "mfa", "guests", "contact.message", "wagtailforms"),
    *("wagtailcore.apitoken", "wagtailcore.modellogentry", "wagtailcore.pagelogentry"),
}
# What an import leaves as it finds it: the pages that visitors are shown know by it what is new.
UNTOUCHED = {"page_cache"}


def tables(kind: Kind) -> list[Table]:
    """The tables of an archive, in the order of their names."""
    without = _without(kind)
    forgotten = {"content": _forgotten(without)}
    return [
        Table(model, _emptied(model, without), forgotten if model is Revision else {})
        for model in models()
        if model not in without
    ]


def models() -> list[type[Model]]:
    """Every model that has a table, those between two others too."""
    found = apps.get_models(include_auto_created=True)
    own = [model for model in found if model._meta.managed and not model._meta.proxy]
    return sorted(own, key=lambda model: model._meta.label_lower)


def is_among(model: type[Model], names: set[str]) -> bool:
    return model._meta.label_lower in names or model._meta.app_label in names


def _without(kind: Kind) -> set[type[Model]]:
    """The models that stay behind, with all whose rows need one of theirs."""
    names = LEFT_OUT | (PEOPLE if kind == Kind.SITE else set())
    without = {model for model in models() if is_among(model, names)}
    while more := {
        model
        for model in set(models()) - without
        if any(not field.null for field in _links(model, without))
    }:
        without |= more
    return without


def _links(model: type[Model], others: set[type[Model]]) -> list[Field]:
    fields = model._meta.local_concrete_fields
    return [field for field in fields if field.is_relation and field.related_model in others]


def _emptied(model: type[Model], without: set[type[Model]]) -> set[str]:
    return {field.column for field in _links(model, without)}


def _forgotten(without: set[type[Model]]) -> dict[str, list | None]:
    """What versions of pages and lanes say of what stays behind, and what is said instead."""
    kept = [model for model in models() if issubclass(model, RevisionMixin)]
    links = {
        field.name: None
        for model in kept
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in without
    }
    rows = {
        relation.get_accessor_name(): []
        for model in kept
        for relation in get_all_child_relations(model)
        if relation.related_model in without
    }
    return links | rows

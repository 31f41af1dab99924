"""Keeps the links in step with what visitors see.

``refresh`` is called in the transaction that shows a page anew; ``rebuild`` mends whatever else
has happened. Other things that have links are named with the hook ``register_linked_model``.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail import hooks
from wagtail.models import AbstractPage, get_default_page_content_type

from .content import Target, targets
from .models import Address, Link

HOOK = "register_linked_model"


def linked_models() -> list[type[models.Model]]:
    """What has links: the pages first."""
    return [apps.get_model("dci.SitePage"), *(hook() for hook in hooks.get_hooks(HOOK))]


def refresh(obj: models.Model) -> None:
    """Keep the links of ``obj`` as they are stored, none of what visitors don't see."""
    if stored := type(obj)._base_manager.filter(pk=obj.pk).first():
        refresh_stored(getattr(stored, "specific", stored))


def refresh_stored(obj: models.Model) -> None:
    """The same for an object that has just been read, as its most specific model."""
    wanted = targets(obj) if obj.is_public else set()
    with transaction.atomic():
        _keep(owner_type(type(obj)), obj.pk, wanted)


def owner_type(model: type[models.Model]) -> ContentType:
    """Under which type the links of such an object are kept: that of all pages for a page."""
    if issubclass(model, AbstractPage):
        return get_default_page_content_type()
    return ContentType.objects.get_for_model(model)


def _keep(content_type: ContentType, pk: int, wanted: set[Target]) -> None:
    owned = Link.objects.filter(content_type=content_type, object_id=pk)
    for link in owned.select_related("elsewhere"):
        url = link.elsewhere.url if link.elsewhere else None
        target = Target(link.language, url, link.target_page, link.target_document)
        if target in wanted:
            wanted = wanted - {target}
        else:
            link.delete()
    addresses = _addresses({target.address for target in wanted} - {None})
    Link.objects.bulk_create(
        Link(
            content_type=content_type,
            object_id=pk,
            language=target.language,
            elsewhere=addresses.get(target.address),
            target_page=target.page,
            target_document=target.document,
        )
        for target in sorted(wanted, key=str)
    )


def _addresses(urls: set[str]) -> dict[str, Address]:
    """The addresses by what they are, those made that are new."""
    if not urls:
        return {}
    Address.objects.bulk_create((Address(url=url) for url in urls), ignore_conflicts=True)
    return {address.url: address for address in Address.objects.filter(url__in=urls)}


def rebuild() -> None:
    """Bring all links in step, and forget the addresses that none leads to."""
    for model in linked_models():
        for obj in model._base_manager.order_by("pk").iterator(chunk_size=500):
            refresh(obj)
        gone = Link.objects.filter(content_type=owner_type(model))
        gone.exclude(object_id__in=model._base_manager.values("pk")).delete()
    Address.objects.filter(links=None).delete()

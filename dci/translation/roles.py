"""Who may do what with a language: translators write, reviewers publish."""

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from dci import languages

# Reviewers keep the glossary, which is one for all languages; translators read it.
GLOSSARY = ["view_term", "add_term", "change_term", "delete_term"]


def may_translate(user, language: str) -> bool:
    """Whether ``user`` may open and write lanes of ``language``."""
    return user.has_perm(f"translation.translate_{language}") or may_publish(user, language)


def may_publish(user, language: str) -> bool:
    """Whether ``user`` may publish and withdraw lanes of ``language``."""
    return user.has_perm(f"translation.review_{language}")


def languages_of(user) -> list[str]:
    """The languages that ``user`` may translate into."""
    return [code for code in languages.TARGETS if may_translate(user, code)]


def make_groups(app_config, **kwargs) -> None:
    """After ``migrate``: two groups for each language that has none yet.

    A group that exists is left as administrators have made it.
    """
    create_permissions(app_config, verbosity=0)
    for code in languages.TARGETS:
        name = languages.name(code)
        _make_group(f"Translators ({name})", [f"translate_{code}", "view_term"])
        _make_group(reviewers_name(code), [f"translate_{code}", f"review_{code}", *GLOSSARY])


def reviewers_name(language: str) -> str:
    """What the group of a language's reviewers was called when it was made."""
    return f"Reviewers ({languages.name(language)})"


def _make_group(name: str, codenames: list[str]) -> None:
    group, created = Group.objects.get_or_create(name=name)
    if created:
        own = Permission.objects.filter(
            content_type__app_label="translation", codename__in=codenames
        )
        admin = Permission.objects.filter(codename="access_admin")
        group.permissions.set([*own, *admin])
        _let_choose(group)


def _let_choose(group: Group) -> None:
    """A language may have pictures and files of its own, which its translators choose."""
    root = Collection.get_first_root_node()
    if root is None:
        return  # an emptied database, which nobody uses
    for permission in Permission.objects.filter(codename__in=["choose_image", "choose_document"]):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )

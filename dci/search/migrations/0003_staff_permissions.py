from django.db import migrations

GROUPS = ["Editors", "Moderators"]
PERMISSIONS = {
    "promotion": ["add", "change", "delete", "view"],
    "unansweredquery": ["view"],
}


def permissions(apps):
    """The permissions of the search; Django itself makes them only after all migrations."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    for model, actions in PERMISSIONS.items():
        content_type, _ = ContentType.objects.get_or_create(app_label="search", model=model)
        name = apps.get_model("search", model)._meta.verbose_name
        for action in actions:
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )
            yield permission


def grant(apps, schema_editor):
    for group in apps.get_model("auth.Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions(apps))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth.Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    """Staff choose what is found first, and see what was not found."""

    dependencies = [
        ("search", "0002_promotions"),
        ("dci", "0006_staff_permissions"),
    ]

    operations = [migrations.RunPython(grant, take_back)]

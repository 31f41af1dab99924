from django.db import migrations

# Wagtail gives its two groups the pages, images and documents; these are ours.
PERMISSIONS = {
    "Editors": {
        "partners.organisation": ["add", "change", "view"],
        "projects.region": ["change", "view"],
        "projects.theme": ["add", "change", "view"],
    },
    "Moderators": {
        "partners.organisation": ["add", "change", "delete", "view"],
        "projects.region": ["add", "change", "delete", "view"],
        "projects.theme": ["add", "change", "delete", "view"],
        "dci.sitesettings": ["change", "view"],
        "wagtailredirects.redirect": ["add", "change", "delete", "view"],
    },
}


def permissions(apps, group):
    """The permissions of a group; Django itself makes them only after all migrations."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    for model, actions in PERMISSIONS[group].items():
        app_label, model_name = model.split(".")
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model_name)
        name = apps.get_model(model)._meta.verbose_name
        for action in actions:
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model_name}",
                defaults={"name": f"Can {action} {name}"},
            )
            yield permission


def grant(apps, schema_editor):
    for group in apps.get_model("auth.Group").objects.filter(name__in=PERMISSIONS):
        group.permissions.add(*permissions(apps, group.name))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth.Group").objects.filter(name__in=PERMISSIONS):
        group.permissions.remove(*permissions(apps, group.name))


class Migration(migrations.Migration):
    """Editors and moderators may edit the registry; an administrator can change that later."""

    dependencies = [
        ("dci", "0005_content"),
        ("partners", "0001_initial"),
        ("projects", "0001_initial"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(grant, take_back)]

"""Lanes that were made before the desk listed types by name get theirs."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def fill(apps, schema_editor):
    lanes = apps.get_model("translation", "Translation").objects.filter(specific_type=None)
    pages = apps.get_model("dci", "SitePage")
    content_types = apps.get_model("contenttypes", "ContentType")
    own = pages.objects.filter(pk=OuterRef("object_id")).values("content_type")[:1]
    base = content_types.objects.filter(app_label="dci", model="sitepage")
    lanes.filter(content_type__in=base).update(specific_type=Subquery(own))
    lanes.filter(specific_type=None).update(specific_type=F("content_type"))


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0003_desk"),
        ("dci", "0006_staff_permissions"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

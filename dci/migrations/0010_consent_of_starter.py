from django.db import migrations


def declare(apps, schema_editor):
    """The pictures that came with the site are drawings: nobody is on them."""
    loaded = apps.get_model("dci.StarterObject").objects.filter(key__startswith="images/")
    images = apps.get_model("dci.SiteImage").objects
    keys = loaded.values_list("object_id", flat=True)
    images.filter(pk__in=list(keys), consent="unknown").update(consent="none_needed")


class Migration(migrations.Migration):
    dependencies = [
        ("dci", "0009_consent"),
    ]

    operations = [migrations.RunPython(declare, migrations.RunPython.noop)]

from django.db import migrations
from django.db.models import F
from wagtail.models import BootstrapTranslatableModel


def fill_source_titles(apps, schema_editor):
    """The root and the welcome page, which Wagtail makes, know nothing of our columns."""
    pages = apps.get_model("dci.SitePage").objects.filter(title_en=None)
    pages.update(title_en=F("title"))


class Migration(migrations.Migration):
    """On its own: PostgreSQL changes no table in the transaction that has just filled it."""

    dependencies = [
        ("dci", "0002_page_locale"),
    ]

    operations = [
        BootstrapTranslatableModel("dci.SitePage"),
        migrations.RunPython(fill_source_titles, migrations.RunPython.noop),
    ]

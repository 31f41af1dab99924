from django.db import migrations
from django.db.models import F
from wagtail.models import (
    BootstrapLocaleField,
    BootstrapTranslatableModel,
    BootstrapTranslationKeyField,
)


def fill_source_titles(apps, schema_editor):
    """The root and the welcome page, which Wagtail makes, know nothing of our columns."""
    pages = apps.get_model("dci.SitePage").objects.filter(title_en=None)
    pages.update(title_en=F("title"))


class Migration(migrations.Migration):
    """Wagtail asks for a locale and a translation key on every page; ours all have the same locale."""

    dependencies = [
        ("dci", "0001_page"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        BootstrapLocaleField("dci.SitePage"),
        BootstrapTranslationKeyField("dci.SitePage"),
        BootstrapTranslatableModel("dci.SitePage"),
        migrations.RunPython(fill_source_titles, migrations.RunPython.noop),
    ]

from django.db import migrations
from wagtail.models import BootstrapLocaleField, BootstrapTranslationKeyField


class Migration(migrations.Migration):
    """Wagtail asks for a locale and a translation key on every page; ours all have the same locale."""

    dependencies = [
        ("dci", "0001_page"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        BootstrapLocaleField("dci.SitePage"),
        BootstrapTranslationKeyField("dci.SitePage"),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dci", "0007_clean_pictures"),
        ("partners", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="logo_permission",
            field=models.CharField(
                blank=True,
                help_text="Who has given it, when, and what it is for: “A. Diallo by e-mail, May 2026”.",
                max_length=255,
                verbose_name="permission to show the logo",
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="logo",
            field=models.ForeignKey(
                blank=True,
                help_text="Best an SVG. Empty borders are cut off. Without a logo, the name is shown.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="dci.siteimage",
                verbose_name="logo",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dci", "0008_notice_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="siteimage",
            name="consent",
            field=models.CharField(
                choices=[
                    ("unknown", "not known yet"),
                    ("none_needed", "none needed: nobody can be recognised"),
                    ("given", "given"),
                ],
                default="unknown",
                help_text="For a child, also of those responsible for it. A page with a picture whose consent is not known or has run out can't be published.",
                max_length=20,
                verbose_name="consent of those shown",
            ),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="consent_until",
            field=models.DateField(
                blank=True,
                help_text="The last day. Left empty, the consent has no end.",
                null=True,
                verbose_name="consent given until",
            ),
        ),
    ]

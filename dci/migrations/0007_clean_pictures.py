import wagtail.images.models
from django.db import migrations

import dci.uploads.fields


class Migration(migrations.Migration):
    dependencies = [
        ("dci", "0006_staff_permissions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="siteimage",
            name="file",
            field=dci.uploads.fields.PictureField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
    ]

import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.content_types
import wagtail.models.media
import wagtail.models.preview
import wagtail.models.specific
from django.conf import settings
from django.db import migrations, models

import dci.choices
import dci.fields


class Migration(migrations.Migration):
    dependencies = [
        ("dci", "0004_page_revisions"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContentPage",
            fields=[
                (
                    "sitepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences below the title: what the page is about.",
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_en",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences below the title: what the page is about.",
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_fr",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences below the title: what the page is about.",
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_es",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences below the title: what the page is about.",
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    dci.fields.BodyField(
                        blank=True,
                        help_text="Text, pictures and everything else is added here, and moved by dragging.",
                        verbose_name="content",
                    ),
                ),
                (
                    "body_en",
                    dci.fields.BodyField(
                        blank=True,
                        help_text="Text, pictures and everything else is added here, and moved by dragging.",
                        null=True,
                        verbose_name="content",
                    ),
                ),
                (
                    "body_fr",
                    dci.fields.BodyField(
                        blank=True,
                        help_text="Text, pictures and everything else is added here, and moved by dragging.",
                        null=True,
                        verbose_name="content",
                    ),
                ),
                (
                    "body_es",
                    dci.fields.BodyField(
                        blank=True,
                        help_text="Text, pictures and everything else is added here, and moved by dragging.",
                        null=True,
                        verbose_name="content",
                    ),
                ),
            ],
            options={
                "verbose_name": "content page",
                "verbose_name_plural": "content pages",
            },
            bases=("dci.sitepage",),
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "sitepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the title: who you are and what you do.",
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_en",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the title: who you are and what you do.",
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_fr",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the title: who you are and what you do.",
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "introduction_es",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences below the title: who you are and what you do.",
                        null=True,
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    dci.fields.BodyField(
                        blank=True,
                        help_text="Figures, projects and links are added here, and moved by dragging.",
                        verbose_name="content",
                    ),
                ),
                (
                    "body_en",
                    dci.fields.BodyField(
                        blank=True,
                        help_text="Figures, projects and links are added here, and moved by dragging.",
                        null=True,
                        verbose_name="content",
                    ),
                ),
                (
                    "body_fr",
                    dci.fields.BodyField(
                        blank=True,
                        help_text="Figures, projects and links are added here, and moved by dragging.",
                        null=True,
                        verbose_name="content",
                    ),
                ),
                (
                    "body_es",
                    dci.fields.BodyField(
                        blank=True,
                        help_text="Figures, projects and links are added here, and moved by dragging.",
                        null=True,
                        verbose_name="content",
                    ),
                ),
            ],
            options={
                "verbose_name": "home page",
                "verbose_name_plural": "home pages",
            },
            bases=("dci.sitepage",),
        ),
        migrations.CreateModel(
            name="SiteDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("file", models.FileField(upload_to="documents", verbose_name="file")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "language",
                    models.CharField(
                        choices=dci.choices.document_languages,
                        help_text="The language the document is written in.",
                        max_length=12,
                        verbose_name="language",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "report"),
                            ("guide", "guide"),
                            ("leaflet", "leaflet"),
                            ("letter", "letter"),
                            ("call", "call for papers"),
                            ("agenda", "programme or date"),
                            ("policy", "policy or guidelines"),
                            ("other", "other document"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text=None,
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "permissions": [("choose_document", "Can choose document")],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SiteImage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        upload_to=wagtail.images.models.get_upload_to,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True, default="", max_length=255, verbose_name="description"
                    ),
                ),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, db_index=True, verbose_name="created at"
                    ),
                ),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "file_hash",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows, for those who cannot see it. Not its file name.",
                        max_length=255,
                        verbose_name="description",
                    ),
                ),
                (
                    "alt_en",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows, for those who cannot see it. Not its file name.",
                        max_length=255,
                        null=True,
                        verbose_name="description",
                    ),
                ),
                (
                    "alt_fr",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows, for those who cannot see it. Not its file name.",
                        max_length=255,
                        null=True,
                        verbose_name="description",
                    ),
                ),
                (
                    "alt_es",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows, for those who cannot see it. Not its file name.",
                        max_length=255,
                        null=True,
                        verbose_name="description",
                    ),
                ),
                (
                    "is_decorative",
                    models.BooleanField(
                        default=False,
                        help_text="The picture says nothing that the text around it does not say.",
                        verbose_name="decoration only",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Who made the picture, as it is to be shown with it.",
                        max_length=255,
                        verbose_name="credit",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text=None,
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "permissions": [("choose_image", "Can choose image")],
                "abstract": False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SiteRendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        storage=wagtail.images.models.get_rendition_storage,
                        upload_to=wagtail.images.models.get_rendition_upload_to,
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                (
                    "focal_point_key",
                    models.CharField(blank=True, default="", editable=False, max_length=16),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="dci.siteimage",
                    ),
                ),
            ],
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=255, null=True, verbose_name="name"),
                ),
                (
                    "name_fr",
                    models.CharField(blank=True, max_length=255, null=True, verbose_name="name"),
                ),
                (
                    "name_es",
                    models.CharField(blank=True, max_length=255, null=True, verbose_name="name"),
                ),
                ("acronym", models.CharField(blank=True, max_length=30, verbose_name="acronym")),
                (
                    "acronym_en",
                    models.CharField(blank=True, max_length=30, null=True, verbose_name="acronym"),
                ),
                (
                    "acronym_fr",
                    models.CharField(blank=True, max_length=30, null=True, verbose_name="acronym"),
                ),
                (
                    "acronym_es",
                    models.CharField(blank=True, max_length=30, null=True, verbose_name="acronym"),
                ),
                (
                    "mission",
                    models.TextField(
                        blank=True,
                        help_text="One sentence, shown at the foot of every page.",
                        verbose_name="mission",
                    ),
                ),
                (
                    "mission_en",
                    models.TextField(
                        blank=True,
                        help_text="One sentence, shown at the foot of every page.",
                        null=True,
                        verbose_name="mission",
                    ),
                ),
                (
                    "mission_fr",
                    models.TextField(
                        blank=True,
                        help_text="One sentence, shown at the foot of every page.",
                        null=True,
                        verbose_name="mission",
                    ),
                ),
                (
                    "mission_es",
                    models.TextField(
                        blank=True,
                        help_text="One sentence, shown at the foot of every page.",
                        null=True,
                        verbose_name="mission",
                    ),
                ),
                (
                    "notice",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="An urgent message at the top of every page. Leave empty for none.",
                        verbose_name="notice",
                    ),
                ),
                (
                    "notice_en",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="An urgent message at the top of every page. Leave empty for none.",
                        null=True,
                        verbose_name="notice",
                    ),
                ),
                (
                    "notice_fr",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="An urgent message at the top of every page. Leave empty for none.",
                        null=True,
                        verbose_name="notice",
                    ),
                ),
                (
                    "notice_es",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="An urgent message at the top of every page. Leave empty for none.",
                        null=True,
                        verbose_name="notice",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(
                        blank=True,
                        help_text="Who answers at the address below.",
                        max_length=255,
                        verbose_name="office",
                    ),
                ),
                (
                    "contact_name_en",
                    models.CharField(
                        blank=True,
                        help_text="Who answers at the address below.",
                        max_length=255,
                        null=True,
                        verbose_name="office",
                    ),
                ),
                (
                    "contact_name_fr",
                    models.CharField(
                        blank=True,
                        help_text="Who answers at the address below.",
                        max_length=255,
                        null=True,
                        verbose_name="office",
                    ),
                ),
                (
                    "contact_name_es",
                    models.CharField(
                        blank=True,
                        help_text="Who answers at the address below.",
                        max_length=255,
                        null=True,
                        verbose_name="office",
                    ),
                ),
                ("address", models.TextField(blank=True, verbose_name="postal address")),
                (
                    "address_en",
                    models.TextField(blank=True, null=True, verbose_name="postal address"),
                ),
                (
                    "address_fr",
                    models.TextField(blank=True, null=True, verbose_name="postal address"),
                ),
                (
                    "address_es",
                    models.TextField(blank=True, null=True, verbose_name="postal address"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                (
                    "telephone",
                    models.CharField(
                        blank=True,
                        help_text="With the country: +41 22 …",
                        max_length=40,
                        verbose_name="telephone",
                    ),
                ),
                (
                    "social_links",
                    wagtail.fields.StreamField(
                        [("link", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Name of the site", "max_length": 60},
                            ),
                            1: ("wagtail.blocks.URLBlock", (), {"label": "Address"}),
                            2: ("wagtail.blocks.StructBlock", [[("label", 0), ("url", 1)]], {}),
                        },
                        help_text="Links to the organisation on other sites, shown at the foot of every page.",
                        verbose_name="the organisation elsewhere",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation and contact",
                "verbose_name_plural": "organisation and contact",
            },
        ),
        migrations.CreateModel(
            name="FooterLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="footer_links",
                        to="dci.sitesettings",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StarterObject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("object_id", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=40)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
        ),
        migrations.AlterUniqueTogether(
            name="siterendition",
            unique_together={("image", "filter_spec", "focal_point_key")},
        ),
    ]

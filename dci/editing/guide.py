"""The editors' guide in the admin, for everybody who is let in, under *Help*."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from dci.translation.guide import TRANSLATORS, Guides, GuideView, PictureView

FILES = {"en": "editing.md", "fr": "rediger.md", "es": "editar.md"}
EDITORS = Guides(FILES, "editing_guide", "editing_guide_picture", (TRANSLATORS,))


class EditorsGuideView(GuideView):
    guides = EDITORS


def urls() -> list:
    return [
        path("guide/", EditorsGuideView.as_view(), name="editing_guide"),
        path("guide/pictures/<path:name>", PictureView.as_view(), name="editing_guide_picture"),
    ]


def menu_item() -> MenuItem:
    return MenuItem(
        _("Editing the site"), reverse_lazy("editing_guide"), icon_name="help", order=10
    )

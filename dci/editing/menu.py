"""Items of the admin's menu."""

from wagtail.admin.menu import MenuItem

from .rights import may_edit_some


class EditorsMenuItem(MenuItem):
    """Shown to those who may edit or publish some page."""

    def is_shown(self, request) -> bool:
        return may_edit_some(request.user)

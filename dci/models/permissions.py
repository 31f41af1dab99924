"""What somebody may do with a page, for lists of many pages."""

from wagtail.models import PagePermissionTester


class PagePermissions(PagePermissionTester):
    """Wagtail's rules. Of a page with none below it, the page itself tells what they ask for."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if self.user.is_superuser or not self.user.is_active or self.page_is_root:
            return super().can_delete(ignore_bulk)
        if self.page.live and "publish" not in self.permissions:
            return False
        if not self.page.is_leaf():
            return super().can_delete(ignore_bulk)
        is_own = "add" in self.permissions and self.page.owner_id == self.user.pk
        return "change" in self.permissions or is_own

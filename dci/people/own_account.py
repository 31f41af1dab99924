"""What people change of their own accounts."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.admin.views.account import AccountView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from dci.row_lock import row_lock


class OwnAccountView(AccountView):
    """Wagtail's, which writes all of the account as it was when the request began: whoever kept
    saving while it was disabled or erased would have it back, with its rights and its password."""

    def post(self, request: HttpRequest) -> HttpResponse:
        people = get_user_model()
        with row_lock(people, request.user.pk):
            if not people._default_manager.filter(pk=request.user.pk, is_active=True).exists():
                raise PermissionDenied
            request.user.refresh_from_db()
            return super().post(request)


urls = [path("account/", OwnAccountView.as_view())]  # before Wagtail's, which has its name
for decorator in (require_admin_access, display_custom_404, never_cache):
    urls = decorate_urlpatterns(urls, decorator)

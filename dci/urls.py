from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.utils.translation import pgettext_lazy
from wagtail import urls as page_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.views import serve

from dci import views
from dci.editing import wagtails_lists
from dci.guests.views import guest_draft
from dci.people import own_account
from dci.search.views import search
from dci.sharing.documents import documents
from dci.sharing.feed import feed
from dci.sharing.llms import llms
from dci.sharing.picture import sharing_picture
from dci.signing_in import shared_passwords
from dci.signing_in.views import entrance_urls, private_page_login
from dci.sitemap import sitemap
from dci.uploads.serving import document

REPLACED = {"wagtail_serve", "wagtailcore_login", "wagtailcore_authenticate_with_password"}
handler500 = views.failed
handler429 = "dci.signing_in.throttle.too_many_names"

urlpatterns = [
    path("", views.to_language),
    path("admin/", include(entrance_urls)),
    path("admin/", include(wagtails_lists.urls)),
    path("admin/", include(own_account.urls)),
    path("admin/", include(admin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", document, name="wagtaildocs_serve"),
    path("documents/", include([shared_passwords.of_a_document])),
    path("documents/", include(document_urls)),
    path("drafts/<str:token>/", guest_draft, name="guest_draft"),
    path("robots.txt", views.robots),
    path(".well-known/security.txt", views.security_txt),
    path("llms.txt", llms),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap, name="sitemap_part"),
    # Documents ask who may read them, and of pictures visitors get the smaller copies.
    *static(f"{settings.MEDIA_URL}images/", document_root=f"{settings.MEDIA_ROOT}/images"),
    *i18n_patterns(
        path(pgettext_lazy("address", "search/"), search, name="search"),
        path("feed.xml", feed, name="feed"),
        path("data/documents.json", documents, name="documents_data"),
        path("data/", include("partners.urls")),
        path("data/", include("projects.urls")),
        path("sharing/<int:pk>-<str:key>.png", sharing_picture, name="sharing_picture"),
        shared_passwords.of_a_page,
        path("_util/login/", private_page_login, name="wagtailcore_login"),
        *(url for url in page_urls.urlpatterns if url.name not in REPLACED),
        re_path(
            page_urls.serve_pattern,
            views.for_readers(serve, methods=["GET", "HEAD", "POST"]),  # each page says which
            name="wagtail_serve",
        ),
    ),
]

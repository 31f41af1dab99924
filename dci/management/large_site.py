"""A site as large as it may become, to measure the lists of the admin with."""

from datetime import timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone
from wagtail.models import Collection, Revision

from dci import addresses, languages
from dci.management.many_pages import add_own_rows, make_pages
from dci.models import SiteDocument, SiteImage, SitePage, SiteRendition

THUMBNAIL = "max-165x165"  # Wagtail's, in its lists and choosers

# The screens that list things, by what they are called: what is measured, and where it is.
SCREENS = {
    "home": "/admin/",
    "explorer": "/admin/pages/{list}/",
    "explorer, last page": "/admin/pages/{list}/?p=40",
    "explorer, by title": "/admin/pages/{list}/?ordering=title",
    "explorer, drafts": "/admin/pages/{root}/?publication=draft",
    "explorer, outdated": "/admin/pages/{root}/?lanes=outdated",
    "explorer, any word": "/admin/pages/{root}/?q=importance",
    "explorer, rare word": "/admin/pages/{root}/?q=33",
    "projects": "/admin/project_list/",
    "projects, regional": "/admin/project_list/?scope=regional",
    "organisations": "/admin/snippets/partners/organisation/",
    "organisations, word": "/admin/snippets/partners/organisation/?q=number",
    "images": "/admin/images/",
    "images, word": "/admin/images/?q=picture",
    "documents": "/admin/documents/",
    "documents, word": "/admin/documents/?q=flyer",
    "page chooser": "/admin/choose-page/{list}/",
    "page chooser, word": "/admin/choose-page/search/?q=importance",
    "image chooser": "/admin/images/chooser/",
    "document chooser": "/admin/documents/chooser/",
    "organisation chooser": "/admin/snippets/choose/partners/organisation/",
    "report of links": "/admin/reports/links/",
    "report of figures": "/admin/reports/figures/",
    "report of consent": "/admin/reports/consent/",
    "report of upkeep": "/admin/upkeep/",
    "report of searches": "/admin/reports/searches/",
    "history": "/admin/reports/site-history/",
    "redirects": "/admin/redirects/",
}


def make_site(pages: int = 10_000, images: int = 5000, organisations: int = 2000) -> dict[str, int]:
    """So many of each, as rows and nothing more. The keys of the pages that ``SCREENS`` name.

    A fifth of the pages are projects, all below one page. Each page has ten revisions.
    """
    make_pages(pages - pages // 5)
    project_list = make_projects(pages // 5)
    make_revisions(10)
    make_images(images)
    make_documents(images // 5)
    organisation = apps.get_model("partners.Organisation")
    organisation.objects.bulk_create(
        organisation(name_en=f"Organisation number {at}", kind="ngo") for at in range(organisations)
    )
    call_command("wagtail_update_index", verbosity=0)  # of rows made at once it knows nothing
    return {"list": project_list.pk, "root": SitePage.get_first_root_node().pk}


def make_projects(number: int, parent: SitePage | None = None) -> SitePage:
    """So many projects below ``parent``, or below a list of projects of their own."""
    if parent is None:
        index = apps.get_model("projects.ProjectIndexPage")
        parent = SitePage.get_first_root_node().add_child(
            instance=index(title_en="Many projects", slug="bench-many")
        )
    last = parent.get_last_child()
    first = SitePage._str2int(last.path[-SitePage.steplen :]) + 1 if last else 1
    project = apps.get_model("projects.ProjectPage")
    kind = ContentType.objects.get_for_model(project)
    rows = SitePage.objects.bulk_create(
        SitePage(
            title_en=f"A project of some importance, number {at}",
            draft_title=f"Project {at}",
            slug=f"project-{at}",
            url_path=f"{parent.url_path}project-{at}/",
            path=SitePage._get_path(parent.path, parent.depth + 1, first + at),
            depth=parent.depth + 1,
            content_type=kind,
            locale_id=parent.locale_id,
            **{addresses.slug_column(code): f"project-{at}" for code in languages.TARGETS},
            **{
                column: f"{getattr(parent, column)}project-{at}/"
                for column in addresses.PATH_COLUMNS
            },
        )
        for at in range(number)
    )
    SitePage.objects.filter(pk=parent.pk).update(numchild=F("numchild") + number)
    add_own_rows(project, rows, scope="regional")
    return parent


def make_revisions(number: int) -> None:
    """So many revisions of each page, which the lists must neither read nor count."""
    base = ContentType.objects.get_for_model(SitePage)
    pages = SitePage.objects.filter(depth__gt=1).values_list("pk", "content_type", "title_en")
    Revision.objects.bulk_create(
        (
            Revision(
                object_id=str(key),
                content_type_id=kind,
                base_content_type=base,
                object_str=title or "",
                content={"pk": key, "title_en": title},
                created_at=timezone.now() - timedelta(days=day),
            )
            for key, kind, title in pages.iterator()
            for day in range(number)
        ),
        batch_size=1000,
    )


def make_images(number: int) -> None:
    """Images and their thumbnails, without files: the lists name these and open none."""
    root = Collection.get_first_root_node()
    images = SiteImage.objects.bulk_create(
        SiteImage(
            title=f"A picture, number {at}",
            file=f"original_images/bench-{at}.png",
            width=300,
            height=150,
            collection=root,
            alt_en="A judge listens to a child",
            consent="unknown" if at % 10 == 0 else "none_needed",
        )
        for at in range(number)
    )
    SiteRendition.objects.bulk_create(
        SiteRendition(
            image=image,
            filter_spec=THUMBNAIL,
            file=f"images/bench-{image.pk}.png",
            width=165,
            height=83,
        )
        for image in images
    )


def make_documents(number: int) -> None:
    root = Collection.get_first_root_node()
    SiteDocument.objects.bulk_create(
        SiteDocument(
            title=f"A flyer, number {at}",
            file=f"documents/bench-{at}.pdf",
            file_size=1,
            language="en",
            collection=root,
        )
        for at in range(number)
    )

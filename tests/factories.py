"""Builds the organisation's tree under the real root page, for the tests and for the benchmark.

Texts are given in the source language by column (``title_en``); ``publish_lane`` adds the others.
"""

from collections.abc import Callable

import factory
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Site
from wagtail.users.models import UserProfile
from wagtail_factories.factories import MP_NodeFactory

from dci import addresses, languages
from dci.contact.models import ContactPage, HelpAddress, Message, Question
from dci.models import ContentPage, HomePage, SiteDocument, SiteImage, SitePage, SiteSettings
from network.models import LogoEntry, LogoGroup, NetworkLevel, NetworkMember, NetworkPage
from partners.models import Organisation, PartnerIndexPage, PartnerPage, Relationship
from projects.models import (
    DocumentSet,
    DocumentVariant,
    KeyFigure,
    Milestone,
    ProjectIndexPage,
    ProjectPage,
    ProjectRole,
    Region,
    Theme,
)


def publish_lane(obj, language: str, **texts) -> None:
    """Give ``obj`` and its memory the texts that publishing a lane would have written."""
    columns = {languages.column(field, language): text for field, text in texts.items()}
    type(obj).objects.filter(pk=obj.pk).update(**columns)
    for name, text in columns.items():
        setattr(obj, name, text)


def only(page_factory: Callable[[], type[factory.Factory]]) -> factory.LazyFunction:
    """The one page of a type, made if it does not exist yet."""

    def find_or_make():
        made = page_factory()
        return made._meta.model.objects.first() or made()

    return factory.LazyFunction(find_or_make)


class PageFactory(MP_NodeFactory):
    slug = factory.LazyAttribute(lambda page: slugify(page.title_en))

    class Meta:
        abstract = True


class HomeFactory(PageFactory):
    """The home page, which visitors of the default site see: the one that is there, or a new one.

    A site has one. The one that is there takes the values that are asked for.
    """

    parent = factory.LazyFunction(SitePage.get_first_root_node)
    title_en = "We defend the rights of every child"
    slug = "start"

    class Meta:
        model = HomePage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        if home := model_class.objects.first():
            changed = {name: new for name, new in kwargs.items() if getattr(home, name) != new}
            for name, value in changed.items():
                setattr(home, name, value)
            if changed:
                home.save()
            return home
        home = super()._create_instance(model_class, parent, kwargs)
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
        )
        Site.clear_site_root_paths_cache()
        return home


class ContentFactory(PageFactory):
    parent = only(lambda: HomeFactory)
    title_en = factory.Sequence(lambda n: f"About us {n}")

    class Meta:
        model = ContentPage


class ContactPageFactory(PageFactory):
    """A page with a form: ``ContactPageFactory(questions=["singleline", "email"])``."""

    parent = only(lambda: HomeFactory)
    title_en = "Contact"

    class Meta:
        model = ContactPage
        skip_postgeneration_save = True

    @factory.post_generation
    def questions(self, create, extracted, **kwargs):
        for kind in extracted or ():
            QuestionFactory(page=self, field_type=kind, label_en=f"Your {kind}")


class QuestionFactory(DjangoModelFactory):
    page = factory.SubFactory(ContactPageFactory)
    label_en = factory.Sequence(lambda n: f"Question {n}")
    choices_en = "Law\nSchool"

    class Meta:
        model = Question


class HelpAddressFactory(DjangoModelFactory):
    page = factory.SubFactory(ContactPageFactory)
    name = factory.Sequence(lambda n: f"Helpline {n}")
    telephone = "116 111"

    class Meta:
        model = HelpAddress


class MessageFactory(DjangoModelFactory):
    page = factory.SubFactory(ContactPageFactory)
    form_data = factory.LazyFunction(dict)
    language = "en"

    class Meta:
        model = Message


class SettingsFactory(DjangoModelFactory):
    site = factory.LazyFunction(lambda: Site.objects.get(is_default_site=True))
    name_en = "Defence for Children International"

    class Meta:
        model = SiteSettings


class ImageFactory(DjangoModelFactory):
    collection = factory.LazyFunction(Collection.get_first_root_node)
    title = factory.Sequence(lambda n: f"IMG_{n}.jpg")
    file = factory.django.ImageField(width=300, height=150)
    alt_en = "A judge listens to a child"
    consent = "none_needed"

    class Meta:
        model = SiteImage


class DocumentFactory(DjangoModelFactory):
    collection = factory.LazyFunction(Collection.get_first_root_node)
    title = factory.Sequence(lambda n: f"Congress flyer {n}")
    file = factory.django.FileField(filename="flyer.pdf", data=b"%PDF-1.4")
    file_size = 8
    language = "en"

    class Meta:
        model = SiteDocument


class OrganisationFactory(DjangoModelFactory):
    name_en = factory.Sequence(lambda n: f"Organisation {n}")
    website = "https://www.example.org/en/"

    class Meta:
        model = Organisation

    class Params:
        with_logo = factory.Trait(logo=factory.SubFactory(ImageFactory))


class RelationshipFactory(DjangoModelFactory):
    organisation = factory.SubFactory(OrganisationFactory)
    other = factory.SubFactory(OrganisationFactory, name_en="Defence for Children International")
    kind = "partnership"

    class Meta:
        model = Relationship


class PartnerIndexFactory(PageFactory):
    parent = only(lambda: HomeFactory)
    title_en = "Partners"

    class Meta:
        model = PartnerIndexPage


class PartnerFactory(PageFactory):
    parent = only(lambda: PartnerIndexFactory)
    title_en = factory.Sequence(lambda n: f"Partner {n}")
    organisation = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = PartnerPage


class RegionFactory(DjangoModelFactory):
    name_en = "Africa"
    slug = factory.LazyAttribute(lambda region: slugify(region.name_en))

    class Meta:
        model = Region
        django_get_or_create = ["slug"]


class ThemeFactory(DjangoModelFactory):
    name_en = "Migration"
    slug = factory.LazyAttribute(lambda theme: slugify(theme.name_en))

    class Meta:
        model = Theme
        django_get_or_create = ["slug"]


class ProjectIndexFactory(PageFactory):
    parent = only(lambda: HomeFactory)
    title_en = "Projects"

    class Meta:
        model = ProjectIndexPage


class ProjectFactory(PageFactory):
    """A project: ``ProjectFactory(regions=[africa])`` is a regional one."""

    parent = only(lambda: ProjectIndexFactory)
    title_en = factory.Sequence(lambda n: f"Project {n}")

    class Meta:
        model = ProjectPage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        regions, themes = kwargs.pop("regions", []), kwargs.pop("themes", [])
        kwargs.setdefault("scope", "regional" if regions else "international")
        page = model_class(**kwargs)
        page.regions, page.themes = regions, themes
        return parent.add_child(instance=page)


def many_projects(number: int, parent: ProjectIndexPage) -> None:
    """That many projects below their list, in the time of ten: rows of pages and nothing more.

    No lanes, no history, and the search does not know them.
    """
    made = SitePage.objects.bulk_create(_row(parent, n + 1) for n in range(number))
    for page in made:
        ProjectPage(sitepage_ptr_id=page.pk, scope="international").save_base(
            raw=True, force_insert=True
        )
    SitePage.objects.filter(pk=parent.pk).update(numchild=number)


def _row(parent: SitePage, place: int) -> SitePage:
    slug = f"one-of-many-{place}"
    return SitePage(
        title_en=f"One of many projects, number {place}",
        draft_title=slug,
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        path=SitePage._get_path(parent.path, parent.depth + 1, place),
        depth=parent.depth + 1,
        content_type=ContentType.objects.get_for_model(ProjectPage),
        locale_id=parent.locale_id,
        **{languages.column("slug", code): slug for code in languages.TARGETS},
        **{
            path: f"{getattr(parent, path)}{slug}/"
            for path in map(addresses.path_column, languages.TARGETS)
        },
    )


class RoleFactory(DjangoModelFactory):
    project = factory.SubFactory(ProjectFactory)
    organisation = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = ProjectRole


class FigureFactory(DjangoModelFactory):
    project = factory.SubFactory(ProjectFactory)
    value = 57000
    label_en = "girls and young women took part"

    class Meta:
        model = KeyFigure


class MilestoneFactory(DjangoModelFactory):
    project = factory.SubFactory(ProjectFactory)
    date = "2014-03"
    text_en = "Campaign launched"

    class Meta:
        model = Milestone


class DocumentSetFactory(DjangoModelFactory):
    """A document of a project: ``DocumentSetFactory(in_languages=["en", "ar"])``."""

    project = factory.SubFactory(ProjectFactory)
    title_en = "Congress flyer"

    class Meta:
        model = DocumentSet
        skip_postgeneration_save = True

    @factory.post_generation
    def in_languages(self, create, extracted, **kwargs):
        for code in extracted or ():
            document = DocumentFactory(language=code)
            DocumentVariant.objects.create(document_set=self, language=code, document=document)


class NetworkFactory(PageFactory):
    parent = only(lambda: HomeFactory)
    title_en = "Network"

    class Meta:
        model = NetworkPage


class LevelFactory(DjangoModelFactory):
    page = factory.SubFactory(NetworkFactory)
    title_en = "In Belgium"
    key = "national"

    class Meta:
        model = NetworkLevel


class MemberFactory(DjangoModelFactory):
    level = factory.SubFactory(LevelFactory)
    organisation = factory.SubFactory(OrganisationFactory)

    class Meta:
        model = NetworkMember


class LogoGroupFactory(DjangoModelFactory):
    """A logo wall: ``LogoGroupFactory(logos=10)`` has ten organisations with a logo."""

    page = factory.SubFactory(NetworkFactory)
    title_en = "At an international level"

    class Meta:
        model = LogoGroup
        skip_postgeneration_save = True

    @factory.post_generation
    def logos(self, create, extracted, **kwargs):
        for organisation in OrganisationFactory.create_batch(extracted or 0, with_logo=True):
            LogoEntry.objects.create(group=self, organisation=organisation)


class EditorFactory(DjangoModelFactory):
    """Somebody who may do everything in the admin: ``EditorFactory(language="fr")`` in French."""

    username = factory.Sequence(lambda n: f"editor{n}")
    is_superuser = True
    is_staff = True

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    @factory.post_generation
    def language(self, create, extracted, **kwargs):
        UserProfile.objects.create(user=self, preferred_language=extracted or languages.SOURCE)

"""Puts the starter content on the site, once."""

import hashlib
import json
from collections.abc import Callable, Iterator

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.text import slugify
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Site

from dci import languages
from dci.models import HomePage, SiteDocument, SiteImage, SitePage, SiteSettings, StarterObject
from dci.translation import lanes
from dci.translation.columns import TranslatedColumns
from dci.translation.models import Term, TermTranslation
from dci.translation.passages import read as read_passages

from . import reading
from .values import Filler, References

# What changes without anybody having edited anything.
UNTOLD = {
    "pk", "id", "path", "depth", "numchild", "url_path", "page_ptr", "sitepage_ptr", "draft_title",
    "latest_revision", "live_revision", "latest_revision_created_at", "first_published_at",
    "last_published_at", "created_at", "alias_of", "comments", "wagtail_admin_comments",
}  # fmt: skip


def digest(obj: models.Model) -> str:
    """A fingerprint of what staff can edit of ``obj``, in all languages."""
    serialise = getattr(obj, "serializable_data", None)
    data = serialise() if serialise else get_serializable_data_for_fields(obj)
    content = {name: value for name, value in data.items() if name not in UNTOLD}
    texts = []
    if isinstance(obj, TranslatedColumns):
        texts = [
            [code, passage.path, passage.source]
            for code in languages.ALL
            for passage in read_passages(obj, code)
        ]
    text = json.dumps([content, texts], cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class Loader:
    """One run of the starter content. ``say`` is called with a line for each thing done."""

    def __init__(self, say: Callable[[str], None]):
        self.say = say
        self.references = References()
        self.filler = Filler(self.references)
        self.loaded = self.unchanged = 0
        self.left_alone: list[str] = []

    @transaction.atomic
    def load(self) -> None:
        """Load what has never been loaded; leave alone what has, edited since or not."""
        organisation, region, theme = (
            apps.get_model(name)
            for name in ("partners.Organisation", "projects.Region", "projects.Theme")
        )
        self._load_all("images", SiteImage)
        self._load_all("documents", SiteDocument)
        self._load_all("regions", region, position="sort_order", slug=True)
        self._load_all("themes", theme, slug=True)
        self._load_organisations(organisation)
        self._load_pages()
        self._load_settings()
        self.load_glossary()

    # -- everything but pages -------------------------------------------------------------

    def _load_all(
        self, name: str, model: type[models.Model], position: str = "", slug: bool = False
    ):
        entries = reading.read(name)
        self.say(f"{name} ({len(entries)})")
        for number, entry in enumerate(entries):
            if self._is_known(name, entry["key"]):
                continue
            obj = model()
            if position:
                setattr(obj, position, number)
            if slug:
                obj.slug = entry["key"]
            self._write(obj, entry)
            self._finish(name, obj, entry)

    def _write(self, obj: models.Model, entry: dict) -> None:
        self.filler.fill(obj, entry, languages.SOURCE)
        obj.full_clean()
        obj.save()
        if hasattr(obj, "get_file_size"):
            obj.get_file_size()  # is stored when it is first asked for, which is not to be a visit

    def _load_organisations(self, model: type[models.Model]) -> None:
        entries = reading.read("organisations")
        self.say(f"organisations ({len(entries)})")
        fresh = []
        for entry in entries:
            if self._is_known("organisations", entry["key"]):
                continue
            logo = f"logo-{entry['key']}" if entry.get("logo") else None
            obj = model()
            self._write(obj, {**entry, "logo": logo, "relationships": []})
            self.references.add(entry["key"], obj)
            fresh.append((obj, {**entry, "logo": logo}))
        for obj, entry in fresh:  # relationships need all organisations to be there
            self._write(obj, entry)
            self._finish("organisations", obj, entry)

    def _load_settings(self) -> None:
        entry = {"key": "settings", **reading.read("settings")}
        if not self._is_known("settings", "settings"):
            site = Site.objects.get(is_default_site=True)
            entry["footer_links"] = [{"page": key} for key in entry.pop("footer", [])]
            obj = SiteSettings.objects.filter(site=site).first() or SiteSettings(site=site)
            self._write(obj, entry)
            self._finish("settings", obj, entry)

    def load_glossary(self) -> None:
        entries = reading.read("glossary")
        self.say(f"glossary ({len(entries)})")
        for entry in entries:
            key = slugify(entry["term"])[:100]
            if self._is_known("glossary", key):
                continue
            if Term.objects.filter(text__iexact=entry["term"]).exists():
                self.left_alone.append(f"glossary/{key}: written by staff")
                continue
            term = Term(
                text=entry["term"],
                is_kept=entry.get("kept", False),
                is_case_sensitive=entry.get("capitals", False),
                note=entry.get("note", ""),
            )
            term.translations = list(self._translations(entry))
            term.full_clean()
            term.save()
            self._finish("glossary", term, {"key": key})

    @staticmethod
    def _translations(entry: dict) -> Iterator[TermTranslation]:
        for source, is_forbidden in ((entry, False), (entry.get("not", {}), True)):
            for code in sorted(reading.LANGUAGES & set(languages.TARGETS)):
                texts = source.get(code, [])
                for text in [texts] if isinstance(texts, str) else texts:
                    yield TermTranslation(language=code, text=text, is_forbidden=is_forbidden)

    # -- pages ----------------------------------------------------------------------------

    def _load_pages(self) -> None:
        entries = reading.read_pages()
        self.say(f"pages ({len(entries)})")
        fresh = []
        for entry in entries:
            if self._is_known("pages", entry["key"]):
                continue
            page = self._make_page(entry)
            self.references.add(entry["key"], page)
            if page:
                fresh.append((page, entry))
        for page, entry in fresh:  # texts link to pages, so all pages must be there
            self.filler.fill(
                page, {**entry, "slug": entry["slug"][languages.SOURCE]}, languages.SOURCE
            )
            page.save_revision(log_action=True).publish()
            self._finish("pages", page, entry)
            self.say(f"  {page.title_en}")

    def _make_page(self, entry: dict) -> SitePage | None:
        """An empty page at its place in the tree, or ``None`` where it can't be put."""
        model = apps.get_model(entry["type"])
        page = model(
            title_en=entry["title"][languages.SOURCE],
            slug=entry["slug"][languages.SOURCE],
            live=False,
        )
        if entry["parent"] is None:
            return self._make_home(page)
        parent = self.references.find(SitePage, entry["parent"])
        if parent is None or not SitePage._slug_is_available(page.slug, parent):
            self.left_alone.append(f"{entry['key']}: its place is taken or gone")
            return None
        return SitePage.objects.get(pk=parent.pk).add_child(instance=page)

    def _make_home(self, home: HomePage) -> HomePage:
        """The home page, in place of the one that the site began with, whose slug it may want."""
        before = Site.objects.get(is_default_site=True).root_page
        before.slug = f"{before.slug}-{before.pk}"
        before.save()
        home = SitePage.get_first_root_node().add_child(instance=home)
        home.begin_site()
        return home

    # -- all alike ------------------------------------------------------------------------

    def _is_known(self, kind: str, key: str) -> bool:
        """Whether this was loaded before; if so it is left as it is now."""
        record = StarterObject.objects.filter(key=f"{kind}/{key}").first()
        if record is None:
            return False
        obj = record.content_object
        self.references.add(key, obj)
        if obj is None:
            self.left_alone.append(f"{record.key}: deleted since")
        elif digest(obj) != record.digest:
            self.left_alone.append(f"{record.key}: edited since")
        else:
            self.unchanged += 1
        return True

    def _finish(self, kind: str, obj: models.Model, entry: dict) -> None:
        """Publish the other languages and remember that the object was loaded."""
        if isinstance(obj, TranslatedColumns):
            for code in languages.TARGETS:
                if code in reading.LANGUAGES:
                    self._publish_lane(obj, entry, code)
        if kind not in ("organisations", "pages"):
            self.references.add(entry["key"], obj)
        fresh = type(obj)._base_manager.get(pk=obj.pk)
        StarterObject.objects.create(
            key=f"{kind}/{entry['key']}",
            content_type=ContentType.objects.get_for_model(obj),
            object_id=obj.pk,
            digest=digest(fresh),
        )
        self.loaded += 1

    def _publish_lane(self, obj: models.Model, entry: dict, language: str) -> None:
        fresh = type(obj)._base_manager.get(pk=obj.pk)
        self.filler.fill(fresh, entry, language)
        targets = {passage.path: passage.source for passage in read_passages(fresh, language)}
        slug = entry["slug"][language] if isinstance(entry.get("slug"), dict) else None
        lanes.save_draft(fresh, language, targets, slug=slug)
        lanes.publish(fresh, language)

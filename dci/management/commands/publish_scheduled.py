"""Publishes and unpublishes what is due, page by page (in place of Wagtail's command)."""

from django.apps import apps
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision

from dci.models import SitePage
from dci.page_cache import versions
from dci.rounds.noting import NotedCommand
from dci.writing import page_write


class Command(NotedCommand):
    mistrusts_leaps = True
    help = (
        "Publishes pages whose time has come and takes expired ones off the site. Run it every "
        "few minutes. A page that can't be published keeps its schedule and is reported; the "
        "others are not held up by it."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dryrun", dest="dry_run", action="store_true", help="Only say what would be done."
        )

    def handle(self, *, dry_run: bool, **options):
        self.failures: list[str] = []
        now = timezone.now()
        for model in self._models():
            for obj in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
                self._do(dry_run, "Unpublish", obj, self._expire)
        due = Revision.objects.filter(approved_go_live_at__lt=now).defer("content")
        for revision in due.order_by("approved_go_live_at"):
            self._do(dry_run, "Publish", revision, self._publish)
        versions.tell()
        if self.failures:
            raise CommandError("Not done:\n" + "\n".join(self.failures))

    @staticmethod
    def _models() -> list[type[DraftStateMixin]]:
        others = [
            model
            for model in apps.get_models()
            if issubclass(model, DraftStateMixin) and not issubclass(model, SitePage)
        ]
        return [SitePage, *others]

    def _do(self, dry_run: bool, what: str, obj, action) -> None:
        if dry_run:
            self.stdout.write(f"{what}: {obj}")
            return
        try:
            with page_write(*self._page_keys(obj)):
                action(obj)
        except Exception as error:
            self.failures.append(f"{what} {obj}: {error}")
        else:
            self.stdout.write(f"{what}: {obj}")

    @staticmethod
    def _page_keys(obj) -> list[int]:
        """The pages that must be locked: none for other things that are scheduled."""
        target = obj.content_object if isinstance(obj, Revision) else obj
        return [target.pk] if isinstance(target, SitePage) else []

    @staticmethod
    def _expire(obj) -> None:
        fresh = type(obj).objects.get(pk=obj.pk)
        if fresh.live:
            fresh.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")

    @staticmethod
    def _publish(revision: Revision) -> None:
        fresh = Revision.objects.get(pk=revision.pk)
        if fresh.approved_go_live_at:
            fresh.publish(log_action="wagtail.publish.scheduled")

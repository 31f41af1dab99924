"""Takes out of stored pictures what uploads are rid of nowadays."""

from pathlib import PurePosixPath

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import UploadedFile

from dci.models import SiteImage
from dci.uploads import pictures
from dci.uploads.fields import named


class Command(BaseCommand):
    help = (
        "Removes places, devices, names and all other metadata from pictures that were stored "
        "before the site did so by itself, and makes their smaller copies anew. Run it as often "
        "as you like: what is clean is not touched."
    )

    def handle(self, **options):
        self.cleaned, self.failures = 0, []
        for image in SiteImage.objects.order_by("pk").iterator():
            self._do(image, self._clean_image)
        ours = ContentType.objects.get_for_model(SiteImage)
        for upload in UploadedFile.objects.filter(for_content_type=ours).order_by("pk"):
            self._do(upload, self._clean_upload)
        self.stdout.write(f"Cleaned {self.cleaned} pictures; the others were clean.")
        if self.failures:
            raise CommandError("Not cleaned:\n" + "\n".join(self.failures))

    def _do(self, row, clean) -> None:
        """``clean`` the file of ``row`` if it is not clean yet, and say so."""
        try:
            with row.file.open() as file:
                before = file.read()
            picture = pictures.clean(before)
        except (OSError, ValidationError) as error:
            reason = error.messages[0] if isinstance(error, ValidationError) else error
            self.failures.append(f"{row.file.name}: {reason}")
            return
        name = named(PurePosixPath(row.file.name).name, picture)
        if picture.content != before or not row.file.name.endswith(name):
            self.stdout.write(f"{row.file.name}: {len(before)} to {len(picture.content)} bytes")
            with transaction.atomic():
                clean(row, name, ContentFile(picture.content))
            self.cleaned += 1

    @staticmethod
    def _clean_image(image: SiteImage, name: str, content: ContentFile) -> None:
        storage, old = image.file.storage, image.file.name
        image.file.save(name, content, save=False)
        image._set_image_file_metadata()
        image.save(update_fields=["file", "width", "height", "file_size", "file_hash"])
        image.renditions.all().delete()
        transaction.on_commit(lambda: storage.delete(old))

    @staticmethod
    def _clean_upload(upload: UploadedFile, name: str, content: ContentFile) -> None:
        storage, old = upload.file.storage, upload.file.name
        upload.file.save(name, content)
        transaction.on_commit(lambda: storage.delete(old))

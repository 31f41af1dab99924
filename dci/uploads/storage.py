"""Uploaded files on a disk that may be full."""

import shutil
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.translation import gettext as _

RESERVE = 50 * 1024 * 1024  # for smaller copies, and a database on the same disk


class WholeFileStorage(FileSystemStorage):
    """Keeps a file whole or not at all; Django's leaves the half that has found room."""

    def _save(self, name: str, content) -> str:
        name = super()._save(name, ContentFile(b""))  # the name is ours from here on
        try:
            with Path(self.path(name)).open("wb") as file:
                file.writelines(content.chunks())
        except OSError:
            self.delete(name)
            raise
        return name


def check_room(size: int) -> None:
    """Raise ``ValidationError`` where so many bytes more would leave too little of the disk.

    Who sends a file is told so while nothing has been written. Storages elsewhere are not asked.
    """
    if not isinstance(default_storage, FileSystemStorage):
        return
    place = Path(default_storage.location)
    while not place.exists():  # the folder is made with its first file
        place = place.parent
    if shutil.disk_usage(place).free < size + RESERVE:
        message = _(
            "There is no room left on the server, so this file was not kept. Please tell your "
            "administrator."
        )
        raise ValidationError(message, code="no_room")

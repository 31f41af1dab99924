"""Uploaded files on a disk that may be full."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage


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

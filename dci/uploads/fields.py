"""The only way of a picture into the site's files, whoever brings it there."""

import secrets
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from . import pictures, virus
from .storage import check_room


class PictureFile(WagtailImageFieldFile):
    def save(self, name: str, content, save: bool = True) -> None:
        """Keep ``content`` cleaned. Raises ``ValidationError`` for what is no picture."""
        content.seek(0)
        picture = pictures.clean(content.read())
        # Copies are named after it and can be read by everybody: a name that nobody can guess.
        name = f"{secrets.token_hex(4)}-{named(PurePosixPath(name).name, picture)}"
        super().save(name, ContentFile(picture.content, name), save)


class PictureField(WagtailImageField):
    """A picture that is stored cleaned, by forms and by programs alike."""

    attr_class = PictureFile


class PictureFormField(WagtailImageFormField):
    """Cleans the upload itself, which Wagtail stores elsewhere while a form is not complete."""

    def to_python(self, data):
        if isinstance(data, UploadedFile):
            self.check_image_file_size(data)
            data.seek(0)
            content = data.read()
            check_room(len(content))
            virus.check(content)
            _replace(data, pictures.clean(content))
        return super().to_python(data)


def _replace(upload: UploadedFile, picture: pictures.Picture) -> None:
    upload.seek(0)
    upload.truncate()
    upload.write(picture.content)
    upload.flush()  # it may be stored by its path
    upload.seek(0)
    upload.size = len(picture.content)
    upload.name = named(upload.name, picture)


def named(name: str, picture: pictures.Picture) -> str:
    """``name``, ending as the picture's type does: a GIF called ``a.jpg`` becomes ``a.gif``.

    What is stored of it are letters and digits; a name of other signs would leave only the ending.
    """
    path = PurePosixPath(name)
    if not any(sign.isalnum() for sign in path.stem):
        path = path.with_name(f"picture{path.suffix}")
    endings = (".jpg", ".jpeg") if picture.suffix == ".jpg" else (picture.suffix,)
    return str(path if path.suffix in endings else path.with_suffix(picture.suffix))

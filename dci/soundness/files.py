"""Whether each row has its file, and each file its row, wherever files are kept."""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

HOUR = timedelta(hours=1)


def missing() -> Iterator[str]:
    """Rows whose file is not there. Smaller copies of pictures are made again when asked for."""
    stored = set(_stored())
    for model, field in _file_fields():
        rows = model._base_manager.exclude(**{field.name: ""}).values_list("pk", field.name)
        for pk, name in rows.iterator():
            if name not in stored:
                yield f"{model._meta.verbose_name} {pk} has lost its file {name}"


def orphans() -> Iterator[str]:
    """Files that no row names, such as that of an upload whose process was killed."""
    yield from (f"{name} belongs to nothing" for name in orphaned())


def orphaned(age: timedelta = HOUR) -> list[str]:
    """Their names. Younger ones are not among them: a row may be on its way."""
    stored = set(_stored())
    for model, field in _file_fields():
        stored.difference_update(model._base_manager.values_list(field.name, flat=True).iterator())
    before = timezone.now() - age
    return sorted(name for name in stored if _written(name, before))


def _written(name: str, before) -> bool:
    try:
        return default_storage.get_modified_time(name) <= before
    except FileNotFoundError:  # deleted since it was listed
        return False


def _file_fields() -> Iterator[tuple[type[models.Model], models.FileField]]:
    """The fields of all models whose files are kept in the place of uploaded files."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField) and field.storage == default_storage:
                yield model, field


def _stored() -> Iterator[str]:
    """The names of all files in the folders of those fields. Others are no business of ours."""
    fields = [field for _model, field in _file_fields()]
    names = [field.generate_filename(field.model(), "name") for field in fields]
    for folder in sorted({name.partition("/")[0] for name in names}):
        yield from _in_folder(f"{folder}/")


def _in_folder(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing has been uploaded yet
        return
    yield from (f"{folder}{name}" for name in files)
    for name in folders:
        yield from _in_folder(f"{folder}{name}/")

"""Uploaded files in a bucket of S3, or of what speaks like it, which several machines share.

Settings say which (``S3_BUCKET`` and those beside it). A bucket is private; its policy lets
everybody read ``images/`` and no more (docs/deploy), as a web server does on a disk.
"""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

PUBLIC = "images/"  # smaller copies of pictures, under names that never come again
FOR_EVER = "public, max-age=31536000, immutable"
IS_THERE = 412  # the answer when a name is taken

# Python 3.11 knows neither, and browsers show no picture that is not called one.
for ending in ("avif", "webp"):
    mimetypes.add_type(f"image/{ending}", f".{ending}")


@deconstructible(path="dci.uploads.bucket.BucketStorage")
class BucketStorage(S3Storage):
    """Keeps a file whole or not at all, and never over another one.

    A bucket that does not answer raises ``OSError``, as a disk does.
    """

    def get_default_settings(self) -> dict:
        style = "path" if settings.AWS_S3_ENDPOINT_URL else "auto"
        return super().get_default_settings() | {
            "file_overwrite": False,
            "client_config": Config(
                connect_timeout=5, read_timeout=30, s3={"addressing_style": style}
            ),
        }

    def url(self, name: str) -> str:
        """Where visitors find it, if it is for them: the bucket's own addresses stay unknown."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def get_object_parameters(self, name: str) -> dict[str, str]:
        is_public = name.startswith(PUBLIC)
        return {"CacheControl": FOR_EVER if is_public else "private, no-store"}

    def _open(self, name: str, mode: str = "rb") -> File:
        with _like_a_disk(name):
            return super()._open(name, mode)

    def _save(self, name: str, content: File) -> str:
        """One request, which the bucket takes or not; of two machines with one name one waits."""
        content.seek(0)
        body = content.read()
        client, parameters = self.connection.meta.client, self._get_write_parameters(name, content)
        with _like_a_disk(name):
            while True:
                try:
                    client.put_object(
                        Bucket=self.bucket_name, Key=name, Body=body, IfNoneMatch="*", **parameters
                    )
                    return name
                except ClientError as error:
                    if error.response["ResponseMetadata"]["HTTPStatusCode"] != IS_THERE:
                        raise
                    name = self.get_available_name(name)


@contextmanager
def _like_a_disk(name: str) -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"The bucket has failed with {name}: {error}") from error

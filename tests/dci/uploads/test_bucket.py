"""Uploaded files in a bucket, on a real server that speaks like S3."""

import uuid

import pytest
import urllib3
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from dci import health
from dci.choices import Consent
from dci.models import SiteDocument, SiteImage
from dci.uploads.bucket import BucketStorage
from tests import databases, s3
from tests.dci.uploads.samples import CANARY, photograph
from tests.factories import DocumentFactory, EditorFactory, ImageFactory
from tests.together import together


@pytest.fixture(scope="module")
def endpoint():
    with s3.server() as address:
        yield address


@pytest.fixture
def move_in(endpoint, settings):
    """Let the site use a new bucket; its address."""

    def move_in() -> str:
        said = s3.bucket(endpoint, f"site-{uuid.uuid4()}")
        settings.AWS_STORAGE_BUCKET_NAME = said["S3_BUCKET"]
        settings.AWS_S3_ENDPOINT_URL = endpoint
        settings.AWS_S3_REGION_NAME = said["S3_REGION"]
        settings.AWS_S3_ACCESS_KEY_ID = said["S3_ACCESS_KEY"]
        settings.AWS_S3_SECRET_ACCESS_KEY = said["S3_SECRET_KEY"]
        files = {"BACKEND": "dci.uploads.bucket.BucketStorage"}
        settings.STORAGES = settings.STORAGES | {"default": files}
        return f"{endpoint}/{said['S3_BUCKET']}"

    return move_in


@pytest.fixture
def bucket(move_in):
    return move_in()


def as_stranger(address: str) -> int:
    return urllib3.request("GET", address).status


def test_file_is_kept_and_its_address_is_the_sites(bucket):
    name = default_storage.save("images/a b.webp", ContentFile(b"whole"))
    assert default_storage.url(name) == "/media/images/a%20b.webp"
    with default_storage.open(name) as file:
        assert file.read() == b"whole"


def test_strangers_get_smaller_copies_of_pictures_and_nothing_else(bucket):
    for folder in ("images", "original_images", "documents"):
        default_storage.save(f"{folder}/a.webp", ContentFile(b"whole"))
    assert as_stranger(f"{bucket}/images/a.webp") == 200
    assert as_stranger(f"{bucket}/original_images/a.webp") == 403
    assert as_stranger(f"{bucket}/documents/a.webp") == 403


def test_two_machines_with_one_name_both_keep_their_file(bucket):
    machines = [BucketStorage() for _ in range(3)]
    ways = [  # all have looked already, and found the name free
        lambda storage=storage, n=n: storage._save("a.txt", ContentFile(b"%d" % n))
        for n, storage in enumerate(machines)
    ]
    names = together(*ways)
    assert sorted(machines[0].open(name).read() for name in names) == [b"0", b"1", b"2"]


def test_bucket_that_fails_is_like_a_disk_that_does(bucket, settings):
    settings.AWS_STORAGE_BUCKET_NAME = "nobody-has-made-it"
    storage = BucketStorage()
    with pytest.raises(OSError, match="The bucket has failed"):
        storage.save("a.txt", ContentFile(b"1"))
    with pytest.raises(FileNotFoundError):
        storage.open("a.txt")


def test_site_is_ready_while_the_bucket_takes_files(bucket, settings):
    assert health.storage() == "ok"
    assert default_storage.listdir("health")[1] == []
    settings.AWS_STORAGE_BUCKET_NAME = "nobody-has-made-it"
    settings.STORAGES = dict(settings.STORAGES)
    with pytest.raises(OSError, match="bucket"):
        health.storage()


def test_document_asks_who_may_read_it(bucket, client, db):
    document = DocumentFactory()
    content = document.file.read()
    assert b"".join(client.get(document.url).streaming_content) == content
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type="login"
    )
    assert client.get(document.url).status_code == 302


def test_copies_of_pictures_are_made_there(bucket, db):
    for kind in ("avif", "webp"):
        rendition = ImageFactory().get_rendition(f"width-20|format-{kind}")
        assert rendition.url.startswith("/media/images/")
        answer = urllib3.request("GET", f"{bucket}/{rendition.file.name}")
        assert answer.headers["Content-Type"] == f"image/{kind}"


def test_picture_can_be_replaced(bucket, client, db):
    image = ImageFactory()
    before = image.file.name
    client.force_login(EditorFactory())
    file = ContentFile(photograph("JPEG"), "other.jpg")
    data = {"title": "Other", "alt_en": "Other", "consent": Consent.GIVEN, "file": file}
    data |= {"collection": image.collection_id, "tags": ""}
    answer = client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert SiteImage.objects.get().file.name != before


def test_old_pictures_are_cleaned_there(bucket, db):
    image = ImageFactory()
    name = default_storage.save("original_images/old.jpg", ContentFile(photograph("JPEG")))
    SiteImage.objects.filter(pk=image.pk).update(file=name)
    call_command("clean_images", verbosity=0)
    with SiteImage.objects.get().open_file() as file:
        assert CANARY not in file.read()


@pytest.mark.django_db(transaction=True)
def test_backup_goes_from_one_bucket_into_another(move_in, tmp_path):
    move_in()
    document = DocumentFactory()
    content = document.file.read()
    call_command("backup", tmp_path)
    databases.use("empty", commits=True)
    move_in()
    call_command("restore", next(tmp_path.glob("*.zip")))
    assert SiteDocument.objects.get().file.read() == content

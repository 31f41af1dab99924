import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from whitenoise.storage import CompressedManifestStaticFilesStorage

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "x7Vd0Qm3pLw9sTz2RkYb5NfH8cJg1XaUe6WiOoPvBqMlSrKtDy",
    "ALLOWED_HOSTS": "site.example, www.site.example",
    "BASE_URL": "https://site.example",
    "DATABASE_URL": "postgres://user:password@127.0.0.1/name",
    "MEDIA_ROOT": "/srv/media",
}
PLAIN = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull}


def read(**environment):
    """The settings as a process with exactly this environment reads them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            patch.delenv(name)
        for name, value in (PLAIN | environment).items():
            patch.setenv(name, value)
        return runpy.run_path(str(ROOT / "dci" / "settings.py"))


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env=PLAIN | environment,
        capture_output=True,
        text=True,
    )


def test_a_laptop_needs_no_variable():
    settings = read()
    assert settings["DEBUG"]
    assert settings["DATABASES"]["default"]["NAME"] == ROOT / "db.sqlite3"


def test_an_empty_variable_means_the_default():
    settings = read(MEDIA_ROOT="", HSTS_SECONDS="")
    assert settings["MEDIA_ROOT"] == str(ROOT / "media")
    assert settings["SECURE_HSTS_SECONDS"] == 0


def test_a_value_may_begin_with_a_dollar():
    assert read(ADMIN_PASSWORD="$HOME")["ADMIN_PASSWORD"] == "$HOME"


def test_bucket_takes_the_place_of_a_folder():
    bucket = PRODUCTION | {"MEDIA_ROOT": "", "S3_BUCKET": "dci", "S3_REGION": "eu-west-1"}
    settings = read(**bucket)
    assert settings["STORAGES"]["default"]["BACKEND"] == "dci.uploads.bucket.BucketStorage"
    assert (settings["AWS_STORAGE_BUCKET_NAME"], settings["AWS_S3_ENDPOINT_URL"]) == ("dci", None)


def test_several_machines_need_a_cache_that_they_share():
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL=rediscache"):
        read(**PRODUCTION, SEVERAL_MACHINES="1")
    settings = read(**PRODUCTION, SEVERAL_MACHINES="1", CACHE_URL="rediscache://10.0.0.5/0")
    assert settings["CACHES"]["default"]["BACKEND"] == "dci.shared_cache.SharedCache"


def test_production_starts_when_all_is_set():
    settings = read(**PRODUCTION)
    assert settings["ALLOWED_HOSTS"] == ["site.example", "www.site.example"]
    assert settings["DATABASES"]["default"]["CONN_HEALTH_CHECKS"]


def test_production_names_static_files_by_their_content_and_compresses_them():
    backend = read(**PRODUCTION)["STORAGES"]["staticfiles"]["BACKEND"]
    assert issubclass(import_string(backend), CompressedManifestStaticFilesStorage)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "ab" * 40),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "site.example,*"),
        ("BASE_URL", ""),
        ("BASE_URL", "http://site.example"),
        ("DATABASE_URL", ""),
        ("MEDIA_ROOT", ""),
    ],
)
def test_production_refuses_an_unsafe_default(name, value):
    with pytest.raises(ImproperlyConfigured) as refused:
        read(**PRODUCTION | {name: value})
    assert re.findall(r"^- (\w+) must .+\.$", str(refused.value), re.MULTILINE) == [name]


def test_a_refusal_is_printed_without_traceback():
    result = manage("check", DEBUG="0")
    assert result.returncode == 1
    assert result.stderr.count(" must ") == 5
    assert "Traceback" not in result.stderr


def test_check_deploy_is_silent_in_production():
    result = manage("check", "--deploy", "--fail-level=WARNING", **PRODUCTION)
    assert result.stdout == "System check identified no issues (0 silenced).\n"
    assert not result.stderr


@pytest.mark.parametrize(
    "url",
    ["nonsense", "mysql://host/name", "postgres://host:port/name", "postgres://host", "sqlite"],
)
def test_a_wrong_database_url_is_explained(url):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL .+"):
        read(DATABASE_URL=url)


def test_the_languages_are_one_variable():
    settings = read(SITE_LANGUAGES="en, ar")
    assert [code for code, _ in settings["LANGUAGES"]] == ["en", "ar"]
    assert settings["LANGUAGE_CODE"] == "en"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_LANGUAGES", "en,xx"),
        ("LOG_LEVEL", "loud"),
        ("DEBUG", "maybe"),
        ("HSTS_SECONDS", "abc"),
        ("HSTS_SECONDS", "-1"),
        ("TIME_ZONE", "Mars/Base"),
        ("TIME_ZONE", "/etc/passwd"),
        ("CACHE_URL", "garbage"),
        ("EMAIL_URL", "garbage"),
        ("EMAIL_URL", "smtp://host:port"),
        ("SECURITY_CONTACT", "nobody"),
        ("SECURITY_CONTACT", "https://host:port"),
        ("TRANSLATION_SERVICE_URL", "libretranslate.example.org"),
        ("TRANSLATION_SERVICE_URL", "https://host:port"),
        ("CLAMAV", "clamd"),
        ("CLAMAV", "host:port"),
    ],
)
def test_an_unknown_value_is_explained(name, value):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} must (be|name) "):
        read(**{name: value})


def test_a_wrong_mail_address_is_explained_without_its_password():
    with pytest.raises(ImproperlyConfigured, match=r"^EMAIL_URL must name (?!.*secret)"):
        read(EMAIL_URL="post://me:secret@host")


@pytest.mark.parametrize("value", ["0", "false", "No", "OFF"])
def test_debug_is_switched_off_by_any_word_for_it(value):
    assert not read(**PRODUCTION | {"DEBUG": value})["DEBUG"]


@pytest.mark.parametrize("value", ["1", "True", "yes", "on"])
def test_debug_is_switched_on_by_any_word_for_it(value):
    assert read(DEBUG=value)["DEBUG"]


@pytest.mark.parametrize(
    ("value", "link"),
    [("me@site.example", "mailto:me@site.example"), ("https://site.example/tell", None)],
)
def test_contact_is_a_mail_address_or_a_form(value, link):
    assert read(SECURITY_CONTACT=value)["SECURITY_CONTACT"] == (link or value)


def test_production_insists_on_https_for_two_years():
    settings = read(**PRODUCTION)
    assert settings["SECURE_HSTS_SECONDS"] == 63_072_000
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"]


def test_https_is_recognised_behind_a_proxy():
    settings = read(**PRODUCTION, SECURE_PROXY_SSL_HEADER="X-Forwarded-Proto")
    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_the_example_explains_exactly_the_variables_that_are_read():
    read_here = re.findall(
        r"(?:env\.\w+|words|environ\.get)\(\s*\"([A-Z_]+)\"",
        (ROOT / "dci" / "settings.py").read_text(),
    )
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)) == set(read_here)

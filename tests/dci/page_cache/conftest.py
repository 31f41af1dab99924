import pytest
from django.core.wsgi import get_wsgi_application

from dci.page_cache.wsgi import PageCache
from tests.dci.page_cache.visiting import Visitor
from tests.factories import HomeFactory


@pytest.fixture(scope="session")
def django_application():
    return get_wsgi_application()


@pytest.fixture
def process(django_application, tmp_path, settings):
    """Begin a process of the application, with the folder of its machine."""
    settings.ALLOWED_HOSTS = ["localhost"]

    def process(machine: str = "one", megabytes: float = 10, several: bool = False) -> PageCache:
        most = int(megabytes * 1024**2)
        return PageCache(django_application, tmp_path / machine, most, several)

    return process


@pytest.fixture
def cache(process):
    return process()


@pytest.fixture
def visitor(cache):
    return Visitor(cache)


@pytest.fixture
def home(transactional_db):
    return HomeFactory(title_en="Rights of the child")

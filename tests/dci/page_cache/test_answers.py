"""What a visitor gets from the page cache, and who is never answered from it."""

import gzip
from urllib.parse import urlencode

import brotli
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from dci.contact.receiving import SENT
from dci.models import SitePage
from dci.page_cache import store
from dci.page_cache.asked import KEYS, Asked
from dci.search.models import UnansweredQuery
from projects.listing import FILTERS
from tests.dci.page_cache.visiting import Visitor
from tests.factories import ContactPageFactory, ContentFactory, QuestionFactory
from tests.together import together


def kept(cache) -> int:
    return len(list(cache.store.folder.glob("*.*.*/*")))


def test_second_visitor_costs_no_query(visitor, home):
    first = visitor.get("/en/")
    with CaptureQueriesContext(connection) as queries:
        second = visitor.get("/en/")
    assert (second.body, len(queries)) == (first.body, 0)
    assert second.heading == "Rights of the child"


def test_answer_is_the_applications_own(visitor, django_application, home):
    plain = Visitor(django_application).get("/en/")
    for _ in range(2):
        answer = visitor.get("/en/")
        assert (answer.status, answer.body) == (plain.status, plain.body)
        assert plain.headers.items() - {("vary", "")} <= answer.headers.items() | {
            ("content-length", str(len(plain.body)))
        }


@pytest.mark.parametrize(
    ("accepted", "coding", "read"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_answer_is_in_the_best_coding_that_is_accepted(visitor, home, accepted, coding, read):
    plain = visitor.get("/en/")
    answer = visitor.get("/en/", accept_encoding=accepted)
    assert read(answer.body) == plain.body
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_unchanged_page_is_not_sent_again(visitor, home):
    etag = visitor.get("/en/").headers["etag"]
    again = visitor.get("/en/", if_none_match=f'"other", W/{etag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert visitor.get("/en/", if_none_match='"other"').status == 200
    assert visitor.get("/en/", if_none_match=etag, accept_encoding="br").status == 200


def test_head_is_answered_without_a_body(visitor, home):
    answer, page = visitor.head("/en/"), visitor.get("/en/")
    assert (answer.body, answer.headers) == (b"", page.headers)
    assert page.body


@pytest.mark.parametrize(
    "address",
    ["/sitemap.xml", "/robots.txt", "/llms.txt", "/fr/feed.xml", "/es/data/projects.json"],
)
def test_files_for_programs_are_kept_too(cache, visitor, home, address):
    visitor.get(address)
    assert kept(cache) == 1


def test_addresses_with_what_no_page_reads_share_its_answer(cache, visitor, home):
    pages = {visitor.get(f"/en/?utm_source={number}&x=ü").body for number in range(20)}
    assert (len(pages), kept(cache)) == (1, 1)


def test_all_that_pages_read_of_an_address_is_known():
    assert {*FILTERS, "page", "format"} == KEYS


def test_order_of_a_query_does_not_matter(cache, visitor, home):
    visitor.get("/en/?region=africa&page=2")
    visitor.get("/en/?page=2&region=africa")
    assert kept(cache) == 1


def test_cookies_of_others_change_nothing(cache, visitor, home):
    answers = {visitor.get("/en/", cookie=f"_ga=GA1.{number}").body for number in range(3)}
    assert (len(answers), kept(cache)) == (1, 1)


# Not from the cache


def signed_in() -> str:
    session = SessionStore()
    session["x"] = 1
    session.save()
    return f"sessionid={session.session_key}"


def test_who_has_a_session_is_answered_by_the_application(cache, visitor, home):
    visitor.get("/en/")
    SitePage.objects.filter(pk=home.pk).update(title_en="Written past the cache")
    assert visitor.get("/en/", cookie=signed_in()).heading == "Written past the cache"
    assert kept(cache) == 1


def test_private_page_is_not_kept(cache, visitor, home):
    page = ContentFactory(title_en="Internal")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password")
    restriction.password = "open sesame"
    restriction.save()
    answers = [visitor.get(page.address("en")) for _ in range(2)]
    assert {answer.status for answer in answers} == {200}
    assert all("set-cookie" in answer.headers for answer in answers)
    assert kept(cache) == 0


def test_search_is_neither_kept_nor_left_unrecorded(cache, visitor, home):
    for _ in range(2):
        answer = visitor.get("/en/search/?q=zebra")
    assert answer.headers["cache-control"] == "no-store"
    assert UnansweredQuery.objects.get().times == 2
    assert kept(cache) == 0


@pytest.mark.parametrize(
    ("header", "sent", "is_secure"),
    [
        (None, {}, False),
        (("HTTP_X_SCHEME", "https"), {}, False),
        (("HTTP_X_SCHEME", "https"), {"x_scheme": "https"}, True),
        (("HTTP_X_SCHEME", "https"), {"x_scheme": "https, http"}, True),
        (("HTTP_X_SCHEME", "https"), {"x_scheme": "http, https"}, False),
    ],
)
def test_https_is_known_as_django_knows_it(process, home, settings, header, sent, is_secure):
    settings.SECURE_PROXY_SSL_HEADER = header
    cache = process()
    Visitor(cache).get("/en/", **sent)
    assert [asked.is_secure for asked in cache.store.memory.entries] == [is_secure]


def test_site_below_a_path_that_the_server_names_is_not_kept(cache, visitor, home):
    Visitor(lambda asked, begin: cache(asked | {"SCRIPT_NAME": "/below"}, begin)).get("/en/")
    assert kept(cache) == 0
    visitor.get("/en/")
    assert kept(cache) == 1


@pytest.mark.parametrize("address", ["/en/nothing/", "/", "/admin/", "/en/search/"])
def test_other_answers_are_not_kept(cache, visitor, home, address):
    visitor.get(address)
    assert kept(cache) == 0


def test_way_in_depends_on_the_readers_languages(visitor, home):
    french, spanish = (visitor.get("/", accept_language=code) for code in ("fr", "es"))
    assert (french.headers["location"], spanish.headers["location"]) == ("/fr/", "/es/")


def test_page_that_is_not_kept_is_compressed_all_the_same(visitor, home):
    plain, short = (visitor.get("/en/nothing/", accept_encoding=coding) for coding in ("", "gzip"))
    assert short.status == plain.status == 404
    assert gzip.decompress(short.body) == plain.body
    assert "Accept-Encoding" in short.headers["vary"]


def test_redirect_may_depend_on_the_whole_address(visitor, home):
    Redirect.add_redirect("/index.php?id=7", redirect_to="/en/about/")
    assert visitor.get("/index.php?id=7").headers["location"] == "/en/about/"
    assert visitor.get("/index.php?id=8").status == 404


def test_redirect_of_a_whole_address_comes_before_that_of_its_path(visitor, home):
    Redirect.add_redirect("/en/old/", redirect_to="/en/")
    Redirect.add_redirect("/en/old/?id=7", redirect_to="/en/about/")
    found = [visitor.get(old).headers["location"] for old in ("/en/old/", "/en/old/?id=7")]
    assert found == ["/en/", "/en/about/"]


def test_form_that_is_posted_reaches_the_application(visitor, home):
    visitor.get("/en/")
    assert visitor.post("/en/", urlencode({"a": "b"}).encode()).status == 405


def test_who_has_sent_a_message_is_thanked(cache, visitor, home):
    page = ContactPageFactory(thanks_en="We will answer.")
    QuestionFactory(page=page)
    address = page.address("en")
    assert "We will answer." not in visitor.get(address).body.decode()
    assert "We will answer." in visitor.get(f"{address}?{SENT}").body.decode()
    assert kept(cache) == 0


# Keeping


def test_cold_page_is_made_once_for_all_who_wait(process, home, monkeypatch):
    made, cache = [], process()
    original = cache.application

    def counted(environ, start_response):
        made.append(environ["PATH_INFO"])
        return original(environ, start_response)

    cache.application = counted
    visitors = [Visitor(cache)] * 4
    bodies = together(*(lambda one=one: one.get("/en/").body for one in visitors))
    assert (made, len(set(bodies))) == (["/en/"], 1)


def test_folder_holds_no_more_than_it_may(process, home):
    cache = process(megabytes=0.2)
    visitor = Visitor(cache)
    for number in range(30):
        visitor.get(f"/en/?page={number}")
    sizes = [path.stat().st_size for path in (cache.store.folder / "current").iterdir()]
    assert 0 < sum(sizes) <= 0.2 * 1024**2
    assert visitor.get("/en/?page=29").status == 200


def test_process_forgets_what_it_has_no_room_for(cache, visitor, home, monkeypatch):
    monkeypatch.setattr(store, "IN_MEMORY", 1)
    for theme in "abc":
        visitor.get(f"/en/?theme={theme}")
    assert len(cache.store.memory.entries) == len(cache.store.memory.hits) == 1


@pytest.mark.parametrize(
    "made_up", ["/en/?region=x{}", "/en/?page={}&theme=y"], ids=["region", "page"]
)
def test_made_up_queries_push_no_page_out(process, home, monkeypatch, made_up):
    monkeypatch.setattr(store, "IN_MEMORY", 40_000)
    cache = process(megabytes=0.1)
    visitor = Visitor(cache)
    visitor.get("/en/")
    for number in range(12):
        visitor.get(made_up.format(number))
    assert "/en/" in {asked.path for asked in cache.store.memory.entries if not asked.query}
    kept = {path.name for path in (cache.store.folder / "current").iterdir()}
    assert Asked(False, "localhost", "/en/", "").name in kept


def test_made_up_ports_push_no_page_out(process, home, monkeypatch):
    monkeypatch.setattr(store, "IN_MEMORY", 40_000)
    cache = process()
    visitor = Visitor(cache)
    visitor.get("/en/")
    for port in range(1, 13):
        cache(Asked(False, f"localhost:{port}", "/en/", "").as_environ(), lambda *told: None)
    hosts = [asked.host for asked in cache.store.memory.entries]
    assert hosts[0] == "localhost"
    assert len(hosts) < 13


def test_folder_without_room_costs_speed_only(process, home, tmp_path):
    cache = process()
    visitor = Visitor(cache)
    visitor.get("/fr/")
    [version] = (path for path in cache.store.folder.iterdir() if path.name.count(".") == 2)
    for path in version.iterdir():
        path.unlink()
    version.rmdir()
    assert [visitor.get("/en/").status for _ in range(2)] == [200, 200]

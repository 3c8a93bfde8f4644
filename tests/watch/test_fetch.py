"""Fetching as a guest: rules, waits, redirects, bounds."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest

from firsthand.watch.config import Feed, Watching
from firsthand.watch.fetch import REDIRECTS, Answer, Ask, Failure, Fetcher
from tests.watch.server import Page, Site

FAST = Watching((Feed("http://example.org/"),), delay_seconds=0, timeout_seconds=0.5, deadline_seconds=1, private=True)


class Clock:
    """Time that only waiting moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def fetch(site: Site, path: str, watching: Watching = FAST) -> Answer | Failure:
    return Fetcher(watching).fetch(Ask(site.url(path)))


def reason(found: Answer | Failure) -> str:
    assert isinstance(found, Failure)
    return found.reason


def test_a_page_comes_as_it_is_and_says_who_asks(site: Site) -> None:
    site.pages["/a"] = Page(b"\xcf\xf0\xe8\xe2\xe5\xf2", headers={"ETag": '"1"'})
    watching = Watching(FAST.feed, contact="desk@example.org", delay_seconds=0, private=True)
    found = fetch(site, "/a", watching)
    assert isinstance(found, Answer)
    assert (found.body, found.etag, found.status) == (b"\xcf\xf0\xe8\xe2\xe5\xf2", '"1"', 200)
    assert site.asked[-1][2]["User-Agent"].startswith("firsthand/")
    assert "desk@example.org" in site.asked[-1][2]["User-Agent"]


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.pages["/a"] = Page(b"words", headers={"ETag": '"1"'})
    found = Fetcher(FAST).fetch(Ask(site.url("/a"), etag='"1"'))
    assert isinstance(found, Answer)
    assert (found.status, found.body) == (304, b"")


def test_robots_txt_is_kept_and_read_once(site: Site) -> None:
    site.pages |= {"/robots.txt": Page(b"User-agent: *\nDisallow: /closed/"), "/open": Page(b"x")}
    fetcher = Fetcher(FAST)
    assert "robots.txt asks not" in reason(fetcher.fetch(Ask(site.url("/closed/a"))))
    assert isinstance(fetcher.fetch(Ask(site.url("/open"))), Answer)
    assert (site.count("/robots.txt"), site.count("/closed/a")) == (1, 0)


def test_nothing_is_fetched_where_robots_txt_cannot_be_had(site: Site) -> None:
    site.pages |= {"/robots.txt": Page(status=503), "/a": Page(b"x")}
    assert "robots.txt cannot be had" in reason(fetch(site, "/a"))
    assert site.count("/a") == 0


def test_a_host_is_left_alone_between_two_requests_as_long_as_it_asks(site: Site) -> None:
    site.pages |= {"/robots.txt": Page(b"User-agent: *\nCrawl-delay: 7"), "/a": Page(b"x"), "/b": Page(b"y")}
    clock = Clock()
    watching = Watching(FAST.feed, delay_seconds=3, private=True)
    found = Fetcher(watching, clock=clock, sleep=clock.sleep).fetch_all([Ask(site.url("/a")), Ask(site.url("/b"))])
    assert all(isinstance(one, Answer) for one in found)
    assert clock.waits == [3, 7]


def test_redirects_are_followed_but_not_without_end(site: Site) -> None:
    site.pages |= {
        "/old": Page(status=301, headers={"Location": "/new"}),
        "/new": Page(b"moved"),
        "/round": Page(status=302, headers={"Location": "/round"}),
    }
    found = fetch(site, "/old")
    assert isinstance(found, Answer)
    assert (found.url, found.body) == (site.url("/new"), b"moved")
    assert "redirects" in reason(fetch(site, "/round"))
    assert site.count("/round") == REDIRECTS + 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "http://[::1", "javascript:alert(1)"])
def test_a_redirect_leads_to_no_other_kind_of_address(site: Site, target: str) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": target})
    assert isinstance(fetch(site, "/a"), Failure)


def test_addresses_inside_a_private_network_are_asked_only_when_allowed(site: Site) -> None:
    site.pages["/a"] = Page(b"x")
    assert "private network" in reason(fetch(site, "/a", Watching(FAST.feed, delay_seconds=0)))
    assert site.asked == []


def test_a_host_says_how_long_to_wait(site: Site) -> None:
    site.pages |= {
        "/busy": Page(status=429, headers={"Retry-After": "120"}),
        "/later": Page(status=503, headers={"Retry-After": "Fri, 31 Dec 2099 23:59:59 GMT"}),
        "/gone": Page(status=410),
    }
    assert fetch(site, "/busy") == Failure("status 429", 120.0)
    later = fetch(site, "/later")
    assert isinstance(later, Failure)
    assert later.retry_after is not None
    assert later.retry_after > 86_400
    assert fetch(site, "/gone") == Failure("status 410", None)


def test_a_body_without_end_or_pause_stops_at_the_bounds(site: Site) -> None:
    def pour(handler: BaseHTTPRequestHandler) -> None:
        while True:
            handler.wfile.write(b"x" * 100_000)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(100):
            handler.wfile.write(b"x" * 70_000)
            time.sleep(0.2)

    site.pages |= {"/pour": Page(send=pour), "/drip": Page(send=drip)}
    small = Watching(FAST.feed, delay_seconds=0, maximum_bytes=1_000_000, private=True)
    assert reason(fetch(site, "/pour", small)) == "larger than 1,000,000 bytes"
    assert reason(fetch(site, "/drip")) == "not whole after 1 seconds"


def test_an_answer_that_does_not_come_is_not_waited_for(site: Site) -> None:
    stop = threading.Event()
    site.pages["/a"] = Page(send=lambda _: stop.wait(5) and None)
    try:
        assert reason(fetch(site, "/a")) == "no answer in time"
    finally:
        stop.set()


def test_a_small_file_that_unpacks_to_a_huge_one_stops_at_the_bound(site: Site) -> None:
    packed = gzip.compress(b"0" * 50_000_000)
    site.pages["/a"] = Page(packed, headers={"Content-Encoding": "gzip"})
    small = Watching(FAST.feed, delay_seconds=0, maximum_bytes=1_000_000, private=True)
    assert reason(fetch(site, "/a", small)) == "larger than 1,000,000 bytes"
    site.pages["/b"] = Page(b"no gzip", headers={"Content-Encoding": "gzip"})
    assert reason(fetch(site, "/b")) == "its compression is broken"


def test_a_host_that_is_not_there(site: Site) -> None:
    closed = Watching(FAST.feed, delay_seconds=0, private=True)
    assert "robots.txt cannot be had (no connection)" in reason(Fetcher(closed).fetch(Ask("http://127.0.0.1:9/a")))

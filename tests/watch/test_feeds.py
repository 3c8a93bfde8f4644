"""Feeds and sitemaps, whole and broken."""

import pytest

from firsthand.watch.feeds import Entry, list_entries

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example</title>
<item><title>One &amp; two</title><link>https://example.org/1?utm_source=rss#top</link>
<pubDate>Mon, 02 Feb 2026 09:30:00 +0300</pubDate></item>
<item><title>Two</title><link>/2</link><dc:date>2026-02-03T10:00:00Z</dc:date></item>
<item><title>Again</title><link>https://example.org/1</link></item>
<item><guid isPermaLink="true">https://example.org/3</guid><pubDate>yesterday</pubDate></item>
<item><guid isPermaLink="false">tag:3</guid><title>no address</title></item></channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">One</title>
<link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>
<updated>2026-02-04T10:00:00Z</updated><published>2026-02-03T10:00:00Z</published></entry></feed>"""

NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://example.org/1</loc><news:news><news:publication><news:name>Example</news:name></news:publication>
<news:publication_date>2026-02-02</news:publication_date><news:title>One</news:title></news:news></url></urlset>"""

INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.org/old.xml</loc><lastmod>2026-01-01</lastmod></sitemap>
<sitemap><loc>https://example.org/new.xml</loc><lastmod>2026-02-01</lastmod></sitemap></sitemapindex>"""


def test_rss() -> None:
    assert list_entries(RSS, "https://example.org/feed").entries == (
        Entry("https://example.org/1", "One & two", "2026-02-02T06:30:00+00:00"),
        Entry("https://example.org/2", "Two", "2026-02-03T10:00:00+00:00"),
        Entry("https://example.org/3", None, None),
    )


def test_atom_takes_the_page_and_the_day_of_publication() -> None:
    (entry,) = list_entries(ATOM, "https://example.org/feed").entries
    assert entry == Entry("https://example.org/1", "One", "2026-02-03T10:00:00+00:00")


def test_news_sitemap_and_index() -> None:
    assert list_entries(NEWS, "https://example.org/").entries == (Entry("https://example.org/1", "One", "2026-02-02"),)
    assert list_entries(INDEX, "https://example.org/").maps == (
        "https://example.org/new.xml",
        "https://example.org/old.xml",
    )


def test_broken_xml_gives_what_can_be_read() -> None:
    cut = RSS[: RSS.index(b"<item><title>Again")].replace(b"&amp;", b"&")
    assert [entry.url for entry in list_entries(cut, "https://example.org/feed").entries] == [
        "https://example.org/1",
        "https://example.org/2",
    ]


@pytest.mark.parametrize("body", [b"", b"   ", b"no xml", b"<html><body>Sign in</body></html>", b"\x00\x01\x02"])
def test_what_is_no_feed_is_said(body: bytes) -> None:
    listed = list_entries(body, "https://example.org/feed")
    assert listed.problem
    assert not listed.entries


def test_an_address_of_another_kind_is_no_entry() -> None:
    feed = b"<rss><channel><item><link>javascript:alert(1)</link></item><item><link>file:///etc</link></item></channel></rss>"
    assert list_entries(feed, "https://example.org/feed").entries == ()


def test_entities_are_not_opened_up() -> None:
    bomb = (
        b"<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    )
    feed = bomb + b"<rss><channel><item><link>https://example.org/1</link><title>&b;&f;x</title></item></channel></rss>"
    (entry,) = list_entries(feed, "https://example.org/feed").entries
    assert entry.title is not None
    assert "aaaa" not in entry.title
    assert "root" not in entry.title

"""What a feed or a news sitemap lists: addresses, titles and dates; broken XML gives what can be read of it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin

from courlan import normalize_url
from lxml import etree

LISTED = 5_000
"""Most entries that are taken of one feed; a news sitemap may hold 1,000."""


@dataclass(frozen=True)
class Entry:
    """One article that a feed lists."""

    url: str
    title: str | None
    date: str | None
    """As ISO 8601; None where none is stated or it cannot be read."""


@dataclass(frozen=True)
class Listed:
    """What one document lists."""

    entries: tuple[Entry, ...] = ()
    maps: tuple[str, ...] = ()
    """Addresses of further sitemaps, the latest first."""
    problem: str | None = None


def list_entries(body: bytes, url: str) -> Listed:
    """The entries of RSS, Atom, RDF, a sitemap or a sitemap index, each address once, in the order of the document."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser) if body.strip() else None
    except (etree.XMLSyntaxError, ValueError) as error:
        return Listed(problem=f"no XML: {error}")
    name = _name(root) if root is not None else ""
    if name == "sitemapindex":
        maps = [(_text(part, "lastmod") or "", _link(part, url)) for part in _parts(root, "sitemap")]
        return Listed(maps=tuple(link for _, link in sorted(maps, key=lambda m: m[0], reverse=True) if link))
    if name not in ("rss", "RDF", "feed", "urlset"):
        return Listed(problem="neither a feed nor a sitemap")
    entries: dict[str, Entry] = {}
    for part in _parts(root, "item", "entry", "url"):
        link = _link(part, url)
        if link and link not in entries:
            entries[link] = Entry(link, _text(part, "title"), _date(part))
        if len(entries) == LISTED:
            break
    return Listed(tuple(entries.values()))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _parts(root: etree._Element, *names: str) -> list[etree._Element]:
    return [element for element in root.iter() if _name(element) in names and len(element)]


def _text(part: etree._Element, *names: str) -> str | None:
    """The words of the first element below with one of the names, in the order of the names."""
    for name in names:
        for element in part.iter():
            if _name(element) == name:
                words = " ".join("".join(element.itertext()).split())
                if words:
                    return words
    return None


def _link(part: etree._Element, base: str) -> str | None:
    """Where an entry lies: Atom's alternate link, the text of <link> or <loc>, or a <guid> that is an address."""
    for element in part:
        if _name(element) == "link" and element.get("href") and element.get("rel", "alternate") == "alternate":
            return _clean(urljoin(base, element.get("href")))
    for element in part:
        words = (element.text or "").strip()
        given = _name(element) == "guid" and element.get("isPermaLink", "true") == "true"
        if words and (_name(element) in ("link", "loc") or (given and words.startswith("http"))):
            return _clean(urljoin(base, words))
    return None


def _clean(url: str) -> str | None:
    """The address without fragment and marks of campaigns; None where it is none."""
    try:
        cleaned = urldefrag(normalize_url(url)).url
    except ValueError:
        return None
    return cleaned if cleaned.startswith(("http://", "https://")) else None


def _date(part: etree._Element) -> str | None:
    stated = _text(part, "publication_date", "published", "pubDate", "date", "issued", "updated", "lastmod")
    return read_feed_date(stated) if stated else None


def read_feed_date(stated: str) -> str | None:
    """A date of RFC 5322 or ISO 8601 as ISO 8601 in UTC; a day alone stays a day.

    >>> read_feed_date("Mon, 02 Feb 2026 09:30:00 +0300"), read_feed_date("2026-02-02"), read_feed_date("yesterday")
    ('2026-02-02T06:30:00+00:00', '2026-02-02', None)
    """
    try:
        when = datetime.fromisoformat(stated)
        if len(stated) <= len("2026-02-02"):
            return when.date().isoformat()
    except ValueError:
        try:
            when = parsedate_to_datetime(stated)
        except (ValueError, TypeError, IndexError):
            return None
    try:
        return (when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)).isoformat()
    except OverflowError:
        return None

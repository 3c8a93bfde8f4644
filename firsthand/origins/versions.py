"""Versions: articles that are one page of one outlet, read at different times with other texts.

A page that was edited is one article of its outlet: neither does the second text confirm the first, nor is it a copy of
it. Both texts keep their rows. The same text under another id is no version but an article of its own.
"""

from collections import defaultdict
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import pyarrow as pa

from firsthand.origins.names import letters_of
from firsthand.records import Article, Version
from firsthand.schema import to_rows, to_table

_TRACKING = frozenset(
    {
        *("fbclid", "gclid", "dclid", "gclsrc", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid"),
        *("_ga", "_gl", "cmpid", "ocid", "ncid", "cmp", "icid"),
    }
)
"""Parameters that say where a reader came from and not what he reads; with them all that begin with utm_ or at_."""
_PORTS = (":80", ":443")
_LATE = datetime(9999, 1, 1, tzinfo=UTC)


def canonical_url(url: str | None) -> str | None:
    """A URL without what does not say which page it is: scheme, www, port, fragment, last slash, tracking parameters.

    Null for what is no web address, and for the front page of a site, which is another page every day.

    >>> canonical_url("http://www.post.example:80/Fire/?utm_source=feed&id=7#top")
    'post.example/Fire?id=7'
    >>> canonical_url("https://post.example/"), canonical_url("post.example/fire"), canonical_url("http://[/x")
    (None, None, None)
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    host = parts.netloc.rpartition("@")[2].lower()
    for port in _PORTS:
        host = host.removesuffix(port)
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(name)]
    path = unquote(parts.path).rstrip("/")
    if not path and not asked:
        return None
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return host.removeprefix("www.") + path + query


def _tracks(parameter: str) -> bool:
    name = parameter.lower()
    return name in _TRACKING or name.startswith(("utm_", "at_"))


def find_versions(articles: pa.Table) -> pa.Table:
    """The versions of every page that the case has with two texts or more, the earliest first.

    A page is one URL of one outlet. Versions are in the order of their times where all have one, else of their ids:
    `firsthand watch` puts the time into the id of a later version.
    """
    pages: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for article in sorted(to_rows(articles, Article), key=lambda a: (a.given_id, a.article_id)):
        address = canonical_url(article.url)
        if address is not None:
            pages[address, letters_of(article.outlet) if article.outlet else ""].append(article)
    rows = []
    for (address, _), held in sorted(pages.items()):
        first: dict[str, Article] = {}
        for article in held:
            first.setdefault(article.text, article)
        listed = list(first.values())
        if len(listed) < 2:
            continue
        if all(article.published for article in listed):
            listed.sort(key=lambda a: (a.published or _LATE, a.given_id, a.article_id))
        page = listed[0].article_id
        rows += [Version(page, article.article_id, address, number) for number, article in enumerate(listed, start=1)]
    return to_table(rows, Version)


def pages_of(versions: pa.Table) -> dict[int, int]:
    """The page of every article that is one of several versions, as the id of the earliest."""
    return {row.article_id: row.page_id for row in to_rows(versions, Version)}

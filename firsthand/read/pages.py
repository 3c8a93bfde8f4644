"""Saved web pages (.html, .htm): the main text by trafilatura, and what the page states about itself.

Nothing is fetched. Of dates only those are taken that the page states in so many words: trafilatura's own search
guesses between day and month and takes the day of today for a bound.
"""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from trafilatura.utils import load_html

from firsthand.read.dates import read_date
from firsthand.read.encodings import decode
from firsthand.read.files import read_bytes
from firsthand.read.found import Encoding, Item, Reading, Source, make_found, make_problem
from firsthand.read.languages import read_language

HEAD_BYTES = 4096
"""Where a page says its encoding: the HTML standard asks for the first 1,024 bytes."""
JSON_LD_DEPTH = 8
"""How deep a page's JSON-LD is searched for its date: publishers nest an article two or three levels down."""

# What cannot be extracted is a Problem of ours; without a handler Python prints the library's log to the terminal.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?:/|$)")
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "date",
)


@dataclass(frozen=True)
class Page:
    """What a page holds."""

    encoding: str
    fields: dict[str, object]
    """What it states about its article, and the main text."""
    hint: str | None
    """Language that it claims to be in."""


def read_pages(source: Source, reading: Reading) -> Iterator[Item]:
    """The article of a saved page; what its sidecar states comes before what the page says of itself."""
    data = read_bytes(source, reading.maximum_html_bytes)
    page = data if isinstance(data, str) else extract_page(data, reading)
    if isinstance(page, str):
        yield make_problem(source, None, page)
        return
    yield Encoding(source.name, page.encoding)
    fields = {**page.fields, **source.stated}
    yield make_found(source, None, fields, implied_id=source.implied_id, hint=page.hint)


def extract_page(data: bytes, reading: Reading, stated: str | None = None) -> Page | str:
    """The article of a page, or why it has none; `stated` is the encoding that its server stated."""
    charset = _CHARSET.search(data[:HEAD_BYTES])
    decoded = decode(data, reading.encoding, stated or (charset[1].decode("ascii") if charset else None))
    if decoded.text is None:
        return decoded.reason
    if not decoded.text.strip():
        return "empty file"
    tree, page = _extract(_XML_DECLARATION.sub("", decoded.text, count=1))
    if page is None or not (page.text or "").strip():
        return "no main text found: the page is empty, a list of links or made by its scripts"
    title, lines = (page.title or "").strip(), page.text.strip().split("\n")
    if title and len(lines) > 1 and lines[0].strip() == title:
        lines = lines[1:]
    fields: dict[str, object] = {
        "outlet": page.sitename,
        "url": page.url,
        "title": title,
        "byline": page.author,
        "date": _find_date(tree, page.url, reading.date_format),
        "text": "\n".join(lines),
    }
    claimed = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Page(decoded.encoding, fields, read_language(claimed) if claimed else None)


def _extract(html: str) -> tuple[Any, Any]:
    """The page's tree and what trafilatura makes of it; None where it finds nothing."""
    try:
        tree = load_html(html)
        if tree is None:
            return None, None
        page = trafilatura.bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
        )
    except (TypeError, ValueError, AttributeError, RecursionError):
        return None, None
    return tree, page


def _find_date(tree: Any, url: str | None, date_format: str | None) -> str | None:
    """The date that the page states: the first that can be read, else the first, to be reported."""
    stated = [*_meta_dates(tree), *_json_dates(tree), *(str(value) for value in tree.xpath(_TIMES))]
    readable = (value for value in stated if not isinstance(read_date(value, date_format), str))
    in_url = _URL_DATE.search(url or "")
    return next(readable, None) or ("-".join(in_url.groups()) if in_url else next(iter(stated), None))


_TIMES = (
    "//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content"
    " | //time[@pubdate]/@datetime | //article//header//time/@datetime"
)


def _meta_dates(tree: Any) -> list[str]:
    stated: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop"):
            stated.setdefault((tag.get(key) or "").strip().lower(), tag.get("content").strip())
    return [stated[name] for name in _DATE_NAMES if stated.get(name)]


def _json_dates(tree: Any) -> list[str]:
    found: list[str] = []
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            _search(json.loads(str(script)), found, JSON_LD_DEPTH)
        except (ValueError, RecursionError):
            continue
    return found


def _search(value: object, found: list[str], depth: int) -> None:
    if isinstance(value, dict):
        stated = value.get("datePublished")
        if isinstance(stated, str) and stated.strip():
            found.append(stated.strip())
        value = list(value.values())
    if isinstance(value, list) and depth:
        for inner in value:
            _search(inner, found, depth - 1)

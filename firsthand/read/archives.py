"""Web archives: WARC files with pages as their servers sent them, WET files with the texts alone.

Read as a stream, a record at a time. A record that is too large, no answer with status 200, or neither page nor text is
left alone and counted.
"""

from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from firsthand.read.encodings import decode
from firsthand.read.found import Item, Reading, Source, make_found, make_problem
from firsthand.read.pages import extract_page

_PAGES = ("text/html", "application/xhtml+xml")
_HTTP_HEAD_BYTES = 100_000
"""What an answer's HTTP header may add to its body's size."""


def read_archives(source: Source, reading: Reading) -> Iterator[Item]:
    """The articles of a web archive, each with the number of its record; `url` is where it was recorded."""
    if find_spec("fastwarc") is None:
        yield make_problem(source, None, "web archive: reading it needs FastWARC: pip install 'firsthand[warc]'")
        return
    left: Counter[str] = Counter()
    number = 0
    for number, record in enumerate(_records(source), start=1):
        if record.content_length > reading.maximum_html_bytes + _HTTP_HEAD_BYTES:
            yield make_problem(source, number, f"absurd size: more than {reading.maximum_html_bytes:,} bytes")
        elif record.headers.get("WARC-Type") == "conversion":
            yield _read_text(source, reading, number, record)
        elif (status := record.http_headers.status_code if record.http_headers else None) != 200:
            left[f"answers with status {status}"] += 1
        elif (record.http_content_type or "") not in _PAGES:
            left[f"records of {record.http_content_type or 'no stated type'}"] += 1
        else:
            yield _read_page(source, reading, number, record)
    if not number:
        yield make_problem(source, None, "empty archive: no record of a page or a text")
    if left:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(left.items()))
        yield make_problem(source, None, f"records left alone: {kinds}", skipped=False)


def _records(source: Source) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with source.path.open("rb") as stream:
        # It unpacks gzip itself, a record at a time.
        kinds = WarcRecordType.response | WarcRecordType.conversion
        yield from ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all", fsspec_args=False)


def _read_page(source: Source, reading: Reading, number: int, record: Any) -> Item:
    data = record.reader.read(reading.maximum_html_bytes + 1)
    if len(data) > reading.maximum_html_bytes:
        return make_problem(source, number, f"absurd size: more than {reading.maximum_html_bytes:,} bytes")
    page = extract_page(data, reading, record.http_charset)
    if isinstance(page, str):
        return make_problem(source, number, page)
    return make_found(source, number, {**page.fields, "url": _url(record) or page.fields["url"]}, hint=page.hint)


def _read_text(source: Source, reading: Reading, number: int, record: Any) -> Item:
    decoded = decode(record.reader.read(reading.maximum_html_bytes + 1), reading.encoding or "utf-8")
    if decoded.text is None:
        return make_problem(source, number, decoded.reason)
    return make_found(source, number, {"url": _url(record), "text": decoded.text})


def _url(record: Any) -> str | None:
    address = record.headers.get("WARC-Target-URI")
    return str(address).strip("<> ") if address else None

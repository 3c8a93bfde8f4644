"""WARC and WET files."""

import gzip
from pathlib import Path

import pytest

from firsthand.read.found import Reading
from firsthand.read.sources import read_articles
from tests.read.reading_help import problems_of, rows_of

STORY = (
    "The harbour office said on Monday that two boats had sunk off Velmore in a storm that reached the bay at dawn. "
    "Rescue crews searched the water for nine hours before the wind forced them back to the harbour."
)
PAGE = f"<html lang=en><head><title>Boats sink</title></head><body><article><p>{STORY}</p></article></body></html>"


def record(kind: str, address: str, body: bytes) -> bytes:
    content = "text/plain" if kind == "conversion" else "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-02-03T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def write(path: Path, *records: bytes) -> Path:
    """An archive; each record packed by itself where the name says so, as crawlers do."""
    path.write_bytes(b"".join(map(gzip.compress, records)) if path.suffix == ".gz" else b"".join(records))
    return path


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_of_a_warc(tmp_path: Path, name: str) -> None:
    russian = PAGE.replace("two boats", "Привет boats").encode("windows-1251")
    packed = gzip.compress(PAGE.replace("nine", "ten").encode())
    read = read_articles(
        [
            write(
                tmp_path / name,
                record("request", "https://example.org/1", b"GET / HTTP/1.1\r\n\r\n"),
                record("response", "https://example.org/1", answer(PAGE.encode())),
                record("response", "https://example.org/2", answer(russian, kind="text/html; charset=windows-1251")),
                record("response", "https://example.org/3", answer(packed, more="Content-Encoding: gzip\r\n")),
                record("response", "https://example.org/4", answer(b"gone", status="404 Not Found")),
                record("response", "https://example.org/5.png", answer(b"\x89PNG", kind="image/png")),
                record("response", "https://example.org/6", answer(b"<html></html>")),
            )
        ]
    )
    rows = {row.url: row for row in rows_of(read)}
    assert sorted(str(url) for url in rows) == [f"https://example.org/{number}" for number in (1, 2, 3)]
    assert rows["https://example.org/1"].text == f"Boats sink\n\n{STORY}"
    assert "Привет" in rows["https://example.org/2"].text
    assert "ten hours" in rows["https://example.org/3"].text
    assert {row.published for row in rows.values()} == {None}  # when it was recorded is not when it was published
    reasons = [problem.reason for problem in problems_of(read)]
    assert "records left alone: 1 answers with status 404, 1 records of image/png" in reasons
    assert sum("no main text found" in reason for reason in reasons) == 1


def test_texts_of_a_wet(tmp_path: Path) -> None:
    body = STORY.encode()
    path = write(
        tmp_path / "crawl.wet.gz",
        record("warcinfo", "", b"software: none"),
        record("conversion", "https://example.org/1", body),
        record("conversion", "https://example.org/2", b"\xff\xfe\xfd"),
    )
    read = read_articles([path])
    (row,) = rows_of(read)
    assert (row.url, row.text, row.language) == ("https://example.org/1", STORY, "en")
    assert [problem.line for problem in problems_of(read)] == [2]


def test_a_broken_archive_costs_only_what_comes_after(tmp_path: Path) -> None:
    whole = record("response", "https://example.org/1", answer(PAGE.encode()))
    read = read_articles([write(tmp_path / "a.warc", whole, b"no record\r\n\r\n", whole)])
    assert len(rows_of(read)) == 1
    assert any("file cannot be read" in problem.reason for problem in problems_of(read))
    (tmp_path / "b.warc").write_bytes(b"no archive at all")
    (problem,) = problems_of(read_articles([tmp_path / "b.warc"]))
    assert "file cannot be read" in problem.reason


def test_a_record_that_is_too_large_is_left_out(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<html>" + b"0" * 300_000)
    path = write(
        tmp_path / "a.warc",
        record("response", "https://example.org/1", answer(bomb, more="Content-Encoding: gzip\r\n")),
        record("response", "https://example.org/2", answer(b"0" * 300_000)),
        record("response", "https://example.org/3", answer(PAGE.encode())),
    )
    read = read_articles([path], reading=Reading(maximum_html_bytes=100_000))
    assert [row.url for row in rows_of(read)] == ["https://example.org/3"]
    assert [problem.reason for problem in problems_of(read)] == ["absurd size: more than 100,000 bytes"] * 2


def test_without_its_library_it_says_what_to_install_and_reads_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firsthand.read.archives.find_spec", lambda name: None)
    write(tmp_path / "a.warc", record("response", "https://example.org/1", answer(PAGE.encode())))
    (tmp_path / "b.txt").write_text(STORY, "utf-8")
    read = read_articles([tmp_path])
    assert [row.text for row in rows_of(read)] == [STORY]
    (problem,) = problems_of(read)
    assert problem.skipped
    assert "pip install 'firsthand[warc]'" in problem.reason

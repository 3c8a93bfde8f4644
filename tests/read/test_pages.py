"""Saved pages: main text, and what the page states about itself; no date that it does not state in so many words."""

import logging
from pathlib import Path

import pytest

from firsthand.read.sources import Reading, read_articles
from tests.read.reading_help import problems_of, rows_of, write

PARAGRAPHS = [
    "At least 29 rebels were killed in clashes with regime troops overnight during a failed bid to reopen the road.",
    "The fighters were killed trying to reopen the key supply route into the city, the monitor said on Sunday.",
    "“We heard shelling all night,” said a resident, who asked not to be named because of the danger.",
]
HEAD = (
    '<title>Rebels killed near Aleppo | The Daily Example</title><meta name="author" content="Ann Writer">'
    '<meta property="og:site_name" content="The Daily Example">'
    '<meta property="og:title" content="Rebels killed near Aleppo">'
    '<link rel="canonical" href="https://example.org/news/1">'
)


def page(head: str = HEAD, paragraphs: list[str] = PARAGRAPHS) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">{head}</head><body>'
        f'<nav><ul><li><a href="/">Home</a>'
        f"</ul></nav><article><h1>Rebels killed near Aleppo</h1>{body}</article>"
        f"<footer>Updated 4 May 2019</footer></body></html>"
    )


def test_a_saved_page_gives_its_main_text_under_its_title_and_what_it_states(tmp_path: Path) -> None:
    stamp = '<meta property="article:published_time" content="2016-07-10T09:15:00+02:00">'
    write(tmp_path, {"a.html": page(HEAD + stamp), "b.HTM": page(HEAD.replace("news/1", "news/2"))})
    read = read_articles([tmp_path])
    first, second = rows_of(read)
    assert first.text == second.text == "Rebels killed near Aleppo\n\n" + "\n".join(PARAGRAPHS)
    assert (first.given_id, first.outlet, first.url) == ("a", "The Daily Example", "https://example.org/news/1")
    assert (first.byline, first.language) == ("Ann Writer", "en")
    assert first.published is not None
    assert (first.published.isoformat(), first.published_precision) == ("2016-07-10T07:15:00+00:00", "second")
    assert second.published is None
    assert problems_of(read) == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2016-07-10"}]}</script>', "2016-07-10"),
        ('<meta itemprop="datePublished" content="2016-07-10T08:00:00Z">', "2016-07-10"),
        ('<meta name="date" content="04/05/2016"><meta name="DC.date.issued" content="2016-07-10">', "2016-07-10"),
        ('<link rel="canonical" href="https://example.org/2016/07/10/rebels">', "2016-07-10"),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ('<meta property="article:modified_time" content="2016-07-12">', None),
    ],
)
def test_the_date_is_the_one_that_the_page_states(tmp_path: Path, head: str, expected: str | None) -> None:
    write(tmp_path, {"a.html": page(head)})
    (row,) = rows_of(read_articles([tmp_path]))
    assert (row.published.date().isoformat() if row.published else None) == expected


def test_a_date_that_could_be_two_is_told_and_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": page(HEAD + '<meta name="date" content="04/05/2016">')})
    read = read_articles([tmp_path])
    assert [row.published for row in rows_of(read)] == [None]
    assert problems_of(read)[0].reason.startswith("date not readable: '04/05/2016' is not ISO 8601")
    (row,) = rows_of(read_articles([tmp_path], reading=Reading(date_format="%d/%m/%Y")))
    assert row.published is not None
    assert row.published.date().isoformat() == "2016-05-04"


def test_a_sidecar_comes_before_what_the_page_says_of_itself(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": page(), "a.json": '{"id": "A1", "outlet": "Example Wire", "date": "2016-07-09"}'})
    (row,) = rows_of(read_articles([tmp_path]))
    assert (row.given_id, row.outlet, row.byline) == ("A1", "Example Wire", "Ann Writer")
    assert row.published is not None
    assert row.published.date().isoformat() == "2016-07-09"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "cp1252"), ("windows-1256", "cp1256"), ("utf-16", "cp1252"), ("no-such", "cp1252")],
)
def test_a_page_in_an_old_encoding_is_read_as_it_declares_or_as_it_is(
    tmp_path: Path, declared: str, encoding: str
) -> None:
    html = page().replace('charset="utf-8"', f'charset="{declared}"')
    (tmp_path / "a.html").write_bytes(html.encode(encoding))
    read = read_articles([tmp_path])
    assert PARAGRAPHS[2] in rows_of(read)[0].text
    assert read.encodings == {"a.html": encoding}


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><head><title>Only a title</title></head><body><script>var x = 1;</script></body></html>",
        "<!-- nothing -->",
        "<" * 5000,
        "<div>" * 200_000,
    ],
)
def test_a_page_without_a_main_text_is_reported_and_nothing_is_printed(
    tmp_path: Path, html: str, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"a.html": html})
    with_handlers = logging.getLogger().handlers[:]
    logging.getLogger().handlers.clear()
    try:
        read = read_articles([tmp_path])
    finally:
        logging.getLogger().handlers[:] = with_handlers
    assert [p.reason.partition(":")[0] for p in problems_of(read)] == ["no main text found"]
    assert capfd.readouterr() == ("", "")


def test_a_page_of_absurd_size_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": page()})
    read = read_articles([tmp_path], reading=Reading(maximum_html_bytes=100))
    assert problems_of(read)[0].reason.startswith("absurd size: more than 100 bytes")


def test_a_page_with_an_xml_declaration_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": '<?xml version="1.0" encoding="iso-8859-1"?>\n' + page()})
    assert PARAGRAPHS[2] in rows_of(read_articles([tmp_path]))[0].text

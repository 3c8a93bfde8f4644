"""Files as they come: the development data and the examples are read without a problem, and whole."""

import csv
import json
from pathlib import Path

import pytest

from firsthand.read.sources import Reading, read_articles
from tests.read.reading_help import problems_of, rows_of

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_two_articles_of_the_first_example_are_kept_to_the_character() -> None:
    read = read_articles([EXAMPLES / "arsal"])
    texts = [path.read_bytes().decode("utf-8") for path in sorted((EXAMPLES / "arsal").glob("*.txt"))]
    assert [row.text for row in rows_of(read)] == texts
    assert [(row.given_id, row.language, row.published) for row in rows_of(read)] == [
        ("D1", "en", None),
        ("D2", "en", None),
    ]
    assert problems_of(read) == []


def test_every_article_of_the_second_example_is_read_with_its_outlet_and_day() -> None:
    read = read_articles([EXAMPLES / "conflict-incidents" / "articles.jsonl"])
    lines = (EXAMPLES / "conflict-incidents" / "articles.jsonl").read_bytes().decode("utf-8").split("\n")
    given = {row["id"]: row for row in map(json.loads, filter(None, lines))}
    assert {row.given_id for row in rows_of(read)} == set(given)
    for row in rows_of(read):
        stated = given[row.given_id]
        assert row.text == f"{stated['title']}\n\n{stated['text']}"
        assert (row.outlet, row.published_precision, row.language) == (stated["outlet"], "day", "en")
    assert problems_of(read) == []


@pytest.mark.shared
def test_a_csv_of_717_reports_is_read_whole(shared: Path) -> None:
    path = shared / "data" / "conflict-incidents" / "fa-kes-dev.csv"
    read = read_articles([path])
    with path.open(encoding="utf-8", newline="") as file:
        given = {row["id"]: row for row in csv.DictReader(file)}
    assert len(given) == 717
    assert {row.given_id: row.text for row in rows_of(read)} == {
        key: f"{row['title']}\n\n{row['text']}" for key, row in given.items()
    }
    assert {row.language for row in rows_of(read)} == {"en"}
    assert problems_of(read) == []


@pytest.mark.shared
def test_dates_of_a_corpus_are_read_when_their_format_is_named(shared: Path) -> None:
    path = shared / "data" / "attribution" / "attribution.jsonl"
    without, named = read_articles([path]), read_articles([path], reading=Reading(date_format="%m/%d/%Y"))
    assert without.articles.num_rows == named.articles.num_rows == 650
    assert (without.skipped, without.problems.num_rows) == (0, 510)
    assert sum(row.published is not None for row in rows_of(named)) == 510
    assert problems_of(named) == []

"""Which articles are one: the same id or url with the same text; and what one reading adds to a case."""

import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import ReadingError
from firsthand.read.sources import Reading, ReadResult, read_articles
from tests.read.reading_help import problems_of, rows_of, write

TEXT = "The bridge at Harbour Street fell on Friday, and nobody was hurt, the mayor said."


Rows = list[dict[str, object]]


def read_lines(folder: Path, rows: Rows, known: ReadResult | None = None, name: str = "a") -> ReadResult:
    """Rows written as JSONL and read, into what was read before."""
    write(folder, {f"{name}.jsonl": "".join(json.dumps(row) + "\n" for row in rows)})
    return read_articles([folder / f"{name}.jsonl"], known=known.articles if known else None)


def test_the_same_text_under_another_id_outlet_or_url_is_another_article(tmp_path: Path) -> None:
    read = read_lines(
        tmp_path,
        [
            {"id": "a", "text": TEXT},
            {"id": "b", "text": TEXT},
            {"outlet": "X", "text": TEXT},
            {"outlet": "Y", "text": TEXT},
            {"url": "https://x.example/1", "text": TEXT},
            {"url": "https://x.example/2", "text": TEXT},
        ],
    )
    assert (
        read.added
        == len({row.article_id for row in rows_of(read)})
        == len({row.given_id for row in rows_of(read)})
        == 6
    )
    assert problems_of(read) == []


def test_one_id_with_two_texts_names_both_places_and_leaves_the_second_out(tmp_path: Path) -> None:
    write(tmp_path, {"b.jsonl": '{"id": "7", "text": "Second."}\n', "a.jsonl": '\n{"id": "7", "text": "First."}\n'})
    read = read_articles([tmp_path / "b.jsonl", tmp_path / "a.jsonl"])
    assert [row.text for row in rows_of(read)] == ["First."]
    (problem,) = problems_of(read)
    assert (problem.source, problem.line, problem.given_id, problem.skipped) == ("b.jsonl", 1, "7", True)
    assert problem.reason == "duplicate id: '7' is the id of another text at a.jsonl:2; give one of them another id"
    with pytest.raises(ReadingError, match=r"b\.jsonl:1: duplicate id: '7' is the id of another text at a\.jsonl:2"):
        read_articles([tmp_path], reading=Reading(strict=True))
    again = read_lines(tmp_path, [{"id": "7", "text": "Third."}], read, "c")
    assert problems_of(again)[0].reason.startswith(
        "duplicate id: '7' is the id of another text at a.jsonl (in the case)"
    )


def test_the_same_row_twice_is_one_article(tmp_path: Path) -> None:
    rows: Rows = [{"id": "a", "text": TEXT}, {"id": "a", "text": TEXT, "outlet": "X"}, {"text": TEXT}, {"text": TEXT}]
    read = read_lines(tmp_path, rows)
    assert (read.added, read.again) == (2, 2)
    assert [row.outlet for row in rows_of(read) if row.given_id == "a"] == ["X"]


def test_one_id_for_one_text_of_two_outlets_is_two_articles_and_told(tmp_path: Path) -> None:
    rows: Rows = [{"id": "a", "outlet": "X", "text": TEXT}, {"id": "a", "outlet": "Y", "text": TEXT}]
    read = read_lines(tmp_path, rows)
    first, second = rows_of(read)
    assert (first.given_id, first.outlet, second.outlet) == ("a", "X", "Y")
    assert second.given_id.startswith("a~")
    assert [p.reason for p in problems_of(read)] == [
        (
            "duplicate id: 'a' is the id of the same text by another outlet or at another url, at a.jsonl:1; "
            f"kept as {second.given_id!r}"
        )
    ]
    again = read_lines(tmp_path, rows, read)
    assert again.articles.equals(read.articles)
    assert again.problems.equals(read.problems)


def test_the_same_url_and_text_is_one_article_whatever_its_id(tmp_path: Path) -> None:
    url = "https://x.example/1"
    read = read_lines(tmp_path, [{"url": url, "text": TEXT}])
    again = read_lines(tmp_path, [{"url": url, "text": TEXT, "outlet": "X"}], read, "b")
    assert (again.added, again.again, again.changed) == (0, 1, 1)
    read = read_lines(tmp_path, [{"id": "a", "url": url, "text": TEXT}, {"id": "b", "url": url, "text": TEXT}])
    assert [row.given_id for row in rows_of(read)] == ["a"]
    assert [(p.line, p.reason) for p in problems_of(read)] == [
        (2, "read already as 'a' at a.jsonl:1: same url and same text")
    ]
    again = read_lines(tmp_path, [{"id": "a", "url": url, "text": TEXT}, {"id": "b", "url": url, "text": TEXT}], read)
    assert again.articles.equals(read.articles)
    assert again.problems.equals(read.problems)


def test_what_is_in_the_case_is_not_read_twice_and_a_new_article_is_added(tmp_path: Path) -> None:
    rows: Rows = [{"id": "a", "text": TEXT}, {"text": "No id."}, {"outlet": "X", "title": "T", "text": "B"}]
    read = read_lines(tmp_path, rows)
    again = read_lines(tmp_path, rows, read)
    assert again.articles.equals(read.articles)
    assert (again.added, again.again, again.changed) == (0, 3, 0)
    more = read_lines(tmp_path, [{"id": "b", "text": "New."}], again, "b")
    assert (more.articles.num_rows, more.added) == (4, 1)
    assert again.summary()[0] == "0 articles read from 1 file, 3 there already"


def test_an_analyst_dates_an_article_in_its_sidecar_and_reads_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT, "b.txt": TEXT + " More."})
    read = read_articles([tmp_path])
    write(tmp_path, {"a.json": '{"date": "2017-07-21", "outlet": "X", "byline": "A. B.", "language": "fr"}'})
    dated = read_articles([tmp_path], known=read.articles)
    before, after = rows_of(read)[0], rows_of(dated)[0]
    assert (after.article_id, after.given_id, after.text) == (before.article_id, before.given_id, before.text)
    assert (after.outlet, after.byline, after.published_precision, after.language) == ("X", "A. B.", "day", "fr")
    assert (dated.added, dated.changed, problems_of(dated)) == (0, 1, [])
    write(tmp_path, {"a.json": '{"date": "2017-07-28", "outlet": "Y", "id": "A1"}'})
    third = read_articles([tmp_path], known=dated.articles)
    row = next(row for row in rows_of(third) if row.given_id == "A1")
    assert (row.article_id, row.outlet, row.byline) == (before.article_id, "Y", "A. B.")
    assert row.published is not None
    assert row.published.isoformat() == "2017-07-28T00:00:00+00:00"
    assert [p.reason for p in problems_of(third)] == [
        "outlet changed: 'Y' replaces 'X'",
        "published changed: '2017-07-28 00:00:00+00:00' replaces '2017-07-21 00:00:00+00:00'",
    ]
    fourth = read_articles([tmp_path], known=third.articles)
    assert fourth.articles.equals(third.articles)
    assert problems_of(fourth) == []


def test_a_row_with_an_id_is_brought_up_to_date_from_any_file(tmp_path: Path) -> None:
    read = read_lines(tmp_path, [{"id": "a", "outlet": "X", "text": TEXT}])
    again = read_lines(tmp_path, [{"id": "a", "outlet": "Y", "date": "2017-04-04", "text": TEXT}], read, "b")
    (row,) = rows_of(again)
    assert (row.outlet, row.source, again.changed) == ("Y", "a.jsonl", 1)
    assert row.published is not None


def test_files_of_one_name_in_two_folders_are_told_apart_by_the_folders(tmp_path: Path) -> None:
    write(tmp_path, {"ap/1.txt": TEXT, "reuters/1.txt": TEXT, "reuters/2.txt": "Two.", "x/y.txt": "a", "x/y.md": "b"})
    read = read_articles([tmp_path / "reuters", tmp_path / "ap", tmp_path / "x"])
    assert [row.given_id for row in rows_of(read)] == ["2", "ap/1", "reuters/1", "y.md", "y.txt"]
    again = read_articles([tmp_path / "reuters", tmp_path / "ap", tmp_path / "x"], known=read.articles)
    assert again.articles.equals(read.articles)
    alone = read_articles([tmp_path / "ap"])
    assert [row.given_id for row in rows_of(alone)] == ["1"]
    both = read_articles([tmp_path / "reuters", tmp_path / "ap"], known=alone.articles)
    assert [row.given_id for row in rows_of(both)] == ["1", "2", "reuters/1"]
    third = read_articles([tmp_path / "reuters"], known=both.articles)
    assert third.articles.equals(both.articles)


def test_a_file_whose_text_changed_is_kept_beside_the_old_one_and_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    read = read_articles([tmp_path])
    write(tmp_path, {"a.txt": TEXT + " Two were hurt, he said later."})
    again = read_articles([tmp_path], known=read.articles)
    old, new = rows_of(again)
    assert (old.given_id, old.text) == ("a", TEXT)
    assert new.given_id.startswith("a~")
    assert problems_of(again)[0].reason == (
        f"text changed: it is not the text that this file had before; kept beside it as {new.given_id!r}"
    )
    third = read_articles([tmp_path], known=again.articles)
    assert third.articles.equals(again.articles)
    assert third.problems.equals(again.problems)


def test_a_file_of_many_articles_is_not_read_twice_and_a_new_one_at_its_end_is_added(tmp_path: Path) -> None:
    day = "First.\n---\ntitle: Second\n---\nTwo.\n---\noutlet: X\n---\nThree.\n"
    write(tmp_path, {"day.txt": day})
    read = read_articles([tmp_path])
    again = read_articles([tmp_path / "day.txt"], known=read.articles)
    assert again.articles.equals(read.articles)
    write(tmp_path, {"day.txt": day + "---\nlanguage: en\n---\nFour."})
    more = read_articles([tmp_path], known=again.articles)
    assert [row.given_id for row in rows_of(more)] == ["day", "day#2", "day#3", "day#4"]


def test_a_stated_id_comes_before_one_that_a_file_name_implies(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "Implied.", "z.jsonl": '{"id": "a", "text": "Stated."}'})
    first, second = rows_of(read_articles([tmp_path]))
    assert (first.given_id, first.text) == ("a", "Stated.")
    assert second.given_id.startswith("a~")


ROWS = st.lists(
    st.fixed_dictionaries(
        {"text": st.sampled_from(["One.", "Two."])},
        optional={
            "id": st.sampled_from(["a", "b"]),
            "outlet": st.sampled_from(["X", "Y"]),
            "url": st.sampled_from(["u:1", "u:2"]),
            "date": st.sampled_from(["2017-04-04", "2017-04-05"]),
        },
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_reading_does_not_depend_on_the_order_of_paths_and_a_second_reading_changes_nothing(
    rows: Rows, order: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), {f"{i}.jsonl": json.dumps(row) for i, row in enumerate(rows)})
        paths = sorted(Path(folder).iterdir())
        read = read_articles(paths)
        order.shuffle(paths)
        shuffled = read_articles(paths)
        assert shuffled.articles.equals(read.articles)
        assert shuffled.problems.equals(read.problems)
        ids = [row.given_id for row in rows_of(read)]
        assert len(set(ids)) == len(ids) == len({row.article_id for row in rows_of(read)})
        again = read_articles(paths, known=read.articles)
        assert again.added == 0
        assert [row.article_id for row in rows_of(again)] == [row.article_id for row in rows_of(read)]

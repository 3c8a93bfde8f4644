"""JSONL, JSON, CSV, TSV and Parquet: every text comes back exactly, and every bad row is told."""

import csv
import gzip
import io
import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.errors import ReadingError
from firsthand.read.files import list_sources
from firsthand.read.sources import Reading, read_articles
from firsthand.read.tables import read_parquet
from tests.read.reading_help import problems_of, rows_of, write

TEXT = "The bridge at Harbour Street fell on Friday, and nobody was hurt, the mayor said."


def test_jsonl_is_split_on_newline_only(tmp_path: Path) -> None:
    text = "One\u2028two\u2029three\x85four\x0bfive\x0csix\rseven\r\neight\nnine"
    write(
        tmp_path,
        {"a.jsonl": json.dumps({"id": 1, "text": text}, ensure_ascii=False) + "\r\n\n" + '{"id": "2", "text": "x"}'},
    )
    assert [(row.given_id, row.text) for row in rows_of(read_articles([tmp_path]))] == [("1", text), ("2", "x")]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), min_size=1, max_size=5),
    st.booleans(),
)
def test_any_text_written_as_jsonl_comes_back_exactly(texts: list[str], escaped: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = [{"id": f"n{i}", "text": text, "language": "en"} for i, text in enumerate(texts)]
        write(Path(folder), {"a.ndjson": "".join(json.dumps(row, ensure_ascii=escaped) + "\n" for row in rows)})
        read = read_articles([folder])
        assert [row.text for row in rows_of(read)] == texts
        assert problems_of(read) == []


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), min_size=1, max_size=5)
)
def test_any_text_written_as_csv_comes_back_exactly(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = io.StringIO()
        table = csv.writer(written, quoting=csv.QUOTE_ALL)
        table.writerow(["id", "text", "language"])
        table.writerows([f"n{i}", text, "en"] for i, text in enumerate(texts))
        write(Path(folder), {"a.csv": written.getvalue()})
        read = read_articles([folder])
        assert [row.text for row in rows_of(read)] == texts
        assert problems_of(read) == []


def test_bad_rows_of_jsonl_are_told_by_file_line_and_reason_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        b'{"id": "good", "text": "Good."}',
        b'{"id": "broken", "text": ',
        b'["not", "an", "object"]',
        b'{"id": "none"}',
        b'{"id": "number", "text": 5}',
        b'{"id": "blank", "text": " \\n"}',
        b'{"id": "half", "text": "\\ud83d alone"}',
        b'{"id": "bytes", "text": "\xff\xfe\xfa"}',
        b'{"id": {"no": 1}, "text": "Odd id."}',
        b'{"id": "deep", "text": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'{"id": "date", "text": "Dated.", "date": 1491264000}',
        b'{"id": "plain", "text": "Plain.", "outlet": 5, "byline": ["A", "B"], "language": "English"}',
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    read = read_articles([tmp_path], reading=Reading(minimum_language_letters=1000))
    assert {row.text for row in rows_of(read)} == {"Good.", "Odd id.", "Dated.", "Plain."}
    told = [(p.line, p.given_id, p.reason, p.skipped) for p in problems_of(read)]
    assert told == [
        (2, None, "broken JSON: Expecting value at character 26 of the line", True),
        (3, None, 'not an object: a list of 3; a row is {"id": …, "text": …}', True),
        (4, "none", "no text: the column is missing or null", True),
        (5, "number", "text not readable: 5 is not text", True),
        (6, "blank", "empty text: nothing but white space", True),
        (7, "half", "undecodable characters: the text holds half a character (a lone \\ud800 to \\udfff)", True),
        (8, None, "undecodable bytes: character 26 is not utf-8; name the encoding with --encoding", True),
        (9, None, "id not readable: an object is neither text nor a whole number; another was made", False),
        (10, None, "broken JSON: nested too deep", True),
        (
            11,
            "date",
            (
                "date not readable: 1491264000 is not text; write it as ISO 8601 (2017-04-30). "
                "The article is read without a date"
            ),
            False,
        ),
        (12, "plain", "language not known: 'English' is no ISO 639-1 code such as en or ar; told from the text", False),
        (12, "plain", "outlet not readable: 5 is not text; left out", False),
    ]
    assert next(row.byline for row in rows_of(read) if row.text == "Plain.") == "A, B"
    with pytest.raises(ReadingError, match=r"a\.jsonl:2: broken JSON"):
        read_articles([tmp_path], reading=Reading(strict=True))


def test_a_line_of_fifty_million_characters_is_reported_and_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.write(b'{"id": "1", "text": "Before."}\n{"id": "2", "text": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"id": "3", "text": "After."}\n')
    read = read_articles([tmp_path])
    assert [row.given_id for row in rows_of(read)] == ["1", "3"]
    (problem,) = problems_of(read)
    assert (problem.line, problem.skipped) == (2, True)
    assert problem.reason.startswith("absurd size: a line of more than 16,000,000 characters")


def test_wrong_columns_stop_the_reading_and_name_those_that_are_there(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": "unit_id,story\n1,Text.\n", "b.jsonl": '{"unit_id": 1, "story": "Text."}\n'})
    pq.write_table(pa.table({"unit_id": [1], "story": ["Text."]}), tmp_path / "c.parquet")
    for name in ("a.csv", "b.jsonl", "c.parquet"):
        with pytest.raises(ReadingError) as caught:
            read_articles([tmp_path / name])
        assert str(caught.value) == (
            f"{tmp_path / name}: no column 'text' or body, content, article_content; its columns are "
            "'unit_id', 'story'. Name the right one with --columns text=COLUMN, "
            "or name only the files that hold articles (nothing was changed)"
        )
        (row,) = rows_of(read_articles([tmp_path / name], reading=Reading(columns={"text": "story", "id": "unit_id"})))
        assert (row.given_id, row.text) == ("1", "Text.")
    with pytest.raises(ReadingError, match=r"no column 'paper'.*--columns outlet=COLUMN"):
        read_articles([tmp_path / "a.csv"], reading=Reading(columns={"text": "story", "outlet": "paper"}))
    with pytest.raises(ReadingError, match=r"columns: 'body' is no field of an article; write FIELD=COLUMN"):
        read_articles([tmp_path / "a.csv"], reading=Reading(columns={"body": "story"}))


def test_other_usual_names_of_columns_are_taken_and_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": "Headline,BODY,source,published_at,link\nT,Body.,X,2017-04-04,https://x.example/\n"})
    read = read_articles([tmp_path])
    (row,) = rows_of(read)
    assert (row.text, row.outlet, row.url) == ("T\n\nBody.", "X", "https://x.example/")
    (problem,) = problems_of(read)
    assert problem.reason == (
        "columns read as: date=published_at,outlet=source,text=BODY,title=Headline,url=link; "
        "say otherwise with --columns"
    )
    assert not problem.skipped
    write(tmp_path, {"a.csv": "text,body,outlet,source\nRight.,Wrong.,Right,Wrong\n"})
    (row,) = rows_of(read_articles([tmp_path]))
    assert (row.text, row.outlet) == ("Right.", "Right")


def test_csv_keeps_quoted_line_ends_and_tells_bad_rows_by_their_first_line(tmp_path: Path) -> None:
    data = (
        b'id,text\r\n1,"Two\r\nlines\nor ""three""\r."\r\n2,unquoted, comma\r\n3,"half'
        b'" quoted\r\n4,"\xff\xfe\xfa"\r\n5,\r\n\r\n6,Fine.\r\n7,"never closed\r\nand on'
    )
    (tmp_path / "a.csv").write_bytes(data)
    read = read_articles([tmp_path])
    assert [(row.given_id, row.text) for row in rows_of(read)] == [("1", 'Two\r\nlines\nor "three"\r.'), ("6", "Fine.")]
    assert [(p.line, p.reason.partition(":")[0], p.skipped) for p in problems_of(read)] == [
        (6, "too many cells", True),
        (7, "broken CSV", True),
        (8, "undecodable bytes", True),
        (9, "empty text", True),
        (12, "broken CSV", True),
    ]


def test_a_quotation_mark_never_closed_does_not_swallow_a_large_file(tmp_path: Path) -> None:
    rows = "".join(f"{i},{TEXT!r}\n" for i in range(50))
    write(tmp_path, {"a.csv": 'id,text\nbad,"opened\n' + rows.replace(", ", " ").replace("'", "")})
    read = read_articles([tmp_path], reading=Reading(maximum_characters=1000))
    (problem, *_) = problems_of(read)
    assert problem.reason.startswith("broken CSV: field larger than field limit (1000) (lines 2 to ")
    assert len(rows_of(read)) > 30
    assert csv.field_size_limit() == 131072


def test_semicolons_and_tabs_part_cells_too(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": "id;text\n1;One, and more.\n", "b.tsv": 'id\ttext\n2\t"Two,\tand more."\n'})
    read = read_articles([tmp_path])
    assert [row.text for row in rows_of(read)] == ["One, and more.", "Two,\tand more."]
    assert [p.reason for p in problems_of(read)] == ["cells parted by semicolon, not by comma"]


def test_a_json_file_holds_an_array_or_one_article(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "many.json": json.dumps([{"id": 1, "text": "One."}, 5, {"id": 2, "text": "Two."}]),
            "one.json": json.dumps({"id": 3, "text": "Three."}),
            "within.json": json.dumps({"count": 1, "articles": [{"id": 4, "text": "Four."}]}),
            "broken.json": '{"id": 5, "text": "Five."}\n{"id": 6, "text": "Six."}',
            "empty.json": "",
            "other.json": '{"format": 1}',
        },
    )
    read = read_articles([tmp_path])
    assert [row.text for row in rows_of(read)] == ["One.", "Two.", "Three.", "Four."]
    assert [(p.source, p.line, p.reason.partition(":")[0]) for p in problems_of(read)] == [
        ("broken.json", 2, "broken JSON"),
        ("empty.json", None, "empty file"),
        ("many.json", 2, "not an object"),
        ("other.json", None, "no text"),
    ]


def test_parquet_keeps_numbers_of_ids_and_times_as_they_are(tmp_path: Path) -> None:
    table = pa.table(
        {
            "id": [1, 2, 3],
            "text": pa.array(["One.", "Two.", None]),
            "date": pa.array([datetime(2017, 4, 4, 12, 30), None, None], pa.timestamp("ns")),
            "other": [b"\xff"] * 3,
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    days = pa.table({"text": ["Dated."], "date": [date(2017, 4, 4)]})
    pq.write_table(days, tmp_path / "b.parquet")
    with gzip.open(tmp_path / "c.parquet.gz", "wb") as packed:
        pq.write_table(pa.table({"id": ["z"], "text": ["Packed."]}), packed)
    (tmp_path / "d.parquet").write_bytes(b"PAR1 cut")
    read = read_articles([tmp_path])
    found = {row.text: (row.published, row.published_precision) for row in rows_of(read)}
    assert found == {
        "One.": (datetime(2017, 4, 4, 12, 30, tzinfo=UTC), "second"),
        "Two.": (None, None),
        "Dated.": (datetime(2017, 4, 4, tzinfo=UTC), "day"),
        "Packed.": (None, None),
    }
    assert [(p.source, p.line, p.reason.partition(":")[0]) for p in problems_of(read)] == [
        ("a.parquet", 3, "no text"),
        ("d.parquet", None, "broken Parquet"),
    ]


def test_bytes_that_are_no_text_inside_parquet_are_one_bad_row(tmp_path: Path) -> None:
    column = pa.array([b"One.", b"\xff\xfe"], pa.binary())
    pq.write_table(pa.table({"id": ["1", "2"], "text": column}), tmp_path / "a.parquet")
    read = read_articles([tmp_path])
    assert [row.text for row in rows_of(read)] == ["One."]
    assert [(p.line, p.reason) for p in problems_of(read)] == [(2, "undecodable bytes: the text is not UTF-8")]


def test_packed_files_are_read_and_cut_ones_up_to_the_cut(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": f"{i:05}", "text": f"{TEXT} {i * i}"}) + "\n" for i in range(3000)).encode()
    (tmp_path / "whole.JSONL.GZ").write_bytes(gzip.compress(lines))
    read = read_articles([tmp_path])
    assert (read.added, problems_of(read)) == (3000, [])
    packed = gzip.compress(lines)
    (tmp_path / "whole.JSONL.GZ").write_bytes(packed[: len(packed) // 2])
    read = read_articles([tmp_path])
    assert problems_of(read)[-1].reason.startswith("broken gzip: ")
    (tmp_path / "whole.JSONL.GZ").write_bytes(b"no gzip at all")
    assert problems_of(read_articles([tmp_path]))[0].reason.startswith("file cannot be read: ")


def test_empty_files_of_every_kind(tmp_path: Path) -> None:
    for suffix in ("jsonl", "csv", "tsv", "json", "parquet", "html", "txt", "md"):
        write(tmp_path, {f"{suffix}.{suffix}": ""})
    read = read_articles([tmp_path])
    assert read.added == 0
    assert {p.source for p in problems_of(read)} == {p.name for p in tmp_path.iterdir()}
    assert read.skipped == 8


def test_a_folder_of_parquet_is_read_by_batches(tmp_path: Path) -> None:
    texts = [f"{k} " + "The quarry at Vesla stood still. " * 200 for k in range(8_000)]
    for part in range(2):
        ids = [f"{part}-{k}" for k in range(len(texts))]
        pq.write_table(pa.table({"id": ids, "text": texts}), tmp_path / f"{part}.parquet")
    size, before, most, rows = 2 * sum(map(len, texts)), pa.total_allocated_bytes(), 0, 0
    for source in list_sources([tmp_path], (".parquet",)).sources:
        for _ in read_parquet(source, Reading()):
            rows += 1
            most = max(most, pa.total_allocated_bytes() - before)
    assert rows == 16_000
    assert most < size / 4  # 18 MB of 106: one batch, one page and the packed column

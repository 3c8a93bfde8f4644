"""All tables of a case as a folder of CSV, JSONL or Parquet files, with given ids and the text beside every offset."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from firsthand.export.writing import make_folder, open_whole
from firsthand.views.lookup import TABLES, Lookup, Tables

ARTICLE_COLUMNS = {
    "article_id": "article",
    "a_id": "a",
    "b_id": "b",
    "from_id": "from",
    "to_id": "to",
    "through_id": "through",
    "credit_id": "credit_article",
    "anchor_id": "anchor",
    "fullest_id": "fullest",
    "earliest_id": "earliest",
    "earlier_id": "earlier",
}
"""Columns that point to an article, and the column added beside each for the id that the input gave."""

_BATCH = 2_048
"""Rows written at once: with their texts a few megabytes."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters by which spreadsheets take a cell for a formula (OWASP, CSV injection)."""

Spans = tuple[str, str, str, str]
"""Column of the article, of the start, of the end, and the column that is added with the text between."""
SPANS: dict[str, tuple[Spans, ...]] = {
    "credits": (("article_id", "start", "end", "text"),),
    "source_names": (("article_id", "start", "end", "text"),),
    "reuse": (
        ("a_id", "a_start", "a_end", "a_text"),
        ("b_id", "b_start", "b_end", "b_text"),
        ("credit_id", "credit_start", "credit_end", "credit_text"),
    ),
    "direction_evidence": (("article_id", "start", "end", "words"),),
    "rewritings": (("a_id", "a_start", "a_end", "a_text"), ("b_id", "b_start", "b_end", "b_text")),
    "omissions": (("from_id", "start", "end", "text"),),
    "family_passages": (("article_id", "credit_start", "credit_end", "credit_text"),),
    "number_edits": (
        ("a_id", "a_start", "a_end", "a_text"),
        ("a_id", "a_sentence_start", "a_sentence_end", "a_sentence"),
        ("b_id", "b_start", "b_end", "b_text"),
        ("b_id", "b_sentence_start", "b_sentence_end", "b_sentence"),
    ),
    "figures": (("article_id", "start", "end", "text"), ("article_id", "number_start", "number_end", "number_text")),
    "places": (("article_id", "start", "end", "text"),),
    "times": (("article_id", "start", "end", "text"),),
    "mentions": (("article_id", "start", "end", "text"), ("article_id", "quote_start", "quote_end", "quote")),
    "derivations": (("article_id", "start", "end", "text"),),
    "wordings": (("article_id", "start", "end", "text"),),
}
"""Spans of each table; the columns of `Spans` type (attributions) are handled as lists."""
LISTS: dict[str, tuple[str, ...]] = {
    "attributions": ("source", "cue", "content", "channel"),
    "family_passages": ("spans",),
}
"""Columns that hold flat lists of offsets into the row's article."""


def export_csv(case: Tables, path: Path, folded: bool = False) -> int:
    """Every table as PATH/TABLE.csv for spreadsheets; returns the number of files.

    Text cells that a spreadsheet would take for a formula get an apostrophe before them; lists are JSON. `folded`
    changes nothing in the table exports.
    """
    return _export(case, path, "csv", _write_csv)


def export_jsonl(case: Tables, path: Path, folded: bool = False) -> int:
    """Every table as PATH/TABLE.jsonl, an object a row; returns the number of files."""
    return _export(case, path, "jsonl", _write_jsonl)


def export_parquet(case: Tables, path: Path, folded: bool = False) -> int:
    """Every table as PATH/TABLE.parquet, types kept; returns the number of files."""
    return _export(case, path, "parquet", _write_parquet)


Write = Callable[[Path, pa.Schema, Iterator[pa.Table]], None]


def _export(case: Tables, path: Path, ending: str, write: Write) -> int:
    make_folder(path)
    lookup = Lookup(case)
    for name in TABLES.values():
        table = case.table(name)
        schema = add_columns(lookup, name, table.slice(0, 0)).schema
        batches = (add_columns(lookup, name, table.slice(at, _BATCH)) for at in range(0, table.num_rows, _BATCH))
        write(path / f"{name}.{ending}", schema, batches)
    return len(TABLES)


def add_columns(lookup: Lookup, name: str, table: pa.Table) -> pa.Table:
    """The table with the given id beside each article id and the text beside each span."""
    columns: dict[str, pa.Array] = {}
    for column in table.column_names:
        columns[column] = table[column]
        beside = ARTICLE_COLUMNS.get(column)
        if beside and not (name == "articles" and column == "article_id"):
            ids = table[column].to_pylist()
            columns[beside] = pa.array([None if i is None else lookup.given(i) for i in ids], pa.string())
    for article, start, end, text in SPANS.get(name, ()):
        places = zip(*(table[c].to_pylist() for c in (article, start, end)), strict=True)
        cut = [None if None in place else lookup.article(place[0]).text[place[1] : place[2]] for place in places]
        columns[text if text not in columns else f"{text}_words"] = pa.array(cut, pa.string())
    for column in LISTS.get(name, ()):
        texts = []
        for article_id, flat in zip(table["article_id"].to_pylist(), table[column].to_pylist(), strict=True):
            text = lookup.article(article_id).text
            texts.append([text[s:e] for s, e in zip(flat[::2], flat[1::2], strict=True)])
        columns[f"{column}_text"] = pa.array(texts, pa.list_(pa.string()))
    return pa.table(columns)


def _write_csv(path: Path, schema: pa.Schema, batches: Iterator[pa.Table]) -> None:
    with open_whole(path) as file:
        writer = csv.writer(cast(IO[str], file), lineterminator="\n")
        writer.writerow(schema.names)
        for batch in batches:
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                writer.writerow([write_cell(value) for value in row])


def write_cell(value: Any) -> str:
    """A value as the text of a CSV cell, safe to open in a spreadsheet.

    >>> write_cell("=1+1"), write_cell(-4), write_cell(True), write_cell(None), write_cell(["a"])
    ("'=1+1", '-4', 'true', '', '["a"]')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value)


def _write_jsonl(path: Path, schema: pa.Schema, batches: Iterator[pa.Table]) -> None:
    with open_whole(path) as file:
        for batch in batches:
            for row in batch.to_pylist():
                plain = {k: _moment(v) if isinstance(v, datetime) else v for k, v in row.items()}
                cast(IO[str], file).write(json.dumps(plain, ensure_ascii=False) + "\n")


def _write_parquet(path: Path, schema: pa.Schema, batches: Iterator[pa.Table]) -> None:
    with open_whole(path, binary=True) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(batch.cast(schema))


def _moment(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")

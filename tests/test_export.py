"""The exports of the invented case: what the scorers read, safe and whole files, the same bytes twice."""

import csv
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import firsthand
from firsthand.errors import FirsthandError
from firsthand.export import EXPORTS
from firsthand.export.tables import write_cell
from firsthand.export.writing import open_whole
from firsthand.read.articles import make_article
from firsthand.records import Article, Reuse
from firsthand.views.lookup import TABLES
from tests.invented_case import Invented


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def export(name: str, path: Path, invented: Invented | None = None, folded: bool = False) -> list[dict[str, Any]]:
    EXPORTS[name]((invented or Invented()).case(), path, folded)
    return lines(path)


def test_claims_have_what_the_scorer_reads(tmp_path: Path) -> None:
    claims = export("claims", tmp_path / "claims.jsonl")
    texts = {a.given_id: a.text for a in (Invented().wire, Invented().copy)}
    toll = next(c for c in claims if len(c["mentions"]) == 3)
    assert (toll["origins_low"], toll["origins_best"], toll["origins_high"]) == (2, 2, 2)
    assert [m["figure"] for m in toll["mentions"]] == [4, 6, 4]
    assert [m["chain"] for m in toll["mentions"]] == [
        ["Coastal Wire", "the coastguard"],
        ["a union leader"],
        ["the coastguard"],
    ]
    ashore = next(c for c in claims if "ashore" in c["statement"])
    assert [(m["chain"], m["origin"]) for m in ashore["mentions"]] == [([], "text:W1"), ([], "text:W1")]
    for claim in claims:
        for mention in claim["mentions"]:
            assert mention["quote"] == texts[mention["article"]][mention["quote_start"] : mention["quote_end"]]
            assert mention["text"] == texts[mention["article"]][mention["start"] : mention["end"]]
            assert len(mention["quote"].split()) <= 80


def test_a_quotation_is_a_sentence_and_not_a_page(tmp_path: Path) -> None:
    from firsthand.records import Mention

    invented = Invented(extra="\n\n" + "word " * 300)
    invented.rows[Mention] = [
        replace(m, quote_start=m.start, quote_end=len(invented.wire.text))
        if m.article_id == invented.wire.article_id
        else m
        for m in invented.rows[Mention]
    ]
    for claim in export("claims", tmp_path / "claims.jsonl", invented):
        for mention in claim["mentions"]:
            assert len(mention["quote"].split()) <= 80


def test_attributions_have_spans_texts_and_the_index_of_their_parent(tmp_path: Path) -> None:
    articles = export("attributions", tmp_path / "attributions.jsonl")
    assert [a["id"] for a in articles] == ["C2", "W1"]
    for article in articles:
        for row in article["attributions"]:
            for role in ("source", "cue", "content", "channel"):
                assert [article["text"][s:e] for s, e in row[role]] == row[f"{role}_text"]
    copy = articles[0]["attributions"]
    inner = next(r for r in copy if r["parent"] is not None)
    assert copy[inner["parent"]]["who"] == "Coastal Wire"
    repair = next(r for r in copy if r["channel"])
    assert repair["channel_text"] == ["Northern News"]


def test_an_article_without_statements_is_there(tmp_path: Path) -> None:
    invented = Invented()
    invented.rows[Article].append(make_article("Nothing was said.", given_id="A0"))
    assert export("attributions", tmp_path / "a.jsonl", invented)[0] == {
        "id": "A0",
        "outlet": None,
        "language": "und",
        "text": "Nothing was said.",
        "attributions": [],
    }


def test_reuse_has_both_texts_beside_their_offsets(tmp_path: Path) -> None:
    passages = export("reuse", tmp_path / "reuse.jsonl")
    texts = {a.given_id: a.text for a in (Invented().wire, Invented().copy)}
    assert len(passages) == 3
    for passage in passages:
        for side in "ab":
            assert passage[f"{side}_text"] == texts[passage[side]][passage[f"{side}_start"] : passage[f"{side}_end"]]
    (credited,) = [p for p in passages if p["credited"]]
    assert credited["credit"]["text"] == "Coastal Wire reported that"
    assert credited["from"] == "W1"
    assert credited["direction"] in ("a to b", "b to a")


def test_two_hundred_copies_give_every_pair_and_folded_one_line(tmp_path: Path) -> None:
    text, invented = "Five medics died in the village on Monday, officials said.", Invented()
    copies = [make_article(text, given_id=f"n{i:03}", outlet=f"Outlet {i}") for i in range(200)]
    copies.sort(key=lambda a: a.article_id)
    invented.rows[Article] = copies
    invented.rows[Reuse] = [
        Reuse(
            i * 1000 + j, a.article_id, 0, len(text), b.article_id, 0, len(text), 10, 10, 10, "story", [], None, False,
            None, None, None, None,
        )
        for i, a in enumerate(copies)
        for j, b in enumerate(copies)
        if i < j
    ]  # fmt: skip
    assert len(export("reuse", tmp_path / "all.jsonl", invented)) == 200 * 199 // 2
    (folded,) = export("reuse", tmp_path / "folded.jsonl", invented, folded=True)
    assert folded["stands_for"] == 200 * 199 // 2


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_second_run_gives_the_same_bytes_whatever_the_order_of_rows(name: str, tmp_path: Path) -> None:
    one, other = Invented(), Invented()
    for path, invented in ((tmp_path / "one", one), (tmp_path / "other", other)):
        EXPORTS[name](invented.case(), path, False)
    files = [tmp_path / "one"] if (tmp_path / "one").is_file() else sorted((tmp_path / "one").iterdir())
    for file in files:
        twin = tmp_path / "other" / file.name if file.parent.name == "one" else tmp_path / "other"
        assert file.read_bytes() == twin.read_bytes()


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_every_table_is_written_with_given_ids(ending: str, tmp_path: Path) -> None:
    assert EXPORTS[ending](Invented().case(), tmp_path, False) == len(TABLES)
    assert {f.name for f in tmp_path.iterdir()} == {f"{name}.{ending}" for name in TABLES.values()}
    if ending == "parquet":
        table = pq.read_table(tmp_path / "reuse.parquet")
        assert {"a", "a_text", "b", "b_text", "from", "credit_text"} <= set(table.column_names)
        assert set(table["from"].to_pylist()) == {"W1"}
    if ending == "jsonl":
        for row in lines(tmp_path / "mentions.jsonl"):
            assert row["article"] in ("W1", "C2")
            assert row["text"] in row["quote"]
    if ending == "csv":
        with (tmp_path / "attributions.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert json.loads(rows[0]["content_text"])


def test_cells_that_a_spreadsheet_would_run_are_made_text(tmp_path: Path) -> None:
    for cell in ("=HYPERLINK(1)", "+1", "-1 degrees", "@SUM(1)", "\tx", "\rx"):
        assert write_cell(cell) == "'" + cell
    assert write_cell(-5) == "-5"
    EXPORTS["csv"](Invented(outlet="=cmd|' /C calc'!A0").case(), tmp_path, False)
    assert "'=cmd|" in (tmp_path / "articles.csv").read_text("utf-8")


def test_a_folder_that_may_not_be_written_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FirsthandError, match=r"cannot write .*claims\.jsonl: .*--to PATH"):
        EXPORTS["claims"](Invented().case(), tmp_path / "file" / "claims.jsonl", False)
    with pytest.raises(FirsthandError, match="cannot make the folder"):
        EXPORTS["csv"](Invented().case(), tmp_path / "file" / "tables", False)
    with pytest.raises(FirsthandError, match="is a folder"):
        EXPORTS["claims"](Invented().case(), tmp_path, False)


def test_a_full_disk_leaves_what_was_there_and_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("before")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FirsthandError, match="No space left on device"):
        EXPORTS["claims"](Invented().case(), path, False)
    assert path.read_text() == "before"
    assert [f.name for f in tmp_path.iterdir()] == ["claims.jsonl"]


def test_a_stop_in_the_middle_leaves_no_half_file(tmp_path: Path) -> None:
    def stop() -> None:
        with open_whole(tmp_path / "x.txt") as file:
            file.write("half")  # type: ignore[call-overload]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert list(tmp_path.iterdir()) == []


def test_events_and_points_have_what_is_stated_and_nothing_else(tmp_path: Path) -> None:
    harbour = "Two boats sank off Velmore on Monday and 18 people were killed, the harbour office said."
    guard = "The coast guard said on Tuesday that 22 people were killed when two boats sank off Velmore on Monday."
    for name, text in (("=one", harbour), ("two", guard)):
        (tmp_path / f"{name}.txt").write_text(f"---\ndate: 2026-02-03\nid: '{name}'\n---\n{text}\n", "utf-8")
    case = firsthand.run([tmp_path], tmp_path / "case")
    assert EXPORTS["events"](case, tmp_path / "events.csv", False) == 1
    (row,) = csv.DictReader((tmp_path / "events.csv").read_text("utf-8").splitlines())
    assert (row["date_start"], row["low"], row["high"], row["number_of_sources"]) == ("2026-02-02", "18", "22", "2")
    assert (row["latitude"], row["where_prec"], row["injured_best"]) == ("", "", "")
    assert row["source_article"] == "'=one;two"
    assert EXPORTS["geojson"](case, tmp_path / "events.json", False) == 1
    (feature,) = json.loads((tmp_path / "events.json").read_text("utf-8"))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["killed"] == {"low": 18, "best": float(row["best"]), "high": 22}
    assert case.incidents().num_rows == 1

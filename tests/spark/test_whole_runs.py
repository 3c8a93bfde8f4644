"""Whole runs on Spark: every table of a case, byte for byte the one that one machine makes."""

import os
import signal
import threading
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import firsthand
from firsthand.records import Article
from firsthand.spark.session import open_session
from tests.spark.conftest import Cluster, stop
from tests.spark.corpus import make_corpus

FIELDS = {"id": "given_id", "outlet": "outlet", "text": "text"}
pytestmark = [pytest.mark.spark, pytest.mark.scale]


def tables_of(case: Path) -> dict[str, bytes]:
    """Every table of the current generation as it is on disk."""
    generation = case / "generations" / (case / "CURRENT").read_text().strip()
    return {path.name: path.read_bytes() for path in generation.glob("*.parquet")}


def check_same(one: Path, other: Path) -> None:
    found, wanted = tables_of(one), tables_of(other)
    assert found.keys() == wanted.keys()
    assert [name for name in sorted(wanted) if found[name] != wanted[name]] == []


def write_corpus(path: Path, articles: list[Article]) -> Path:
    """Articles as JSONL, since reading is part of a run."""
    import json

    rows = (
        {"id": a.given_id, "outlet": a.outlet, "text": a.text, "date": a.published and a.published.isoformat()}
        for a in articles
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("example", ["arsal", "conflict-incidents"])
def test_an_example_is_the_same_on_spark(example: str, tmp_path: Path) -> None:
    firsthand.run([f"examples/{example}"], tmp_path / "here")
    firsthand.run([f"examples/{example}"], tmp_path / "there", on="local[2]")
    check_same(tmp_path / "there", tmp_path / "here")
    assert not (tmp_path / "there" / "spark").exists()


def test_two_thousand_articles_with_a_crowd_are_the_same_on_spark(tmp_path: Path) -> None:
    articles = write_corpus(tmp_path / "articles.jsonl", make_corpus(2_000, crowd=150))
    firsthand.run([articles], tmp_path / "here")
    firsthand.run([articles], tmp_path / "there", on="local[2]")
    check_same(tmp_path / "there", tmp_path / "here")


def test_a_case_that_grew_on_spark_and_here_is_the_case_read_at_once(tmp_path: Path) -> None:
    corpus = make_corpus(30)
    first = write_corpus(tmp_path / "first.jsonl", corpus[:20])
    second = write_corpus(tmp_path / "second.jsonl", corpus[20:])
    firsthand.run([first, second], tmp_path / "at once")
    firsthand.run([first], tmp_path / "grown")
    firsthand.run([second], tmp_path / "grown", on="local[2]")
    assert tables_of(tmp_path / "grown").keys() == tables_of(tmp_path / "at once").keys()
    check_same(tmp_path / "grown", tmp_path / "at once")


def test_a_worker_that_is_lost_costs_no_row(cluster: Cluster, tmp_path: Path) -> None:
    """The one worker is killed while articles are parsed, with its executor; the other does its tasks again."""
    articles = write_corpus(tmp_path / "articles.jsonl", make_corpus(200, crowd=70))
    killed: list[str] = []

    def kill(table: str, done: int, total: int) -> None:
        if table in ("parses", "alignments") and done == 0 and not killed:
            killed.append(table)
            threading.Timer(4, stop, (cluster.workers[0],)).start()

    firsthand.run([articles], tmp_path / "there", on=cluster.master, report=kill)
    assert killed == ["parses"]
    assert cluster.workers[0].poll() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None
    firsthand.run([articles], tmp_path / "here")
    check_same(tmp_path / "there", tmp_path / "here")


def test_articles_and_tables_on_a_path_that_spark_reads(tmp_path: Path) -> None:
    corpus = make_corpus(30)
    stored = (tmp_path / "store" / "articles").as_uri()
    columns = {name: [getattr(a, field) for a in corpus] for name, field in FIELDS.items()}
    with open_session("local[2]") as session:
        session.createDataFrame(pa.table(columns)).repartition(3).write.parquet(stored)
    tables = (tmp_path / "tables").as_uri()
    case = firsthand.run([stored], tmp_path / "there", on="local[2]", tables=tables)
    assert case.table("articles").num_rows == 30
    assert set(case.table("articles")["source"].to_pylist()) == {"articles.parquet"}
    assert (tmp_path / "tables" / "findings.json").exists()
    pq.write_table(pa.table(columns), tmp_path / "articles.parquet")
    firsthand.run([tmp_path / "articles.parquet"], tmp_path / "here")
    check_same(tmp_path / "there", tmp_path / "here")


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    articles = write_corpus(tmp_path / "articles.jsonl", make_corpus(20))
    made: list[str] = []
    stopped: list[str] = []

    def stop_at(table: str, done: int, total: int) -> None:
        if table == "pairs" and not stopped:
            stopped.append(table)
            os.kill(os.getpid(), signal.SIGINT)

    def note(table: str, done: int, total: int) -> None:
        if done == 0:
            made.append(table)

    with pytest.raises(KeyboardInterrupt):
        firsthand.run([articles], tmp_path / "there", on="local[2]", report=stop_at)
    firsthand.run([articles], tmp_path / "there", on="local[2]", report=note)
    assert "pairs" in made
    assert "parses" not in made
    firsthand.run([articles], tmp_path / "here")
    check_same(tmp_path / "there", tmp_path / "here")

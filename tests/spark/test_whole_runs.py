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
        {
            "id": a.given_id,
            "outlet": a.outlet,
            "url": a.url,
            "text": a.text,
            "date": a.published and a.published.isoformat(),
        }
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


def test_two_thousand_articles_are_the_same_on_spark(tmp_path: Path) -> None:
    """Several hundred stories, one of them with some hundred copies, and a line that stands under every article."""
    articles = write_corpus(tmp_path / "articles.jsonl", make_corpus(2000, crowd=120))
    firsthand.run([articles], tmp_path / "there", on="local[2]")
    here = firsthand.run([articles], tmp_path / "here", workers=2)
    check_same(tmp_path / "there", tmp_path / "here")
    empty = {name for name in here.tables() if not here.table(name).num_rows}
    assert empty <= {"decisions", "judged_directions", "judgements", "near_mentions", "problems", "registry"}
    assert here.table("incidents").num_rows > 300


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


def test_a_case_grows_by_articles_from_storage_in_a_run_that_was_stopped(tmp_path: Path) -> None:
    """Some articles here, more on a path of Spark's with the tables, in a run that is stopped half way and goes on."""
    corpus = make_corpus(30)
    columns = {name: [getattr(a, field) for a in corpus] for name, field in FIELDS.items()}
    old, new = pa.table(columns).slice(0, 20), pa.table(columns).slice(20)
    pq.write_table(old, tmp_path / "old.parquet")
    firsthand.run([tmp_path / "old.parquet"], tmp_path / "there")
    stored, tables = (tmp_path / "new.parquet").as_uri(), (tmp_path / "tables").as_uri()
    with open_session("local[2]") as session:
        session.createDataFrame(new).repartition(3).write.parquet(stored)
    made: list[str] = []

    def stop_at(table: str, done: int, total: int) -> None:
        if table == "pairs" and not made:
            made.append(table)
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        firsthand.run([stored], tmp_path / "there", on="local[2]", tables=tables, report=stop_at)
    case = firsthand.run(
        [stored], tmp_path / "there", on="local[2]", tables=tables, report=lambda table, done, total: made.append(table)
    )
    assert "pairs" in made[1:]
    assert "parses" not in made
    assert set(case.table("articles")["source"].to_pylist()) == {"old.parquet", "new.parquet"}
    assert (tmp_path / "tables" / "findings.json").exists()
    (tmp_path / "again").mkdir()
    pq.write_table(new, tmp_path / "again" / "new.parquet")
    firsthand.run([tmp_path / "old.parquet", tmp_path / "again"], tmp_path / "here")
    check_same(tmp_path / "there", tmp_path / "here")

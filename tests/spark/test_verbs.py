"""Each verb on Spark makes what it makes on one machine: single steps over an invented case."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from firsthand.errors import EngineError
from firsthand.pipeline import as_made
from firsthand.settings import Settings
from firsthand.spark.case import GIVEN
from firsthand.spark.runner import Frame, Spark, columns_of, find_neighbourhoods
from firsthand.spark.session import open_session
from firsthand.spark.tables import Tables
from firsthand.spark.worker import Kind, connect_batches
from firsthand.steps import STEPS
from tests.origins.test_growing_cases import run_all
from tests.spark import loads
from tests.spark.corpus import make_corpus

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MADE = {step.table: step for step in STEPS}
KINDS = {name: Kind(row, ()) for name, row in GIVEN.items()} | {s.table: Kind(s.row, s.order) for s in STEPS}
ONE_OF_EACH = (
    "sketches",  # map
    "alignments",  # map, with articles looked up
    "attributions",  # group of one key, with an input for all
    "passages",  # group of several keys a call, articles looked up
    "families",  # group of all rows
    "pairs",  # sql
    "article_terms",  # sql with logarithms
    "claim_mentions",  # connect
)


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    return run_all(make_corpus(40))


@pytest.fixture(scope="module")
def session() -> Iterator["SparkSession"]:
    with open_session("local[2]") as opened:
        yield opened


@pytest.mark.spark
@pytest.mark.parametrize("chunk_rows", [3, 64])
@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_step_makes_the_same_rows(
    name: str, chunk_rows: int, session: "SparkSession", tables: dict[str, pa.Table]
) -> None:
    step = MADE[name]
    frames = {}
    for given in step.inputs:
        mixed = tables[given].take(pa.array(range(tables[given].num_rows)[::-1], pa.int64()))
        rows = session.createDataFrame(mixed, schema=columns_of(KINDS[given].row))
        frames[given] = Frame(rows.repartition(3), KINDS[given], mixed.num_rows)
    made = Spark(session, Settings(), chunk_rows=chunk_rows).make(step, frames).toArrow()
    assert tables[name].num_rows > 0
    assert as_made(step, made).equals(tables[name])


@pytest.mark.spark
def test_pairs_of_a_story_are_done_together_but_not_those_of_a_crowd(session: "SparkSession") -> None:
    clique = [(1, 2), (1, 3), (2, 3), (2, 4), (3, 4)]
    crowd = [(20, b) for b in range(30, 40)] + [(30, 31)]
    pairs = session.createDataFrame(pa.table(list(zip(*clique, *crowd, strict=True)), names=["a_id", "b_id"]))
    found = find_neighbourhoods(pairs, "a_id", "b_id", 10).toArrow().sort_by("a_id").to_pydict()
    assert found == {"a_id": [1, 2, 3, 20, 30], "near": [1, 1, 1, 20, 30]}


@pytest.mark.spark
def test_a_worker_loads_each_model_once(session: "SparkSession", tables: dict[str, pa.Table], tmp_path: Path) -> None:
    """Parser and model of attribution are kept from call to call, and workers from task to task and step to step."""
    runner = Spark(session, Settings(), chunk_rows=2)
    notes = tmp_path / "notes"
    notes.mkdir()
    for name, make in (("parses", loads.parse_and_note), ("attributions", loads.attribute_and_note)):
        step = dataclasses.replace(MADE[name], make=partial(make, notes))
        frames = {}
        for given in step.inputs:
            rows = session.createDataFrame(tables[given].slice(0, 32), schema=columns_of(KINDS[given].row))
            frames[given] = Frame(rows, KINDS[given], 32)
        assert runner.make(step, frames).toArrow().num_rows > 0
    noted = loads.read_notes(notes)
    total = sum(noted.values(), Counter())
    tasks = 2 * 2 * 4  # two steps, two cores, four tasks a core
    assert total[loads.PARSE] == 16
    assert total[loads.ATTRIBUTE] == 32
    assert len(noted) < tasks / 2, "a process for each task"
    assert all(count[loads.PARSER] <= 1 and count[loads.READER] <= 1 for count in noted.values()), noted
    assert total[loads.PARSER] >= 1
    assert total[loads.READER] >= 1


def test_groups_of_groups_are_the_groups_of_all() -> None:
    edges = pa.table({"a": [9, 4, 7, 1], "b": [4, 2, 7, 8]})
    halves = [connect_batches(iter(edges.slice(start, 2).to_batches())) for start in (0, 2)]
    whole = connect_batches(batch for half in halves for batch in half)
    assert pa.Table.from_batches(list(whole)).to_pydict() == {"a": [1, 2, 4, 7, 8, 9], "b": [1, 2, 2, 7, 1, 2]}


@pytest.mark.spark
def test_a_place_that_no_storage_knows(session: "SparkSession") -> None:
    with pytest.raises(EngineError, match=r"nosuch://news/tables: .*nosuch"):
        Tables(session, "nosuch://news/tables")


@pytest.mark.spark
def test_a_table_counts_once_its_marker_is_there(session: "SparkSession", tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    kept = Tables(session, folder.as_uri())
    row = GIVEN["registry"]
    assert kept.find_mark("registry") is None
    nothing = session.createDataFrame([], columns_of(row))
    kept.write("registry", [nothing], row, {"fingerprint": "one"})
    assert kept.find_mark("registry") == {"fingerprint": "one", "rows": 0}
    assert kept.read("registry", row).rows.collect() == []
    (folder / "registry.json").write_text('{"fingerpr', encoding="utf-8")
    (folder / ".registry.json.crc").unlink()
    assert kept.find_mark("registry") is None

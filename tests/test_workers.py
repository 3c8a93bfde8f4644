"""Steps over articles in other processes: the same rows in the same order."""

import dataclasses
import multiprocessing
from collections.abc import Iterator

import pytest

from firsthand import pipeline
from firsthand.errors import CaseError
from firsthand.pipeline import Local
from firsthand.read.articles import make_article
from firsthand.records import Article, Credit, RegistryEntry
from firsthand.schema import to_table
from firsthand.settings import Settings
from firsthand.steps import STEPS
from firsthand.workers import Workers, count_workers, is_known, open_workers

WIRES = ("AFP", "Reuters", "AP")
TEXTS = [f"VESLA ({WIRES[k % 3]}) - The quarry stood still for {k} days, owners said." for k in range(90)]
ROWS = [make_article(text, given_id=f"a{k}", language="en") for k, text in enumerate(TEXTS)]
ARTICLES = to_table(sorted(ROWS, key=lambda article: article.article_id), Article)
TABLES = {"articles": ARTICLES, "registry": to_table([], RegistryEntry)}
STEP = next(step for step in STEPS if step.table == "credits")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with open_workers(2) as opened:
        assert opened is not None
        yield opened


def test_rows_of_workers_are_those_of_one_process(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "LEAST_ROWS", 10)
    told: list[int] = []
    runner = Local(Settings(), chunk_rows=7, workers=workers, report=lambda table, done, total: told.append(done))
    made = runner.make(STEP, TABLES)
    assert made.num_rows >= 90
    assert made.equals(Local(Settings()).make(STEP, TABLES))
    assert told == [*range(7, 90, 7), 90]
    assert multiprocessing.active_children()


def test_few_rows_stay_in_this_process() -> None:
    with open_workers(3) as unused:
        assert unused is not None
        Local(Settings(), workers=unused).make(STEP, TABLES)
        assert unused._pool is None


def test_a_fault_in_a_worker_is_a_fault_of_the_run(workers: Workers) -> None:
    calls = ((ARTICLES.slice(start, 30),) for start in (0, 30, 60))
    with pytest.raises(TypeError, match="unexpected keyword"):
        list(workers.run("parses", calls, {"words": 3}, 2))


def test_a_function_in_the_place_of_a_steps_own_stays_in_this_process(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "LEAST_ROWS", 10)
    step = dataclasses.replace(STEP, make=lambda articles, registry: to_table([], Credit))
    assert is_known(STEP.table, STEP.make)
    assert Local(Settings(), chunk_rows=1, workers=workers).make(step, TABLES).num_rows == 0


def test_a_worker_that_is_ended_is_told() -> None:
    calls = ((ARTICLES.slice(start, 30), TABLES["registry"]) for start in (0, 30, 60))
    with open_workers(2) as opened:
        assert opened is not None
        made = opened.run("credits", calls, {}, 1)
        next(made)
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
        with pytest.raises(CaseError, match="run again with --workers 1"):
            list(opened.run("credits", ((ARTICLES, TABLES["registry"]),), {}, 1))


def test_one_worker_is_none_and_there_is_at_least_one() -> None:
    with open_workers(1) as none:
        assert none is None
    assert count_workers() >= 1

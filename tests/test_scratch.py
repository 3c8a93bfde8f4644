"""A run with a limit of memory: the same tables, large ones on disk, and nothing left behind."""

import random
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest

import firsthand
from benchmarks.bench_growth import reuse_steps
from benchmarks.many_articles import Line, to_articles
from firsthand import scratch as module
from firsthand.cli import main
from firsthand.errors import CaseError
from firsthand.judgements.rows import Judgement
from firsthand.pipeline import Local, as_made, order_of
from firsthand.records import Problem, RegistryEntry
from firsthand.schema import schema_of
from firsthand.scratch import FOLDER, Collected, Scratch, open_scratch, read_size
from firsthand.settings import Settings
from firsthand.store import Case, write_case

DESK = random.Random(7)
WORDS = ["".join(DESK.choice("bdklmnprst") + DESK.choice("aeiou") for _ in range(3)) for _ in range(900)]


def invent(sentences: int) -> list[str]:
    return [" ".join(DESK.choices(WORDS, k=14)).capitalize() + "." for _ in range(sentences)]


def make_lines(stories: int) -> list[Line]:
    """Stories that three outlets tell: one whole, one cut short, one between its own sentences."""
    lines = []
    for story in range(stories):
        told = invent(12)
        for k, body in enumerate((told, told[:7], [*invent(3), *told[3:9], *invent(2)])):
            outlet, day = f"Outlet {(story + k) % 5}", f"2024-03-{k + 1:02}"
            line = {"id": f"s{story:03}-{k}", "outlet": outlet, "date": day, "url": None, "title": ""}
            lines.append(line | {"text": "\n".join(body)})
    return lines


ARTICLES = to_articles(make_lines(36)).sort_by("article_id")


def make_reuse(path: Path, scratch: Scratch | None) -> Case:
    given = {"articles": ARTICLES}
    empty = (("problems", Problem), ("judgements", Judgement), ("registry", RegistryEntry))
    given |= {name: schema_of(row).empty_table() for name, row in empty}
    with write_case(path) as writer:
        return writer.make(given, reuse_steps(), Local(Settings(), scratch=scratch))


def files(case: Case) -> dict[str, bytes]:
    generation = case.path / "generations" / f"{case.generation:06}"
    return {path.name: path.read_bytes() for path in generation.rglob("*.parquet")}


def test_tables_of_reuse_are_the_same_where_they_do_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SMALL_SHARE", 1 / 12_000)
    whole = make_reuse(tmp_path / "whole", None)
    with open_scratch(tmp_path, module.LEAST) as scratch:
        assert scratch is not None
        limited = make_reuse(tmp_path / "limited", scratch)
        # Articles, postings, pairs, alignments, passages and reuse at least are larger than 21 kB.
        assert scratch.files >= 6
    assert whole.table("reuse").num_rows > 100
    for name in whole.tables():
        assert limited.table(name).equals(whole.table(name)), name
    assert files(limited) == files(whole)


def test_a_case_grows_within_a_limit_as_without(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for line in make_lines(2):
        (texts / f"{line['id']}.txt").write_text(line["text"], encoding="utf-8")
    firsthand.run([texts], tmp_path / "limited", memory=10**9)
    later = "\n".join(invent(9))
    (texts / "later.txt").write_text(later, encoding="utf-8")
    assert main(["run", str(texts), "--case", str(tmp_path / "limited"), "--memory", "1GB"]) == 0
    limited, whole = firsthand.open_case(tmp_path / "limited"), firsthand.run([texts], tmp_path / "whole")
    assert limited.generation == 2
    for name in whole.tables():
        assert limited.table(name).equals(whole.table(name)), name
    assert not (tmp_path / "limited" / FOLDER).exists()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError, MemoryError, CaseError])
def test_the_scratch_folder_goes_whatever_happens(tmp_path: Path, stop: type[BaseException]) -> None:
    def fail() -> None:
        with open_scratch(tmp_path, 10**6) as scratch:
            assert scratch is not None
            Collected(ARTICLES.schema, scratch).add(ARTICLES)
            assert list((tmp_path / FOLDER).iterdir())
            raise stop

    with pytest.raises(stop):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "000001.arrow").write_bytes(b"half")
    with open_scratch(tmp_path, None) as scratch:
        assert scratch is None
        assert not (tmp_path / FOLDER).exists()


def test_rows_collected_in_parts_are_sorted_as_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = next(step for step in reuse_steps() if step.table == "pairs")
    size = 60_000
    columns = {
        "a_id": [DESK.randrange(40) for _ in range(size)],
        "b_id": [DESK.randrange(40) for _ in range(size)],
        "shared": list(range(size)),
        "leader_id": [DESK.choice([None, 1, -5]) for _ in range(size)],
    }
    table = pa.table(columns).cast(schema_of(step.row))
    monkeypatch.setattr(module, "SMALL_SHARE", 1 / 5000)
    with open_scratch(tmp_path, module.LEAST) as scratch:
        assert scratch is not None
        collected = Collected(table.schema, scratch)
        for start in range(0, size, 7_001):
            collected.add(table.slice(start, 7_001))
        made = scratch.sort(collected.table(), order_of(step))
        assert scratch.files >= 2
        assert made.equals(as_made(step, table))


def test_the_engine_writes_to_the_folder_what_it_cannot_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENGINE_SHARE", 0.15)
    numbers = pa.table({"a": (np.arange(4_000_000) * 2654435761) % 4_000_037})
    sql = "SELECT a FROM n ORDER BY a"
    with duckdb.connect(config={"memory_limit": "38MB", "temp_directory": ""}) as engine:
        engine.register("n", numbers)
        with pytest.raises(duckdb.OutOfMemoryException):
            engine.sql(sql).to_arrow_table()
    with open_scratch(tmp_path, module.LEAST) as scratch:
        assert scratch is not None
        made = scratch.select(sql, {"n": numbers}, numbers.schema)
        assert np.array_equal(made.column("a").to_numpy(), np.sort(numbers.column("a").to_numpy()))


def test_an_engine_that_needs_more_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENGINE_SHARE", 0.001)
    numbers = pa.table({"a": list(range(300_000))})
    with open_scratch(tmp_path, 10**9) as scratch:
        assert scratch is not None
        sql = "SELECT array_agg(a || 'x' ORDER BY a DESC) AS a FROM n GROUP BY a % 2"
        with pytest.raises(CaseError, match=r"memory 1GB is too little for these articles; give more"):
            scratch.select(sql, {"n": numbers}, pa.schema([("a", pa.list_(pa.string()))]))


@pytest.mark.parametrize(("text", "message"), [("much", "is no size"), ("1", "is no size"), ("1MB", "at least 256MB")])
def test_a_size_that_is_none_is_told(
    text: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CaseError, match=message):
        read_size(text)
    assert main(["run", str(tmp_path), "--case", str(tmp_path / "case"), "--memory", text]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "case").exists()


def test_a_limit_of_memory_is_for_this_machine_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["run", str(tmp_path), "--case", str(tmp_path / "case"), "--memory", "1GB", "--on", "local[1]"]
    assert main(asked) == 2
    assert "name one of both" in capsys.readouterr().err

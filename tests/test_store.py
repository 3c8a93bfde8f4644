"""A case on disk: published whole or not at all, gone on with after a stop, made again where it is stale."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pytest

from firsthand import marks
from firsthand.errors import CaseError, UnknownError
from firsthand.pipeline import Local, Step
from firsthand.read.articles import make_article
from firsthand.records import Article, Problem
from firsthand.schema import Count, Id, schema_of, to_rows, to_table
from firsthand.settings import Settings
from firsthand.store import Case, open_case, write_case
from firsthand.store.folder import UPGRADES


@dataclass(frozen=True)
class Length:
    article_id: Id
    characters: Count


def measure_texts(articles: pa.Table, *, ngram_words: int) -> pa.Table:
    CALLS.append("lengths")
    return to_table([Length(a.article_id, len(a.text)) for a in to_rows(articles, Article)], Length)


def double(lengths: pa.Table) -> pa.Table:
    CALLS.append("doubled")
    if FAILURE:
        raise FAILURE[0]
    return to_table([replace(row, characters=2 * row.characters) for row in to_rows(lengths, Length)], Length)


CALLS: list[str] = []
FAILURE: list[BaseException] = []
STEPS = (
    Step("lengths", "map", measure_texts, ("articles",), Length, temporary=True),
    Step("doubled", "map", double, ("lengths",), Length),
)


@pytest.fixture(autouse=True)
def _forget() -> None:
    CALLS.clear()
    FAILURE.clear()


def make(path: Path, *texts: str, settings: Settings | None = None, steps: tuple[Step, ...] = STEPS) -> Case:
    articles = to_table([make_article(text, given_id=str(i)) for i, text in enumerate(texts)], Article)
    with write_case(path) as writer:
        read = {"articles": articles, "problems": schema_of(Problem).empty_table()}
        return writer.make(read, steps, Local(settings or Settings()))


def content(path: Path) -> dict[str, bytes]:
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.is_file() and p.name != "lock"}


def test_temporary_tables_are_not_kept(tmp_path: Path) -> None:
    case = make(tmp_path / "case", "One.", "Two and three.")
    assert case.tables() == ["articles", "doubled", "problems"]
    assert sorted(case.table("doubled").column("characters").to_pylist()) == [8, 28]


def test_a_second_run_makes_nothing_and_changes_no_byte(tmp_path: Path) -> None:
    make(tmp_path / "case", "One.")
    before = content(tmp_path / "case")
    CALLS.clear()
    make(tmp_path / "case", "One.")
    assert CALLS == []
    assert content(tmp_path / "case") == before


def test_a_stopped_run_leaves_the_case_as_it_was_and_goes_on(tmp_path: Path) -> None:
    make(tmp_path / "case", "One.")
    FAILURE.append(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "case", "One.", "Two.")
    assert open_case(tmp_path / "case").table("articles").num_rows == 1
    FAILURE.clear()
    CALLS.clear()
    assert make(tmp_path / "case", "One.", "Two.").table("doubled").num_rows == 2
    assert CALLS == ["doubled"], "the table that was finished before the stop is not made again"


def test_a_first_run_that_was_stopped_is_named(tmp_path: Path) -> None:
    FAILURE.append(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "case", "One.")
    with pytest.raises(CaseError, match="never finished; finish it with"):
        open_case(tmp_path / "case")


def test_a_table_made_with_another_number_is_made_again(tmp_path: Path) -> None:
    make(tmp_path / "case", "One.")
    CALLS.clear()
    make(tmp_path / "case", "One.", settings=Settings(ngram_words=Settings().ngram_words + 1))
    assert CALLS == ["lengths"], "what is made of it is not: it came out the same"


def test_what_is_made_of_a_table_is_made_again_only_where_that_came_out_otherwise(tmp_path: Path) -> None:
    make(tmp_path / "case", "One.", "Two.")
    CALLS.clear()
    case = make(tmp_path / "case", "Six.", "Ten.")
    assert CALLS == ["lengths", "doubled"], "ids are others, so the lengths are"
    CALLS.clear()
    assert make(tmp_path / "case", "Six.", "Ten.").generation == case.generation
    assert CALLS == []


def test_a_temporary_table_that_was_dropped_is_made_again_for_what_is_new(tmp_path: Path) -> None:
    make(tmp_path / "case", "One.")
    CALLS.clear()
    case = make(tmp_path / "case", "One.", steps=(*STEPS, replace(STEPS[1], table="doubled_too")))
    assert CALLS == ["lengths", "doubled"]
    assert case.table("doubled_too") == case.table("doubled")
    assert "lengths" not in case.tables()


def test_a_table_made_by_another_version_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "case", "One.")
    CALLS.clear()
    monkeypatch.setattr(marks, "engine_version", lambda: "another")
    case = make(tmp_path / "case", "One.")
    assert CALLS == ["lengths", "doubled"]
    assert case.made_by("doubled")["code"] == "another"


def test_a_reader_keeps_the_generation_that_it_opened(tmp_path: Path) -> None:
    reader = make(tmp_path / "case", "One.")
    make(tmp_path / "case", "One.", "Two.")
    assert reader.table("articles").num_rows == 1
    assert open_case(tmp_path / "case").table("articles").num_rows == 2


def test_old_generations_go(tmp_path: Path) -> None:
    for n in range(1, 5):
        make(tmp_path / "case", *["One."] * n)
    assert sorted(p.name for p in (tmp_path / "case" / "generations").iterdir()) == ["000003", "000004"]


@pytest.mark.parametrize(("found", "way_out"), [(99, "install a newer firsthand"), (0, "into a new case")])
def test_another_format_is_refused_with_the_way_out(tmp_path: Path, found: int, way_out: str) -> None:
    make(tmp_path / "case", "One.")
    (tmp_path / "case" / "case.json").write_text(json.dumps({"format": found}), "utf-8")
    with pytest.raises(CaseError, match=way_out):
        open_case(tmp_path / "case")


def test_an_older_format_is_upgraded_where_there_is_a_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "case", "One.")
    description = tmp_path / "case" / "case.json"
    description.write_text(json.dumps({"format": 0}), "utf-8")
    monkeypatch.setitem(UPGRADES, 0, lambda path: (path / "case.json").write_text('{"format": 1}', "utf-8") and None)
    assert open_case(tmp_path / "case").table("articles").num_rows == 1


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(CaseError, match="is no case"):
        make(tmp_path, "One.")
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_case_that_is_not_there_is_named() -> None:
    with pytest.raises(CaseError, match="there is no case at no-such-folder"):
        open_case("no-such-folder")


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    make(tmp_path / "case", "One.")
    program = (
        "import sys; from firsthand.store import write_case; from firsthand.errors import CaseError\n"
        "try:\n  with write_case(sys.argv[1]): print('written')\n"
        "except CaseError as error: print(error)"
    )
    with write_case(tmp_path / "case"):
        run = subprocess.run(
            [sys.executable, "-c", program, tmp_path / "case"], capture_output=True, text=True, check=True
        )
    assert "being written by another run" in run.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits; the folder inherits its user's profile")
def test_the_folder_is_private_to_its_user(tmp_path: Path) -> None:
    make(tmp_path / "case", "One.")
    assert (tmp_path / "case").stat().st_mode & 0o777 == 0o700


def test_a_full_disk_stops_before_anything_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "case", "One.")
    before = content(tmp_path / "case")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "doubled.parquet")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CaseError, match=r"No space left on device.*the case is as it was"):
        make(tmp_path / "case", "One.", "Two.")
    monkeypatch.undo()
    after = content(tmp_path / "case")
    assert {name: after[name] for name in before} == before
    assert open_case(tmp_path / "case").table("articles").num_rows == 1


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownError, match=r"no table 'letters'; it has: articles, doubled, problems"):
        make(tmp_path / "case", "One.").table("letters")

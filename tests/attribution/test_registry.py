"""The registry, and the entries that a user of a case adds to it."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

import firsthand
from firsthand.attribution import registry
from firsthand.attribution.registry import look_up, names_outlet, open_registry, with_registry
from firsthand.errors import ReadingError
from firsthand.judgements.rows import Judgement
from firsthand.origins.registry import known_source
from firsthand.own_registry import KINDS, read_entries
from firsthand.pipeline import Local, numbers_for
from firsthand.read.sources import read_articles
from firsthand.schema import schema_of
from firsthand.settings import Settings
from firsthand.steps import STEPS
from firsthand.store import Case

OWN = """# ours
Harbour Watch Network	monitor	KE			Harbour Watch|HWN

Dock Radio	broadcaster	KE	Harbour Council
"""


@pytest.fixture
def own() -> Iterator[None]:
    with open_registry(read_entries(OWN, "ours.tsv")):
        yield


def test_own_entries_are_known_by_all_their_names(own: None) -> None:
    watch = look_up("the Harbour Watch")
    assert watch is not None
    assert (watch.name, watch.kind, watch.country, watch.aliases) == (
        "Harbour Watch Network",
        "monitor",
        "KE",
        ("Harbour Watch", "HWN"),
    )
    assert names_outlet("Dock Radio")
    assert (source := known_source("Dock Radio")) is not None
    assert source.body == "Harbour Council"
    assert look_up("Reuters") is not None


def test_own_entries_hold_as_long_as_they_are_open() -> None:
    with open_registry(read_entries(OWN, "ours.tsv")):
        assert known_source("Dock Radio") is not None
        with open_registry(read_entries("", "none.tsv")):
            assert known_source("Dock Radio") is None
        assert names_outlet("Dock Radio")
    assert known_source("Dock Radio") is None
    assert not names_outlet("Dock Radio")


def test_of_two_entries_with_one_name_the_first_line_counts_and_both_come_before_a_shipped_one() -> None:
    shipped = look_up("The Post")
    entries = read_entries("The Post\toutlet\tKE\nThe Post\toutlet\tTZ\n", "ours.tsv")
    for table in (entries, entries.take([1, 0])):
        with open_registry(table):
            own_post = look_up("The Post")
        assert own_post is not None
        assert own_post.country == "KE"
    assert look_up("The Post") == shipped


class Closed:
    """A registry that no look-up may ask."""

    def __init__(self, table: str) -> None:
        self.table = table

    def get(self) -> None:
        raise AssertionError(f"{self.table} looks names up, but the registry is not among its inputs")


def test_steps_that_look_names_up_take_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine of a cluster there is nothing but a step's inputs."""
    tables = {
        "articles": read_articles(["examples/conflict-incidents"]).articles,
        "judgements": schema_of(Judgement).empty_table(),
        "registry": read_entries(OWN, "ours.tsv"),
    }
    for step in STEPS:
        with monkeypatch.context() as closed:
            if "registry" not in step.inputs:
                closed.setattr(registry, "_opened", Closed(step.table))
            tables[step.table] = Local(Settings()).make(step, tables)


def test_a_step_function_with_the_registry_keeps_its_name_and_numbers() -> None:
    def find_words(table: pa.Table, *, gap_words: int) -> pa.Table:
        return table.slice(gap_words) if names_outlet("Dock Radio") else table

    opened = with_registry(find_words)
    assert opened.__qualname__ == find_words.__qualname__
    assert numbers_for(opened, Settings()) == {"gap_words": Settings().gap_words}
    words = pa.table({"n": [1, 2, 3]})
    assert opened(words, read_entries(OWN, "ours.tsv"), gap_words=2)["n"].to_pylist() == [3]
    assert opened(words, read_entries("", "none.tsv"), gap_words=2)["n"].to_pylist() == [1, 2, 3]


@pytest.mark.parametrize("line", ["Harbour Watch", "\tmonitor", "Harbour Watch\tblog", "a\tmonitor" + "\tx" * 6])
def test_a_line_that_is_no_entry(line: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_entries(f"# ours\n{line}", "mine.tsv")
    assert "mine.tsv, line 2" in str(error.value)
    assert all(kind in str(error.value) for kind in KINDS)


def sources_of(case: Case) -> set[str]:
    return set(case.query("SELECT who FROM attributions").column(0).to_pylist())


def test_a_case_keeps_its_registry_and_is_made_again_when_that_changes(tmp_path: Path) -> None:
    text = "The Harbour Watch said two boats sank near the old port on Monday. Ten men were hurt."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "mine.tsv").write_text(OWN, encoding="utf-8")
    (tmp_path / "bad.tsv").write_text("Harbour Watch\tblog\n", encoding="utf-8")
    case = tmp_path / "case"
    assert sources_of(firsthand.run([tmp_path / "a.txt"], case)) == {"Harbour Watch"}
    assert sources_of(firsthand.run([tmp_path / "a.txt"], case, registry=tmp_path / "mine.tsv")) == {
        "Harbour Watch Network"
    }
    with pytest.raises(ReadingError, match=r"bad\.tsv, line 1"):
        firsthand.run([tmp_path / "a.txt"], case, registry=tmp_path / "bad.tsv")
    assert sources_of(firsthand.run([tmp_path / "a.txt"], case)) == {"Harbour Watch Network"}
    other = tmp_path / "other"
    assert sources_of(firsthand.run([tmp_path / "a.txt"], other)) == {"Harbour Watch"}

"""The registry, and the entries that a user of a case adds to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import firsthand
from firsthand.attribution.registry import KINDS, look_up, names_outlet, open_registry, read_entries
from firsthand.errors import ReadingError
from firsthand.origins.registry import known_source
from firsthand.store import Case

OWN = """# ours
Harbour Watch Network	monitor	KE			Harbour Watch|HWN

Dock Radio	broadcaster	KE	Harbour Council
"""


@pytest.fixture
def own() -> Iterator[None]:
    open_registry(OWN)
    yield
    open_registry("")


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


def test_own_entries_go_with_their_case(own: None) -> None:
    assert known_source("Dock Radio") is not None
    open_registry("")
    assert known_source("Dock Radio") is None
    assert not names_outlet("Dock Radio")


def test_an_own_entry_comes_before_a_shipped_one() -> None:
    shipped = look_up("The Post")
    open_registry("The Post\toutlet\tKE\n")
    own_post = look_up("The Post")
    open_registry("")
    assert own_post is not None
    assert own_post.country == "KE"
    assert look_up("The Post") == shipped


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

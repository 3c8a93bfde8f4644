"""Articles taken out of a case leave nothing behind."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import firsthand
from firsthand.cli import main

HARBOUR = "Two boats sank off Velmore on Monday and 18 people were killed, the harbour office said. {} {}"
ARTICLES = {
    "one": HARBOUR.format("The mayor opened the school to families on the quay.", "A storm reached the bay at dawn."),
    "two": HARBOUR.format("Zanquist saw the second hull go down at noon.", "Divers were called from the islands."),
    "three": "The coast guard said on Tuesday that 18 people had died when two boats sank off Velmore on Monday.",
}


def write(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / f"{name}.txt").write_text(ARTICLES[name], "utf-8")
    return folder


def tables(case: Path) -> dict[str, bytes]:
    """Tables of the case by name, as they lie on the disk."""
    number = (case / "CURRENT").read_text().strip()
    return {path.name: path.read_bytes() for path in (case / "generations" / number).glob("*.parquet")}


def content(case: Path) -> str:
    """All that the files of a case hold, tables unpacked, in small letters."""
    held = [path.read_bytes().decode("utf-8", "replace") for path in case.rglob("*") if path.is_file()]
    packed = [path for path in case.rglob("*") if path.suffix in (".parquet", ".keys")]
    return "".join([*held, *(str(pq.ParquetFile(path).read().to_pylist()) for path in packed)]).lower()


def test_a_case_that_forgot_is_the_case_that_never_knew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case"
    firsthand.run([write(tmp_path / "two", "one", "three")], tmp_path / "without")
    firsthand.run([write(tmp_path / "all", *ARTICLES)], case)
    assert "zanquist" in content(case)
    firsthand.judge(case, "directions", "same", "one", "two", by="ann", note="they shared a desk")
    assert len((case / "judgements.jsonl").read_text("utf-8").splitlines()) == 1

    assert main(["forget", str(case), "two"]) == 0
    assert "forgotten: 1 article; 2 left" in capsys.readouterr().out
    assert tables(case) == tables(tmp_path / "without")
    assert (case / "judgements.jsonl").read_text("utf-8") == ""
    assert "zanquist" not in content(case)
    assert len(list((case / "generations").iterdir())) == 1


def test_what_cannot_be_forgotten_is_said_and_nothing_changes(tmp_path: Path) -> None:
    case = tmp_path / "case"
    firsthand.run([write(tmp_path / "all", "one", "three")], case)
    before = tables(case)
    with pytest.raises(firsthand.UnknownError, match="no article has the id 'two'"):
        firsthand.forget(case, ["one", "two"])
    with pytest.raises(firsthand.UnknownError, match="delete its folder"):
        firsthand.forget(case, ["one", "three"])
    assert tables(case) == before


def test_pages_that_were_watched_are_forgotten_and_not_fetched_again(tmp_path: Path) -> None:
    from firsthand.watch.fetch import Answer
    from firsthand.watch.originals import Fetch, Originals, forget_originals

    originals = Originals(tmp_path)
    folder = originals.folder / "20260203T091500Z"
    folder.mkdir()
    made = []
    for name in ("a", "b"):
        answer = Answer(name, 200, name.encode(), None, None)
        digest, page = originals.keep(folder, answer, {"id": name, "url": name})
        file = page.relative_to(originals.folder).as_posix()
        made.append(Fetch(name, "2026", "page", None, None, "2026", sha256=digest, text="t", file=file, article=name))
    originals.log(made)
    forget_originals(tmp_path, {"a"})
    again = Originals(tmp_path)
    assert [json.loads(path.read_text())["id"] for path in again.folder.glob("*/*.json")] == ["b"]
    assert (again.known["a"].text, again.known["a"].failures, again.known["b"].text) == (None, 0, "t")

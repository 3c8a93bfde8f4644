"""The command line: what it prints, and one line with the way out for whatever goes wrong."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import firsthand
from firsthand import cli

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "arsal"
STORY = (
    "The ministry said on Monday that 18 people were killed when a bridge collapsed near the town of Milford. "
    "Rescuers searched the river through the night for people who were still missing, officials told reporters."
)


def write_articles(path: Path, *rows: object) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = cli.main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    firsthand.run([EXAMPLE], folder / "case")
    return folder / "case"


def test_run_prints_the_story_line_and_where_the_case_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = write_articles(tmp_path / "a.jsonl", {"id": "1", "outlet": "One", "text": STORY})
    code, out, err = run(capsys, "run", articles, "--case", tmp_path / "case")
    assert code == 0, err
    assert "1 article" in out
    assert str(tmp_path / "case") in out.replace("\n", "")


@pytest.mark.parametrize("topic", ["story", "claims", "reuse", "sources", "conflicts"])
def test_show(case: Path, capsys: pytest.CaptureFixture[str], topic: str) -> None:
    code, out, err = run(capsys, "show", case, topic)
    assert (code, err) == (0, "")
    assert out.strip()
    code, out, _ = run(capsys, "show", case, topic, "--json")
    assert code == 0
    assert json.loads(out)


def test_show_an_article_and_a_claim(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "show", case, "article", "D2")[0] == 0
    claims = json.loads(run(capsys, "show", case, "claims", "--json")[1])
    first = claims[0] if isinstance(claims, list) else claims["claims"][0]
    code, out, err = run(capsys, "show", case, "claim", first["claim_id"])
    assert code == 0, err
    assert out.strip()


@pytest.mark.parametrize("kind", ["claims", "attributions", "reuse"])
def test_export(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    assert run(capsys, "export", case, "--as", kind, "--to", tmp_path / "out.jsonl")[0] == 0
    assert [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").split("\n") if line]


def test_report(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "report", case, "--to", tmp_path / "report.html")[0] == 0
    assert (tmp_path / "report.html").read_text("utf-8").lower().startswith("<!doctype html>")


# --- the user's mistakes: one line on stderr, exit code 2, nothing changed


def fails(result: tuple[int, str, str], *words: str) -> None:
    code, _, err = result
    assert code == 2, err
    assert len(err.strip().split("\n")) == 1, err
    assert err.startswith("firsthand: ")
    for word in words:
        assert word in err


def test_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    fails(run(capsys, "run", tmp_path / "empty", "--case", tmp_path / "case"), "empty", ".txt")


def test_a_path_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fails(run(capsys, "run", tmp_path / "nowhere", "--case", tmp_path / "case"), "nowhere")


def test_wrong_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("unit,words\n1,Some text\n", "utf-8")
    fails(run(capsys, "run", tmp_path / "a.csv", "--case", tmp_path / "case"), "unit", "words", "--columns")
    fails(run(capsys, "run", tmp_path / "a.csv", "--case", tmp_path / "case", "--columns", "text"), "FIELD=COLUMN")


def test_columns_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(f'unit,words\n1,"{STORY}"\n', "utf-8")
    code, _, err = run(
        capsys, "run", tmp_path / "a.csv", "--case", tmp_path / "case", "--columns", "id=unit,text=words"
    )
    assert code == 0, err
    assert firsthand.open_case(tmp_path / "case").table("articles").column("given_id").to_pylist() == ["1"]


def test_bad_rows_are_reported_counted_and_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": "1", "text": STORY}, "{broken", {"id": "2", "text": " "}, {"id": "1", "text": "Other."}]
    articles = write_articles(tmp_path / "a.jsonl", *rows)
    code, out, _ = run(capsys, "run", articles, "--case", tmp_path / "case")
    assert code == 0
    assert "3" in out
    assert "a.jsonl" in out
    assert firsthand.open_case(tmp_path / "case").table("articles").num_rows == 1
    fails(run(capsys, "run", articles, "--case", tmp_path / "strict", "--strict"), "a.jsonl")


def test_a_bad_second_reading_costs_nothing_that_was_read_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write_articles(tmp_path / "good.jsonl", {"id": "1", "text": STORY})
    assert run(capsys, "run", good, "--case", tmp_path / "case")[0] == 0
    bad = write_articles(tmp_path / "bad.jsonl", "{broken")
    fails(run(capsys, "run", bad, "--case", tmp_path / "case", "--strict"), "bad.jsonl")
    assert firsthand.open_case(tmp_path / "case").table("articles").num_rows == 1


def test_no_case_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fails(run(capsys, "show", tmp_path / "none"), "there is no case")


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "CASE", "letters"),
        ("show", "CASE", "claim", "zzz"),
        ("show", "CASE", "claim"),
        ("show", "CASE", "article", "D9"),
        ("export", "CASE", "--as", "letters", "--to", "OUT"),
        ("run",),
        ("fly",),
    ],
)
def test_unknown_names(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    filled = [{"CASE": str(case), "OUT": str(tmp_path / "out")}.get(a, a) for a in arguments]
    fails(run(capsys, *filled))


def test_no_permission_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = write_articles(tmp_path / "a.jsonl", {"id": "1", "text": STORY})

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    fails(run(capsys, "run", articles, "--case", tmp_path / "case"), "Permission denied", "case")


def test_a_full_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    articles = write_articles(tmp_path / "a.jsonl", {"id": "1", "text": STORY})

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("firsthand.store.writer.replace_file", full)
    fails(run(capsys, "run", articles, "--case", tmp_path / "case"), "No space left on device", "free space")


def test_a_full_disk_under_an_export(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", _no_space)
    monkeypatch.setattr(Path, "replace", _no_space)
    fails(run(capsys, "export", case, "--as", "claims", "--to", tmp_path / "out.jsonl"), "out.jsonl", "No space left")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device", "out.jsonl")


def test_a_fault_of_ours_is_one_line_and_exit_code_1(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(path: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(firsthand, "open_case", fault)
    code, _, err = run(capsys, "show", case)
    assert code == 1
    assert err.strip().split("\n") == [err.strip()]
    assert "ZeroDivisionError" in err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_control_c_leaves_the_case_as_it_was_and_a_second_run_goes_on(tmp_path: Path) -> None:
    small = write_articles(tmp_path / "small.jsonl", {"id": "1", "text": STORY})
    firsthand.run([small], tmp_path / "case")
    before = firsthand.open_case(tmp_path / "case").table("articles")
    large = write_articles(
        tmp_path / "large.jsonl", *({"id": f"n{i}", "text": f"{STORY} {i} cars fell. " * 20} for i in range(400))
    )
    command = [sys.executable, "-m", "firsthand.cli", "run", str(large), "--case", str(tmp_path / "case")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 60
        while not (tmp_path / "case" / "generations" / "000002" / "articles.json").exists():
            assert running.poll() is None, running.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate()
    assert running.returncode == 130
    assert "the case is as it was" in err
    assert "Traceback" not in err
    assert firsthand.open_case(tmp_path / "case").table("articles").equals(before)
    made = firsthand.run([small], tmp_path / "case")
    assert made.table("articles").equals(before)


def test_nothing_readable_is_no_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in (("empty.txt", b""), ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00IHDR" * 50)):
        (tmp_path / name).write_bytes(data)
        code, out, err = run(capsys, "run", tmp_path / name, "--case", tmp_path / "case")
        fails((code, out, err), "no article could be read")
        assert name in out + err
        assert not (tmp_path / "case").exists()


def test_an_article_in_another_language_says_that_its_statements_are_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    french = (
        "Le ministère a déclaré lundi que 18 personnes ont été tuées lorsqu'un pont s'est effondré près de la ville. "
        "Les secours ont fouillé la rivière toute la nuit à la recherche de disparus, ont indiqué des responsables."
    )
    rows = [{"id": "f1", "text": french}, {"id": "f2", "text": f"{french} Le maire est attendu."}]
    assert run(capsys, "run", write_articles(tmp_path / "a.jsonl", *rows), "--case", tmp_path / "case")[0] == 0
    assert "no rules for the language 'fr'" in run(capsys, "show", tmp_path / "case", "article", "f1")[1]
    shared = json.loads(run(capsys, "show", tmp_path / "case", "reuse", "--json")[1])
    assert shared, "shared text is found in any language"

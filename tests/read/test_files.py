"""Files found under the paths that were named, and one line for each way in which there is nothing to read."""

import doctest
import gzip
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import ReadingError
from firsthand.read.sources import READERS, read_articles
from tests.read.reading_help import problems_of, rows_of, write


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"nowhere' is not there: name a folder or a file of articles$"):
        read_articles([tmp_path / "nowhere"])
    with pytest.raises(ReadingError, match=r"^nothing to read: name a folder or a file of articles$"):
        read_articles([])


@pytest.mark.parametrize("files", [{}, {".hidden.txt": "x"}, {"a.pdf": "x"}, {"articles.json": '{"a.txt": {}}'}])
def test_a_folder_without_articles(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, files)
    with pytest.raises(ReadingError) as caught:
        read_articles([tmp_path])
    assert str(tmp_path) in str(caught.value)
    assert "looked for files ending in .txt, .md" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_an_unknown_kind_named_alone(tmp_path: Path) -> None:
    write(tmp_path, {"a.pdf": "x"})
    with pytest.raises(ReadingError, match=r"a\.pdf' is of no kind that can be read: its name must end in \.txt, \.md"):
        read_articles([tmp_path / "a.pdf"])


def test_files_of_other_kinds_in_a_folder_are_left_alone_and_counted(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A.", "b.pdf": "x", "sub/c.PDF": "x", "LICENSE": "x", ".DS_Store": "x"})
    read = read_articles([tmp_path])
    assert [row.given_id for row in rows_of(read)] == ["a"]
    (problem,) = problems_of(read)
    assert problem.reason.startswith("files of other kinds left alone: 2 .pdf, 1 no suffix; read are .txt, .md")
    assert not problem.skipped


def test_a_case_among_the_articles_is_not_read_and_a_case_alone_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A.", "case/case.json": "{}", "case/generations/000001/articles.parquet": "x"})
    read = read_articles([tmp_path])
    assert ([row.given_id for row in rows_of(read)], problems_of(read)) == (["a"], [])
    write(tmp_path, {"begun/case.json": "{}", "begun/lock": ""})
    assert read_articles([tmp_path]).articles.equals(read.articles)
    with pytest.raises(ReadingError, match=r"case' is a case, not articles: look into it with firsthand show"):
        read_articles([tmp_path / "case"])


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"in/a.txt": "A."})
    read = read_articles([tmp_path, tmp_path / "in", tmp_path / "in" / "a.txt", tmp_path / "in" / ".." / "in"])
    assert [(row.given_id, row.source) for row in rows_of(read)] == [("in/a", "in/a.txt")]


def test_a_folder_that_cannot_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"b.txt": "B.", "c/d.txt": "D."})
    looked_into = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "c":
            raise PermissionError(13, "Permission denied", str(path))
        return looked_into(path)

    monkeypatch.setattr(os, "scandir", refuse)
    read = read_articles([tmp_path])
    assert [(p.source, p.reason, p.skipped) for p in problems_of(read)] == [
        ("c", "folder cannot be read: Permission denied", True)
    ]
    assert [row.given_id for row in rows_of(read)] == ["b"]
    with pytest.raises(ReadingError, match=r"c' cannot be read \(Permission denied\): ask for permission, or copy it$"):
        read_articles([tmp_path / "c"])


def test_a_file_that_cannot_be_opened_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": "A.", "b.txt": "B."})
    opened = Path.open

    def refuse(path: Path, *args: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(
        ReadingError, match=r"a\.txt' cannot be read \(Permission denied\): ask for permission, or copy it$"
    ):
        read_articles([tmp_path / "a.txt"])
    read = read_articles([tmp_path])
    assert [(p.source, p.reason, p.skipped) for p in problems_of(read)] == [
        ("a.txt", "file cannot be read: Permission denied", True)
    ]
    assert [row.given_id for row in rows_of(read)] == ["b"]


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A.", "b.txt": "BBB."})
    told: list[tuple[int, int]] = []
    read_articles([tmp_path], progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 6), (6, 6)]


def test_the_summary_tells_problems_of_one_kind_in_one_line(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": {i}, "text": "", "date": "{i}/1/2017"}}\n' for i in range(1, 2001))
    write(tmp_path, {"a.jsonl": lines + '{"id": "x", "text": "X.", "date": "1/1/2017"}\n'})
    read = read_articles([tmp_path])
    assert (read.skipped, read.problems.num_rows) == (2000, 2001)
    assert [line.partition(":")[0] + line.partition(":")[2][:45] for line in read.summary()] == [
        "1 article read from 1 file",
        "skipped empty text (2,000 times, first in a.jsonl:1)",
        "note date not readable (a.jsonl:2001): '1/1/2017'",
    ]
    assert len(read.summary(2)) == 2
    assert read.summary(2)[-1] == "… and 2 more kinds; all are in the table of problems"


def test_every_reader_is_on_the_page_about_reading() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reading.md").read_text("utf-8")
    assert [suffix for suffix in READERS if f"`{suffix}`" not in page] == []


def test_the_examples_of_the_page_about_reading_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Path(__file__).parents[2] / "docs" / "reading.md"
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried > 10
    assert failed == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes in folders nor names of any bytes")
def test_pipes_dead_links_and_names_that_are_no_text(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A."})
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(b"B.")
    read = read_articles([tmp_path])
    assert [(row.given_id, row.text) for row in rows_of(read)] == [("a", "A."), ("caf\\udce9", "B.")]
    assert [(p.source, p.reason) for p in problems_of(read)] == [
        ("link.txt", "file cannot be read: a link to nothing, or no file"),
        ("pipe.txt", "file cannot be read: a link to nothing, or no file"),
    ]
    again = read_articles([tmp_path], known=read.articles)
    assert again.articles.equals(read.articles)
    with pytest.raises(ReadingError, match=r"pipe\.txt' is neither a file nor a folder"):
        read_articles([tmp_path / "pipe.txt"])


def test_a_name_is_the_same_however_its_accents_are_stored(tmp_path: Path) -> None:
    write(tmp_path, {"Gene\u0300ve.txt": "A.", "articles.json": '{"Gen\u00e8ve.txt": {"outlet": "X"}, "\\u0000": {}}'})
    read = read_articles([tmp_path])
    (row,) = rows_of(read)
    assert (row.given_id, row.outlet) == ("Gen\u00e8ve", "X")
    assert [p.reason for p in problems_of(read)] == ["sidecar: '\\x00' names no file that is here"]


PIECES = [
    *(
        b"---\n",
        b"id: 1\n",
        b"title: [a\n",
        b"date: 1/2/3\n",
        b"\n",
        b"\xff",
        b"\xc3",
        b"\x00",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
    ),
    *(b'{"text": "a"}', b'"', b"[", b"]", b"\\ud800", b"text,id\n", b"a,b\r\n", b"<p>", b"PAR1"),
]
BYTES = st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(READERS)), st.booleans(), BYTES)
def test_no_file_breaks_the_reading(suffix: str, packed: bool, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        name = f"a{suffix}.gz" if packed else f"a{suffix}"
        (Path(folder) / name).write_bytes(gzip.compress(data) if packed and len(data) % 7 else data)
        write(Path(folder), {"good.txt": "Good."})
        try:
            read = read_articles([folder])
        except ReadingError as error:
            told = str(error)
        else:
            told = ""
        if told:
            assert "no column 'text'" in told
            return
        assert "Good." in [row.text for row in rows_of(read)]
        assert read.added > 1 or read.skipped
        assert all("\n" not in problem.reason for problem in problems_of(read))

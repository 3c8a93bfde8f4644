"""A case: a folder of numbered generations of tables and a pointer to the current one.

    case/
      case.json            format of the folder
      CURRENT              number of the current generation; replaced last, by one rename
      generations/000007/  TABLE.parquet, and TABLE.json, its marker, written last
      lock                 held by the one writer (an operating-system lock, gone with its process)

A reader keeps the generation that it opened, whatever is published meanwhile. A table is there only when its marker
is; the marker says by which versions and from what it was made, and a table whose inputs, numbers, code or models have
changed is made again. The folder is private to its user.
"""

import hashlib
import json
import os
import shutil
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import filelock
import pyarrow as pa
import pyarrow.parquet as pq

from firsthand import frames
from firsthand.errors import CaseError, FirsthandError, UnknownError
from firsthand.pipeline import Local, Step, numbers_for, select
from firsthand.schema import schema_of
from firsthand.settings import Settings

FORMAT = 1
"""Format of a case folder; raised when an older program could misread a newer folder."""
UPGRADES: dict[int, Callable[[Path], None]] = {}
"""For an older format, the function that turns a folder of that format into one of the next."""
_KEPT_GENERATIONS = 2
"""The current generation, and one more for readers that opened it before."""
_NOT_ENGINE = frozenset(
    ["cli.py", "export", "frames.py", "progress.py", "read", "report.py", "show.py", "store.py", "templates", "views"]
)
"""Parts of the package that decide nothing in a table made by a step."""


class Case:
    """One generation of a case, open for reading."""

    def __init__(self, path: Path, generation: Path) -> None:
        self.path = path
        self._generation = generation
        self._tables: dict[str, pa.Table] = {}

    def tables(self) -> list[str]:
        """Names of the tables, in alphabetical order."""
        return sorted(marker.stem for marker in self._generation.glob("*.json"))

    def table(self, name: str) -> pa.Table:
        """One table, with the columns of its row type in `firsthand.records`."""
        if name not in self._tables:
            if name not in self.tables():
                raise UnknownError(f"the case {self.path} has no table {name!r}; it has: {', '.join(self.tables())}")
            self._tables[name] = _read_parquet(self._generation / f"{name}.parquet")
        return self._tables[name]

    def made_by(self, name: str) -> dict[str, Any]:
        """What made a table: tool, code, models, numbers and inputs, as its marker says."""
        self.table(name)
        return dict(json.loads((self._generation / f"{name}.json").read_text("utf-8")))

    def query(self, sql: str) -> pa.Table:
        """Result of a SELECT over the case's tables by name."""
        return select(sql, {name: self.table(name) for name in self.tables()})

    def articles(self) -> pa.Table:
        """A row an article, without its text."""
        return self.query(frames.ARTICLES)

    def claims(self) -> pa.Table:
        """A row a claim: what is stated, by how many, with how many origins, and why; told by most first."""
        return self.query(frames.CLAIMS)

    def reuse(self) -> pa.Table:
        """A row a shared passage: articles by their given ids, both spans with their text, kind, credit, direction."""
        return self.query(frames.REUSE)

    def attributions(self) -> pa.Table:
        """A row a reported statement: source, cue, content and channel with spans and text, who, kind and parent."""
        return self.query(frames.ATTRIBUTIONS)

    def sources(self) -> pa.Table:
        """A row a source: how many statements in how many articles rest on it."""
        return self.query(frames.SOURCES)

    def conflicts(self) -> pa.Table:
        """A row a conflict, or a set of statements to compare."""
        return self.query(frames.CONFLICTS)

    def __repr__(self) -> str:
        read, told = self.table("articles").num_rows, self.table("findings").num_rows
        return f"<Case {str(self.path)!r}: {read} articles, {told} claims>"

    def _repr_html_(self) -> str:
        from firsthand.views.notebook import notebook_html  # only a notebook needs the views

        return notebook_html(self)


def open_case(path: str | Path) -> Case:
    """The current generation of the case in a folder.

    Raises:
        CaseError: there is no case, its first run was never finished, or this version cannot read its format.
    """
    path = Path(path)
    _check_format(path)
    number = _current(path)
    if number is None:
        raise CaseError(
            f"the first run of the case {path} was never finished; finish it with: firsthand run PATH --case {path}"
        )
    return Case(path, _generation(path, number))


@contextmanager
def write_case(path: str | Path) -> Iterator["Writer"]:
    """The one writer of a case; makes the folder, private to its user, where there is none.

    Raises:
        CaseError: another process is writing it, it is no case, of another format, or may not be written.
    """
    path = Path(path)
    new = not path.exists()
    try:
        if new:
            path.mkdir(parents=True, mode=0o700)
        elif not path.is_dir() or (any(path.iterdir()) and not (path / "case.json").exists()):
            raise CaseError(f"{path} is there already and is no case; name an empty or a new folder")
        if not (path / "case.json").exists():
            _replace(path / "case.json", json.dumps({"format": FORMAT}).encode())
        _check_format(path)
        lock = filelock.FileLock(path / "lock", timeout=0)
        with lock:
            yield Writer(path)
    except FirsthandError:
        if new and not (path / "generations").exists():
            shutil.rmtree(path)  # nothing came of it: leave nothing behind
        raise
    except filelock.Timeout:
        raise CaseError(f"the case {path} is being written by another run; wait until it ends") from None
    except OSError as error:
        raise CaseError(
            f"cannot write the case {path}: {error.strerror or error} ({error.filename or path}); "
            "the case is as it was: free space or allow writing there, then run again"
        ) from error


class Writer:
    """Makes the next generation of a case; what an earlier, stopped run finished of it is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        current = _current(path)
        self._current = None if current is None else _generation(path, current)
        self._number = 1 if current is None else current + 1
        self._next = _generation(path, self._number)

    def known(self, name: str, row_type: type) -> pa.Table:
        """A table of the current generation, or an empty one."""
        if self._current is None or not _marker(self._current, name).exists():
            return schema_of(row_type).empty_table()
        return _read_parquet(self._current / f"{name}.parquet")

    def make(self, read: dict[str, pa.Table], steps: tuple[Step, ...], runner: Local) -> Case:
        """The case with the tables that were read and all that the steps make of them; published at the end."""
        self._next.mkdir(parents=True, exist_ok=True)
        marks = {name: self._keep(name, table) for name, table in read.items()}
        for step in steps:
            marks[step.table] = _mark(step, runner.settings, marks)
        wanted = {name: self._find(name, mark) for name, mark in marks.items()}
        loaded: dict[str, pa.Table] = {}
        for step in _unmade(steps, wanted):
            for name in step.inputs:
                if name not in loaded:
                    loaded[name] = _read_parquet(self._next / f"{name}.parquet")
            loaded[step.table] = runner.make(step, loaded)
            self._write(step.table, loaded[step.table], marks[step.table])
            last_use = {name: max((i for i, s in enumerate(steps) if name in s.inputs), default=-1) for name in loaded}
            place = steps.index(step)
            loaded = {name: table for name, table in loaded.items() if last_use[name] > place}
        return self._publish({step.table for step in steps if step.temporary}, set(marks))

    def _keep(self, name: str, table: pa.Table) -> dict[str, Any]:
        """Marks a table that was read; its content is its version."""
        data = _parquet(table)
        mark = {"table": name, "rows": table.num_rows, "fingerprint": hashlib.sha256(data).hexdigest()}
        if self._find(name, mark) is None:
            _replace(self._next / f"{name}.parquet", data)
            _replace(_marker(self._next, name), _json(mark))
        return mark

    def _find(self, name: str, mark: dict[str, Any]) -> Path | None:
        """The finished table with this fingerprint in the next generation, linked from the current one if need be."""
        for generation in (self._next, self._current):
            if generation is None:
                continue
            try:
                found = json.loads(_marker(generation, name).read_text("utf-8"))
            except (OSError, ValueError):
                continue
            if found.get("fingerprint") != mark["fingerprint"] or not (generation / f"{name}.parquet").exists():
                continue
            if generation is not self._next:
                _link(generation / f"{name}.parquet", self._next / f"{name}.parquet")
                _link(_marker(generation, name), _marker(self._next, name))
            return self._next / f"{name}.parquet"
        return None

    def _write(self, name: str, table: pa.Table, mark: dict[str, Any]) -> None:
        _marker(self._next, name).unlink(missing_ok=True)
        _replace(self._next / f"{name}.parquet", _parquet(table))
        _replace(_marker(self._next, name), _json(mark | {"rows": table.num_rows}))

    def _publish(self, temporary: set[str], tables: set[str]) -> Case:
        for marker in sorted(self._next.glob("*.json")):
            if marker.stem in temporary or marker.stem not in tables:
                marker.unlink()
                (self._next / f"{marker.stem}.parquet").unlink()
        if self._current is not None and _same(self._current, self._next):
            shutil.rmtree(self._next)
            return Case(self.path, self._current)
        _replace(self.path / "CURRENT", f"{self._number:06d}\n".encode())
        for old in sorted((self.path / "generations").iterdir())[:-_KEPT_GENERATIONS]:
            shutil.rmtree(old, ignore_errors=True)  # a reader on Windows may hold it open; the next run tries again
        return Case(self.path, self._next)


def _unmade(steps: tuple[Step, ...], found: dict[str, Path | None]) -> list[Step]:
    """The steps to carry out: tables that are not there, and temporary ones only where something is made from them."""
    wanted: set[str] = set()
    for step in reversed(steps):
        if found[step.table] is None and (not step.temporary or step.table in wanted):
            wanted.add(step.table)
            wanted.update(name for name in step.inputs if found[name] is None)
    return [step for step in steps if step.table in wanted]


def _mark(step: Step, settings: Settings, marks: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """All that decides a step's table: tool, code and data, models, numbers, inputs; and the fingerprint of it all."""
    if isinstance(step.make, str):
        names = {name for _, name, _, _ in string.Formatter().parse(step.make) if name}
        numbers, made_by = {name: getattr(settings, name) for name in names}, step.make
    else:
        numbers, made_by = numbers_for(step.make, settings), f"{step.make.__module__}.{step.make.__qualname__}"
    mark = {
        "table": step.table,
        "format": FORMAT,
        "tool": f"firsthand {version('firsthand')}",
        "code": _engine_version(),
        "models": {name: version(name) for name in step.models},
        "made_by": made_by,
        "numbers": numbers,
        "inputs": {name: marks[name]["fingerprint"] for name in step.inputs},
    }
    return mark | {"fingerprint": hashlib.sha256(_json(mark)).hexdigest()}


@cache
def _engine_version() -> str:
    """Digest of the code and the data files that decide the tables."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        made = any(part.startswith((".", "__pycache__")) for part in inside.parts)
        if path.is_file() and not made and inside.parts[0] not in _NOT_ENGINE:
            digest.update(inside.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _check_format(path: Path) -> None:
    try:
        found = json.loads((path / "case.json").read_text("utf-8"))["format"]
    except FileNotFoundError:
        raise CaseError(f"there is no case at {path}; make one with: firsthand run PATH --case {path}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{path / 'case.json'} cannot be read as a case's description ({error}); restore it") from None
    while found != FORMAT and found in UPGRADES:
        UPGRADES[found](path)
        found = json.loads((path / "case.json").read_text("utf-8"))["format"]
    if found != FORMAT:
        way_out = (
            "install a newer firsthand"
            if isinstance(found, int) and found > FORMAT
            else "run its articles into a new case"
        )
        raise CaseError(f"the case {path} is of format {found!r}; this version reads format {FORMAT}: {way_out}")


def _current(path: Path) -> int | None:
    try:
        return int((path / "CURRENT").read_text("ascii"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise CaseError(f"{path / 'CURRENT'} should hold the number of a generation: {error}") from None


def _generation(path: Path, number: int) -> Path:
    return path / "generations" / f"{number:06d}"


def _marker(generation: Path, name: str) -> Path:
    return generation / f"{name}.json"


def _same(one: Path, other: Path) -> bool:
    """Whether two generations hold the same tables, made alike."""
    names = [sorted(marker.name for marker in generation.glob("*.json")) for generation in (one, other)]
    return names[0] == names[1] and all((one / name).read_bytes() == (other / name).read_bytes() for name in names[0])


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def _read_parquet(path: Path) -> pa.Table:
    return pq.ParquetFile(path).read()


def _replace(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    draft = path.with_name(path.name + ".draft")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _link(from_path: Path, to_path: Path) -> None:
    """The same file under a second name, or a copy where the file system has no links."""
    to_path.unlink(missing_ok=True)
    try:
        os.link(from_path, to_path)
    except OSError:
        shutil.copyfile(from_path, to_path)

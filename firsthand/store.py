"""A case: a folder of numbered generations of tables and a pointer to the current one.

    case/
      case.json            format of the folder
      CURRENT              number of the current generation; replaced last, by one rename
      generations/000007/  TABLE.parquet, and TABLE.json, its marker, written last
        parts/             what a case grows by: TABLE.keys, digests of what each row was made of, and temporary tables
      registry.tsv         entries that a user adds to the registry of outlets and bodies, if any
      lock                 held by the one writer (an operating-system lock, gone with its process)

A reader keeps the generation that it opened, whatever is published meanwhile. A table is there only when its marker
is; the marker says by which versions and from what it was made, and a table whose inputs, numbers, code or models have
changed is made again. The folder is private to its user.
"""

import dataclasses
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import filelock
import pyarrow as pa
import pyarrow.parquet as pq

from firsthand import frames
from firsthand.errors import CaseError, FirsthandError, UnknownError
from firsthand.growth import Made, RowDigests, digest_keys, grow_table, grows, read_made, recipe_of, seal_keys
from firsthand.marks import FORMAT, as_json, list_unmade, mark_table
from firsthand.own_registry import open_own
from firsthand.pipeline import Local, Step, select
from firsthand.schema import schema_of
from firsthand.settings import Settings

UPGRADES: dict[int, Callable[[Path], None]] = {}
"""For an older format, the function that turns a folder of that format into one of the next."""
_KEPT_GENERATIONS = 2
"""The current generation, and one more for readers that opened it before."""
_PARTS = "parts"
"""Folder of a generation with what only the next run reads."""


class Case:
    """One generation of a case, open for reading."""

    def __init__(self, path: Path, generation: Path) -> None:
        self.path = path
        self._generation = generation
        self._tables: dict[str, pa.Table] = {}

    @property
    def generation(self) -> int:
        """Number of the generation that was opened; a later run or judgement makes the next one."""
        return int(self._generation.name)

    def is_current(self) -> bool:
        """Whether no other generation has been published since this one was opened."""
        return _current(self.path) == self.generation

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

    def settings(self) -> Settings:
        """The numbers that the tables were made with, as their markers say."""
        made = (json.loads((self._generation / f"{name}.json").read_text("utf-8")) for name in self.tables())
        numbers = {name: value for mark in made for name, value in mark.get("numbers", {}).items()}
        return Settings(**{f.name: numbers[f.name] for f in dataclasses.fields(Settings) if f.name in numbers})

    def articles(self) -> pa.Table:
        """A row an article, without its text."""
        return self.query(frames.ARTICLES)

    def claims(self) -> pa.Table:
        """A row a claim: what is stated, by how many, with how many origins, and why; told by most first."""
        return self.query(frames.CLAIMS)

    def reuse(self) -> pa.Table:
        """A row a shared passage: articles by their given ids, both spans with their text, kind, credit, direction.

        `more_pairs` is how many pairs without rows the pair stands for, where copies are folded.
        """
        return self.query(frames.REUSE)

    def families(self) -> pa.Table:
        """A row an article of each text that several have: its words, the earliest and fullest, and from whom."""
        return self.query(frames.FAMILIES)

    def number_edits(self) -> pa.Table:
        """A row a figure that differs in wording that two articles share: both with numbers and sentences."""
        return self.query(frames.NUMBER_EDITS)

    def rewritings(self) -> pa.Table:
        """A row a stretch of sentences that two articles tell in other words; weaker evidence than shared wording."""
        return self.query(frames.REWRITINGS)

    def attributions(self) -> pa.Table:
        """A row a reported statement: source, cue, content and channel with spans and text, who, kind and parent."""
        return self.query(frames.ATTRIBUTIONS)

    def sources(self) -> pa.Table:
        """A row a source: how many statements in how many articles rest on it."""
        return self.query(frames.SOURCES)

    def conflicts(self) -> pa.Table:
        """A row a conflict, or a set of statements to compare."""
        return self.query(frames.CONFLICTS)

    def incidents(self) -> pa.Table:
        """A row an incident: where, when, how many articles tell of it, people killed and injured (low, best, high)."""
        return self.query(frames.INCIDENTS)

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
        self._temporary: set[str] = set()

    def known(self, name: str, row_type: type) -> pa.Table:
        """A table of the current generation, or an empty one."""
        if self._current is None or not _marker(self._current / f"{name}.parquet").exists():
            return schema_of(row_type).empty_table()
        return _read_parquet(self._current / f"{name}.parquet")

    def make(self, read: dict[str, pa.Table], steps: tuple[Step, ...], runner: Local) -> Case:
        """The case with the tables that were read and all that the steps make of them; published at the end."""
        open_own(self.path)
        (self._next / _PARTS).mkdir(parents=True, exist_ok=True)
        self._temporary = {step.table for step in steps if step.temporary}
        marks = {name: self._keep(name, table) for name, table in read.items()}
        for step in steps:
            marks[step.table] = mark_table(step, runner.settings, marks)
        wanted = {name: self._find(name, mark) for name, mark in marks.items()}
        loaded: dict[str, pa.Table] = {}
        rows = RowDigests()
        for step in list_unmade(steps, wanted):
            for name in step.inputs:
                if name not in loaded:
                    loaded[name] = _read_parquet(self._place(self._next, name))
            keys = digest_keys(step, loaded, rows) if grows(step) else None
            loaded[step.table] = self._make_table(step, runner, loaded, (keys, marks[step.table]))
            last_use = {name: max((i for i, s in enumerate(steps) if name in s.inputs), default=-1) for name in loaded}
            place = steps.index(step)
            loaded = {name: table for name, table in loaded.items() if last_use[name] > place}
            rows.forget(set(loaded))
        return self._publish(steps, set(marks))

    def drop_earlier(self) -> None:
        """Deletes all generations but the current one: a reader that has one of them open finds it gone."""
        number = _current(self.path)
        for old in (self.path / "generations").iterdir() if number is not None else ():
            if old != _generation(self.path, number or 0):
                shutil.rmtree(old)

    def _make_table(
        self, step: Step, runner: Local, loaded: dict[str, pa.Table], by: tuple[pa.Table | None, dict[str, Any]]
    ) -> pa.Table:
        """One table, grown where the step grows and was carried out before; written with its keys and marker."""
        keys, mark = by
        if keys is None:
            table = runner.make(step, loaded)
        else:
            recipe = recipe_of(step, mark)
            before = self._made_before(step.table, recipe)
            table = grow_table(step, runner, loaded, keys, before) if before else runner.make(step, loaded)
            keys = seal_keys(keys, recipe, mark["fingerprint"])
        self._write(step.table, table, mark, keys)
        return table

    def _made_before(self, name: str, recipe: str) -> Made | None:
        """The table as the same recipe made it of other inputs: in a run that was stopped, or in the current
        generation.
        """
        for generation in (self._next, self._current):
            if generation is None:
                continue
            place = self._place(generation, name)
            made = read_made(place, _keys(generation, name), recipe, _fingerprint(place))
            if made is not None:
                return made
        return None

    def _place(self, generation: Path, name: str) -> Path:
        """Where a table stands in a generation: temporary ones among its private parts."""
        return (generation / _PARTS if name in self._temporary else generation) / f"{name}.parquet"

    def _keep(self, name: str, table: pa.Table) -> dict[str, Any]:
        """Marks a table that was read; its content is its version."""
        data = _parquet(table)
        mark = {"table": name, "rows": table.num_rows, "fingerprint": hashlib.sha256(data).hexdigest()}
        if self._find(name, mark) is None:
            _replace(self._place(self._next, name), data)
            _replace(_marker(self._place(self._next, name)), as_json(mark))
        return mark

    def _find(self, name: str, mark: dict[str, Any]) -> Path | None:
        """The finished table with this fingerprint in the next generation, linked from the current one if need be."""
        here = self._place(self._next, name)
        for generation in (self._next, self._current):
            if generation is None:
                continue
            there = self._place(generation, name)
            if _fingerprint(there) != mark["fingerprint"] or not there.exists():
                continue
            if generation is not self._next:
                _link(there, here)
                if _keys(generation, name).exists():
                    _link(_keys(generation, name), _keys(self._next, name))
                _link(_marker(there), _marker(here))
            return here
        return None

    def _write(self, name: str, table: pa.Table, mark: dict[str, Any], keys: pa.Table | None) -> None:
        place = self._place(self._next, name)
        _marker(place).unlink(missing_ok=True)
        _replace(place, _parquet(table))
        if keys is not None:
            _replace(_keys(self._next, name), _parquet(keys))
        _replace(_marker(place), as_json(mark | {"rows": table.num_rows}))

    def _publish(self, steps: tuple[Step, ...], tables: set[str]) -> Case:
        """Makes the next generation the current one, without what no step makes and what nothing grows by."""
        growing = {step.table for step in steps if grows(step)}
        shown = {*tables} - self._temporary
        for marker in [*self._next.glob("*.json"), *(self._next / _PARTS).glob("*.json")]:
            if marker.stem not in (growing - shown if marker.parent.name == _PARTS else shown):
                marker.unlink()
                marker.with_suffix(".parquet").unlink()
        for keys in (self._next / _PARTS).glob("*.keys"):
            if keys.stem not in growing:
                keys.unlink()
        if self._current is not None and _same(self._current, self._next):
            shutil.rmtree(self._next)
            return Case(self.path, self._current)
        _replace(self.path / "CURRENT", f"{self._number:06d}\n".encode())
        *generations, _ = sorted((self.path / "generations").iterdir())
        for old in [*generations[: 1 - _KEPT_GENERATIONS], *(earlier / _PARTS for earlier in generations)]:
            shutil.rmtree(old, ignore_errors=True)  # a reader on Windows may hold it open; the next run tries again
        return Case(self.path, self._next)


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


def _marker(table: Path) -> Path:
    return table.with_suffix(".json")


def _keys(generation: Path, name: str) -> Path:
    return generation / _PARTS / f"{name}.keys"


def _fingerprint(table: Path) -> str | None:
    """The fingerprint that a table's marker says; none where there is no whole marker."""
    try:
        said = json.loads(_marker(table).read_text("utf-8")).get("fingerprint")
    except (OSError, ValueError, AttributeError):
        return None
    return said if isinstance(said, str) else None


def _same(one: Path, other: Path) -> bool:
    """Whether two generations hold the same tables, made alike."""
    names = [sorted(marker.name for marker in generation.glob("*.json")) for generation in (one, other)]
    return names[0] == names[1] and all((one / name).read_bytes() == (other / name).read_bytes() for name in names[0])


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

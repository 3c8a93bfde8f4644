"""The one writer of a case: makes its next generation, table by table, and publishes it."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import filelock
import pyarrow as pa

from firsthand.errors import CaseError, FirsthandError
from firsthand.growth import Made, RowDigests, digest_keys, grow_table, grows, read_made, recipe_of, seal_keys
from firsthand.marks import FORMAT, as_json, list_unmade, mark_table
from firsthand.pipeline import Runner, Step
from firsthand.schema import schema_of
from firsthand.store.case import Case
from firsthand.store.folder import (
    PARTS,
    as_parquet,
    check_format,
    current_number,
    fingerprint_of,
    generation_at,
    keys_of,
    link_file,
    marker_of,
    read_parquet,
    replace_file,
    same_generation,
)

_KEPT_GENERATIONS = 2
"""The current generation, and one more for readers that opened it before."""


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
            replace_file(path / "case.json", json.dumps({"format": FORMAT}).encode())
        check_format(path)
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
        current = current_number(path)
        self._current = None if current is None else generation_at(path, current)
        self._number = 1 if current is None else current + 1
        self._next = generation_at(path, self._number)
        self._temporary: set[str] = set()

    def known(self, name: str, row_type: type) -> pa.Table:
        """A table of the current generation, or an empty one."""
        if self._current is None or not marker_of(self._current / f"{name}.parquet").exists():
            return schema_of(row_type).empty_table()
        return read_parquet(self._current / f"{name}.parquet")

    def make(self, read: dict[str, pa.Table], steps: tuple[Step, ...], runner: Runner) -> Case:
        """The case with the tables that were read and all that the steps make of them; published at the end."""
        (self._next / PARTS).mkdir(parents=True, exist_ok=True)
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
                    loaded[name] = read_parquet(self._place(self._next, name))
            keys = digest_keys(step, loaded, rows) if grows(step) else None
            loaded[step.table] = self._make_table(step, runner, loaded, (keys, marks[step.table]))
            last_use = {name: max((i for i, s in enumerate(steps) if name in s.inputs), default=-1) for name in loaded}
            place = steps.index(step)
            loaded = {name: table for name, table in loaded.items() if last_use[name] > place}
            rows.forget(set(loaded))
        return self._publish(steps, set(marks))

    def drop_earlier(self) -> None:
        """Deletes all generations but the current one: a reader that has one of them open finds it gone."""
        number = current_number(self.path)
        for old in (self.path / "generations").iterdir() if number is not None else ():
            if old != generation_at(self.path, number or 0):
                shutil.rmtree(old)

    def _make_table(
        self, step: Step, runner: Runner, loaded: dict[str, pa.Table], by: tuple[pa.Table | None, dict[str, Any]]
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
            made = read_made(place, keys_of(generation, name), recipe, fingerprint_of(place))
            if made is not None:
                return made
        return None

    def _place(self, generation: Path, name: str) -> Path:
        """Where a table stands in a generation: temporary ones among its private parts."""
        return (generation / PARTS if name in self._temporary else generation) / f"{name}.parquet"

    def _keep(self, name: str, table: pa.Table) -> dict[str, Any]:
        """Marks a table that was read; its content is its version."""
        data = as_parquet(table)
        mark = {"table": name, "rows": table.num_rows, "fingerprint": hashlib.sha256(data).hexdigest()}
        if self._find(name, mark) is None:
            replace_file(self._place(self._next, name), data)
            replace_file(marker_of(self._place(self._next, name)), as_json(mark))
        return mark

    def _find(self, name: str, mark: dict[str, Any]) -> Path | None:
        """The finished table with this fingerprint in the next generation, linked from the current one if need be."""
        here = self._place(self._next, name)
        for generation in (self._next, self._current):
            if generation is None:
                continue
            there = self._place(generation, name)
            if fingerprint_of(there) != mark["fingerprint"] or not there.exists():
                continue
            if generation is not self._next:
                link_file(there, here)
                if keys_of(generation, name).exists():
                    link_file(keys_of(generation, name), keys_of(self._next, name))
                link_file(marker_of(there), marker_of(here))
            return here
        return None

    def _write(self, name: str, table: pa.Table, mark: dict[str, Any], keys: pa.Table | None) -> None:
        place = self._place(self._next, name)
        marker_of(place).unlink(missing_ok=True)
        replace_file(place, as_parquet(table))
        if keys is not None:
            replace_file(keys_of(self._next, name), as_parquet(keys))
        replace_file(marker_of(place), as_json(mark | {"rows": table.num_rows}))

    def _publish(self, steps: tuple[Step, ...], tables: set[str]) -> Case:
        """Makes the next generation the current one, without what no step makes and what nothing grows by."""
        growing = {step.table for step in steps if grows(step)}
        shown = {*tables} - self._temporary
        for marker in [*self._next.glob("*.json"), *(self._next / PARTS).glob("*.json")]:
            if marker.stem not in (growing - shown if marker.parent.name == PARTS else shown):
                marker.unlink()
                marker.with_suffix(".parquet").unlink()
        for keys in (self._next / PARTS).glob("*.keys"):
            if keys.stem not in growing:
                keys.unlink()
        if self._current is not None and same_generation(self._current, self._next):
            shutil.rmtree(self._next)
            return Case(self.path, self._current)
        replace_file(self.path / "CURRENT", f"{self._number:06d}\n".encode())
        *generations, _ = sorted((self.path / "generations").iterdir())
        for old in [*generations[: 1 - _KEPT_GENERATIONS], *(earlier / PARTS for earlier in generations)]:
            shutil.rmtree(old, ignore_errors=True)  # a reader on Windows may hold it open; the next run tries again
        return Case(self.path, self._next)

"""The one writer of a case: makes its next generation, table by table, and publishes it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import filelock
import pyarrow as pa

from firsthand.errors import CaseError, FirsthandError
from firsthand.growth import Made, grows, read_made
from firsthand.marks import FORMAT, as_json, mark_table
from firsthand.pipeline import Runner, Step
from firsthand.schema import schema_of
from firsthand.scratch import Scratch
from firsthand.store.case import Case
from firsthand.store.folder import (
    PARTS,
    check_format,
    current_number,
    digest_file,
    generation_at,
    keys_of,
    link_file,
    mark_of,
    marker_of,
    read_parquet,
    replace_file,
    same_generation,
    write_draft,
)
from firsthand.store.making import Making

_KEPT_GENERATIONS = 2
"""The current generation, and one more for readers that opened it before."""


@contextmanager
def write_case(path: str | Path, *, patience: float = 0.0) -> Iterator["Writer"]:
    """The one writer of a case; makes the folder, private to its user, where there is none. Waits `patience` seconds
    for another writer to end.

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
        lock = filelock.FileLock(path / "lock", timeout=patience)
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
        """The case with the tables that were read and all that the steps make of them; published at the end.

        `read` is emptied as its tables are written, so that none is held twice.
        """
        (self._next / PARTS).mkdir(parents=True, exist_ok=True)
        self._temporary = {step.table for step in steps if step.temporary}
        contents = {name: self._keep(name, read.pop(name)) for name in list(read)}
        making = Making(self, steps, runner)
        for step in steps:
            mark = mark_table(step, runner.settings, contents)
            contents[step.table] = self._find(step.table, mark) or making.make(step, mark)
        return self._publish(steps, set(contents))

    def drop_earlier(self) -> None:
        """Deletes all generations but the current one: a reader that has one of them open finds it gone."""
        number = current_number(self.path)
        for old in (self.path / "generations").iterdir() if number is not None else ():
            if old != generation_at(self.path, number or 0):
                shutil.rmtree(old)

    def made_before(self, name: str, recipe: str, scratch: Scratch | None) -> Made | None:
        """The table as the same recipe made it of other inputs: in a run that was stopped, or in the current
        generation. One that is too large for memory is made whole.
        """
        for generation in (self._next, self._current):
            if generation is None:
                continue
            place = self._place(generation, name)
            if scratch is not None and place.exists() and not scratch.is_small_file(place):
                continue
            made = read_made(place, keys_of(generation, name), recipe, mark_of(place).get("fingerprint"))
            if made is not None:
                return made
        return None

    def load(self, name: str, scratch: Scratch | None) -> pa.Table | None:
        """A table of the next generation; none where it is a temporary one that was dropped."""
        place = self._place(self._next, name)
        if not place.exists():
            return None
        return read_parquet(place) if scratch is None else scratch.read(place)

    def _place(self, generation: Path, name: str) -> Path:
        """Where a table stands in a generation: temporary ones among its private parts."""
        return (generation / PARTS if name in self._temporary else generation) / f"{name}.parquet"

    def _keep(self, name: str, table: pa.Table) -> str:
        """Keeps a table that was read; gives the digest of its content, which is its version as well."""
        place = self._place(self._next, name)
        draft = write_draft(place, table)
        content = digest_file(draft)
        mark = {"table": name, "rows": table.num_rows, "content": content, "fingerprint": content}
        if self._find(name, mark) is None:
            draft.replace(place)
            replace_file(marker_of(place), as_json(mark))
        draft.unlink(missing_ok=True)
        return content

    def _find(self, name: str, mark: dict[str, Any]) -> str | None:
        """The digest of the finished table with this fingerprint: in the next generation, else linked from the current
        one. Of a temporary table that was dropped there is the marker only, which tells what it held.
        """
        here = self._place(self._next, name)
        for generation in (self._next, self._current):
            if generation is None:
                continue
            there = self._place(generation, name)
            said = mark_of(there)
            content = said.get("content")
            if said.get("fingerprint") != mark["fingerprint"] or not isinstance(content, str):
                continue
            if not there.exists() and name not in self._temporary:
                continue
            if generation is not self._next:
                keys = keys_of(generation, name), keys_of(self._next, name)
                for one, other in ((there, here), keys, (marker_of(there), marker_of(here))):  # the marker last
                    if one.exists():
                        link_file(one, other)
            return content
        return None

    def write(self, name: str, table: pa.Table, mark: dict[str, Any], keys: pa.Table | None) -> str:
        """Writes a table with its keys and its marker; gives the digest of its content."""
        place = self._place(self._next, name)
        draft = write_draft(place, table)
        content = digest_file(draft)
        marker_of(place).unlink(missing_ok=True)
        draft.replace(place)
        if keys is not None:
            listed = keys_of(self._next, name)
            write_draft(listed, keys).replace(listed)
        replace_file(marker_of(place), as_json(mark | {"rows": table.num_rows, "content": content}))
        return content

    def _publish(self, steps: tuple[Step, ...], tables: set[str]) -> Case:
        """Makes the next generation the current one, without what no step makes and what nothing grows by; of a
        temporary table that nothing grows by, the marker stays, so that what was made from it need not be made again.
        """
        growing = {step.table for step in steps if grows(step)}
        for marker in [*self._next.glob("*.json"), *(self._next / PARTS).glob("*.json")]:
            known = self._temporary if marker.parent.name == PARTS else tables - self._temporary
            if marker.stem not in known:
                marker.unlink()
            if marker.stem not in known or (marker.parent.name == PARTS and marker.stem not in growing):
                marker.with_suffix(".parquet").unlink(missing_ok=True)
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

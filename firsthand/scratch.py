"""Tables larger than memory: files in a scratch folder, looked at where they lie.

With `firsthand run --memory SIZE` the runner keeps small tables in memory as ever. Rows of a table that grows large are
written to an Arrow file as they are made and the file is mapped, so that the system reads, and may drop again, only the
parts that are looked at. SELECTs and sorts of large tables are left to DuckDB with a limit, beyond which it writes to
the same folder. The rows are those of a run without the limit.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from firsthand.engine import Setting, open_engine
from firsthand.errors import CaseError

FOLDER = "scratch"
"""Folder of a case that is there only while a run with a limit goes on."""
LEAST = 256_000_000
"""Least limit, in bytes: below it DuckDB cannot join the n-grams of a case, and the program itself takes more."""
ENGINE_SHARE = 0.5
"""Share of the limit that DuckDB may hold."""
SMALL_SHARE = 1 / 32
"""Share of the limit up to which a table stays in memory: some ten tables are needed at a time."""
BATCH_ROWS = 1 << 16
"""Rows of one batch of a file."""
UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30, "TIB": 2**40}


def read_size(text: str) -> int:
    """Bytes of a size as people write it.

    >>> read_size("1GB"), read_size("1.5 GiB")
    (1000000000, 1610612736)

    Raises:
        CaseError: it is no size, or less than any run needs.
    """
    number = text.strip().rstrip("BKMGTIbkmgti")
    unit = text.strip()[len(number) :].upper()
    try:
        size = int(float(number) * UNITS[unit])
    except (ValueError, KeyError, OverflowError):
        raise CaseError(f"memory {text!r} is no size; write a number with {', '.join(UNITS)}: 1GB") from None
    if size < LEAST:
        raise CaseError(f"memory {text!r} is too little; give at least {LEAST // 10**6}MB")
    return size


@contextmanager
def open_scratch(case: Path, memory: int | None) -> Iterator["Scratch | None"]:
    """A scratch folder inside a case, gone at the end whatever happens; what a killed run left goes first.

    None without a limit of memory.
    """
    folder = case / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    if memory is None:
        yield None
        return
    folder.mkdir(mode=0o700)
    try:
        yield Scratch(folder, memory)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Scratch:
    """A folder for tables that are too large for memory, and the engine that works in it."""

    def __init__(self, folder: Path, memory: int) -> None:
        self.folder = folder
        self.memory = memory
        self.files = 0
        """Files written so far."""

    def is_small(self, size: int) -> bool:
        """Whether a table of so many bytes stays in memory."""
        return size <= self.memory * SMALL_SHARE

    def is_small_file(self, path: Path) -> bool:
        """Whether the table of a Parquet file may be expected to be small: packed by zstd it takes about a quarter."""
        return self.is_small(4 * path.stat().st_size)

    def next_file(self) -> Path:
        """Where the next table is written."""
        self.files += 1
        return self.folder / f"{self.files:06}.arrow"

    def select(self, sql: str, tables: dict[str, pa.Table], schema: pa.Schema) -> pa.Table:
        """Result of a SELECT over tables by name, cast to a schema.

        Raises:
            CaseError: the engine needs more than its share of the limit, or the disk is full.
        """
        engine: dict[str, Setting] = {
            "memory_limit": f"{int(self.memory * ENGINE_SHARE / 1e6)}MB",
            "temp_directory": str(self.folder / "engine"),
            "preserve_insertion_order": False,
        }
        collected = Collected(schema, self)
        try:
            with open_engine(engine) as connection:
                for name, table in tables.items():
                    connection.register(name, table)
                for batch in connection.sql(sql).to_arrow_reader(BATCH_ROWS):
                    collected.add(pa.Table.from_batches([batch]))
        except duckdb.OutOfMemoryException as error:
            raise CaseError(
                f"memory {self.memory / 1e9:g}GB is too little for these articles; give more, or leave --memory out "
                f"({str(error).splitlines()[0]})"
            ) from error
        except duckdb.IOException as error:
            raise CaseError(
                f"cannot write to {self.folder}: {str(error).splitlines()[0]}; the case is as it was: "
                "free space there, then run again"
            ) from error
        return collected.table()

    def sort(self, table: pa.Table, order: tuple[str, ...]) -> pa.Table:
        """A large table in the order of some columns; rows that are equal in them keep their order."""
        if _is_ordered(table, order):
            return table
        return self._sort(table, np.arange(table.num_rows), [f'"{name}" NULLS LAST' for name in order])

    def take(self, table: pa.Table, order: NDArray[np.int64]) -> pa.Table:
        """All rows of a table in another order, given as their numbers."""
        if self.is_small(table.nbytes):
            return table.take(order)
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        return self._sort(table, places, [])

    def _sort(self, table: pa.Table, places: NDArray[np.int64], order: list[str]) -> pa.Table:
        """The rows of a table in an order, as SELECTs name it, those that are equal in it by their places."""
        named, by = ", ".join(f'"{name}"' for name in table.column_names), ", ".join([*order, "_place"])
        placed = table.append_column("_place", pa.array(places))
        return self.select(f"SELECT {named} FROM made ORDER BY {by}", {"made": placed}, table.schema)

    def read(self, path: Path) -> pa.Table:
        """The table of a Parquet file, mapped if it is large.

        One with texts is written as one batch: looking rows up in many batches would join these every time.
        """
        file = pq.ParquetFile(path)
        if self.is_small_file(path):
            return file.read()
        if any(pa.types.is_string(field.type) or pa.types.is_list(field.type) for field in file.schema_arrow):
            return self.keep(file.read())
        collected = Collected(file.schema_arrow, self)
        for batch in file.iter_batches(BATCH_ROWS):
            collected.add(pa.Table.from_batches([batch]))
        return collected.table()

    def keep(self, table: pa.Table) -> pa.Table:
        """The same table, mapped if it is large."""
        if self.is_small(table.nbytes):
            return table
        path = self.next_file()
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table.combine_chunks())
        return _open_file(path)


class Collected:
    """The rows of a table as they are made: in memory while they are few or no scratch folder is there, else in a
    file.
    """

    def __init__(self, schema: pa.Schema, scratch: Scratch | None) -> None:
        self._schema = schema
        self._scratch = scratch
        self._parts: list[pa.Table] = []
        self._size = 0
        self._path: Path | None = None
        self._writer: pa.ipc.RecordBatchFileWriter | None = None

    def add(self, part: pa.Table) -> None:
        """Takes rows after those before, with at least the columns of the schema."""
        if self._scratch is not None:
            part = part.select(self._schema.names).cast(self._schema)
            self._size += part.nbytes
        self._parts.append(part)
        if self._scratch is not None and not self._scratch.is_small(self._size):
            self._write(self._scratch)

    def _write(self, scratch: Scratch) -> None:
        if self._writer is None:
            self._path = scratch.next_file()
            self._writer = pa.ipc.new_file(str(self._path), self._schema)
        self._writer.write_table(pa.concat_tables(self._parts).combine_chunks(), max_chunksize=BATCH_ROWS)
        self._parts, self._size = [], 0

    def table(self) -> pa.Table:
        """All rows; nothing can be added after."""
        if self._writer is None or self._scratch is None or self._path is None:
            return pa.concat_tables(self._parts) if self._parts else self._schema.empty_table()
        if self._parts:
            self._write(self._scratch)
        self._writer.close()
        return _open_file(self._path)


def _open_file(path: Path) -> pa.Table:
    """A table that is read where it lies. Where a mapped file may be deleted it is at once: its space is free again as
    soon as nothing looks at the table.
    """
    with pa.memory_map(str(path)) as mapped:
        table = pa.ipc.open_file(mapped).read_all()
    if os.name == "posix":
        path.unlink()
    return table


def _is_ordered(table: pa.Table, order: tuple[str, ...]) -> bool:
    """Whether a table is known to be in the order of one column of numbers."""
    if len(order) != 1 or not pa.types.is_int64(table.schema.field(order[0]).type):
        return False
    last = np.iinfo(np.int64).min
    for chunk in table.column(order[0]).chunks:
        values = chunk.to_numpy()
        if len(values) and (values[0] < last or (values[1:] < values[:-1]).any()):
            return False
        last = values[-1] if len(values) else last
    return True

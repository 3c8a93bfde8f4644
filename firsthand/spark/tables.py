"""The tables of a run on any path that Spark reads, each with a marker that is written last.

    URL/
      TABLE.parquet/   rows, as many files as tasks wrote
      TABLE.json       its marker: which code, numbers, models and inputs made it (firsthand.marks)

A run that was stopped goes on: a table with the marker that it would get is not made again.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from firsthand.errors import EngineError
from firsthand.marks import as_json, list_unmade, mark_table
from firsthand.pipeline import Step
from firsthand.schema import schema_of
from firsthand.spark.runner import Frame, Spark, columns_of
from firsthand.spark.session import first_reason
from firsthand.spark.worker import Kind
from firsthand.store.folder import as_parquet

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Report = Callable[[str, int, int], None]
_SECONDS_BETWEEN_LOOKS = 1.0
"""A look asks Java for a few numbers: a millisecond."""
_BYTES_AT_ONCE = 64 << 20
"""Of a table that was read, what is handed to Spark at once."""
Given = dict[str, tuple[pa.Table, type]]
"""Tables that were read, by name, with their row types."""


class Tables:
    """A folder of tables on any path that Spark reads, through Hadoop's file systems.

    Raises:
        EngineError: the path is on no file system that this Spark knows, or cannot be written.
    """

    def __init__(self, session: "SparkSession", url: str) -> None:
        self.session = session
        self.url = url.rstrip("/")
        self._jvm: Any = session._jvm
        try:
            self._files = self._path("").getFileSystem(session._jsc.hadoopConfiguration())
            self._files.mkdirs(self._path(""))
        except Exception as error:  # what a file system raises is its own affair
            raise EngineError(f"tables cannot be written to {url}: {first_reason(error)}") from error

    def find_mark(self, name: str) -> dict[str, Any] | None:
        """The marker of a finished table; none where there is no whole one."""
        path = self._path(f"{name}.json")
        if not self._files.exists(path):
            return None
        stream = self._files.open(path)
        try:
            said = json.loads(bytes(stream.readAllBytes()))
        except ValueError:
            return None
        finally:
            stream.close()
        return said if isinstance(said, dict) else None

    def read(self, name: str, row: type, order: tuple[str, ...] = ()) -> Frame:
        """A finished table."""
        rows = self.session.read.schema(columns_of(row)).parquet(f"{self.url}/{name}.parquet")
        return Frame(rows, Kind(row, order), int((self.find_mark(name) or {})["rows"]))

    def write(self, name: str, parts: "Iterable[DataFrame]", row: type, mark: dict[str, Any]) -> None:
        """Carries out what makes the rows, in one part or several, writes them and, last, their marker."""
        self._delete(f"{name}.json")
        for number, part in enumerate(parts):
            typed = part.select([part[f"`{field.name}`"] for field in schema_of(row)]).to(self._schema(row))
            typed.write.mode("append" if number else "overwrite").parquet(f"{self.url}/{name}.parquet")
        count = self.session.read.schema(columns_of(row)).parquet(f"{self.url}/{name}.parquet").count()
        stream = self._files.create(self._path(f"{name}.json"), True)
        stream.write(bytearray(as_json(mark | {"rows": count})))
        stream.close()

    def _schema(self, row: type) -> Any:
        from pyspark.sql.types import StructType

        return StructType.fromDDL(columns_of(row))

    def _path(self, name: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(f"{self.url}/{name}")

    def _delete(self, name: str) -> None:
        self._files.delete(self._path(name), True)


def make_tables(given: Given, steps: tuple[Step, ...], runner: Spark, tables: Tables, report: Report) -> None:
    """Makes the tables of all steps on Spark, those that only steps need too; what is there with its marker is kept."""
    marks = {name: _put(tables, name, *table) for name, table in given.items()}
    for step in steps:
        marks[step.table] = mark_table(
            step, runner.settings, {name: mark["fingerprint"] for name, mark in marks.items()}
        )
    kinds: dict[str, tuple[type, tuple[str, ...]]] = {name: (row, ()) for name, (_, row) in given.items()}
    kinds |= {step.table: (step.row, step.order) for step in steps}
    found = {name: _is_made(tables, name, mark) for name, mark in marks.items()}
    for step in list_unmade(steps, found):
        inputs = {name: tables.read(name, *kinds[name]) for name in step.inputs}
        with _telling(tables.session, step.table, report):
            tables.write(step.table, [runner.make(step, inputs)], step.row, marks[step.table])


@contextmanager
def _telling(session: "SparkSession", table: str, report: Report) -> Iterator[None]:
    """Reports how many of the tasks that Spark has at hand are done, as long as the table is being made."""
    ended = Event()

    def look() -> None:
        tracker = session.sparkContext.statusTracker()
        with suppress(Exception):  # where Java is gone, the run itself tells so
            while not ended.wait(_SECONDS_BETWEEN_LOOKS):
                stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
                tasks = sum(stage.numTasks for stage in stages if stage)
                if tasks:
                    report(table, sum(stage.numCompletedTasks for stage in stages if stage), tasks)

    report(table, 0, 1)
    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        yield
    finally:
        ended.set()
        looking.join()
    report(table, 1, 1)


def _put(tables: Tables, name: str, table: pa.Table, row: type) -> dict[str, Any]:
    """Writes a table that was read, and marks it with its content, as a case does; a part at a time, since Java holds
    what it is handed.
    """
    mark = {"table": name, "rows": table.num_rows, "fingerprint": hashlib.sha256(as_parquet(table)).hexdigest()}
    if not _is_made(tables, name, mark):
        rows = max(1, table.num_rows * _BYTES_AT_ONCE // max(1, table.nbytes))
        parts = (table.slice(start, rows) for start in range(0, max(1, table.num_rows), rows))
        tables.write(name, (tables.session.createDataFrame(part, schema=columns_of(row)) for part in parts), row, mark)
    return mark


def _is_made(tables: Tables, name: str, mark: dict[str, Any]) -> bool:
    found = tables.find_mark(name)
    return found is not None and found.get("fingerprint") == mark["fingerprint"]

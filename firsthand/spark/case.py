"""A case made on Spark: articles from storage that Spark reaches, tables made there and brought into the case."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from firsthand.errors import ReadingError
from firsthand.growth import grows
from firsthand.judgements.rows import Judgement
from firsthand.pipeline import Step, as_made, number_keys
from firsthand.records import Article, Problem, RegistryEntry
from firsthand.settings import Settings
from firsthand.spark.runner import Spark
from firsthand.spark.session import check_spark, first_reason, open_session
from firsthand.spark.tables import Tables, make_tables
from firsthand.steps import STEPS

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

GIVEN: dict[str, type] = {
    "articles": Article,
    "problems": Problem,
    "judgements": Judgement,
    "registry": RegistryEntry,
}
"""Row types of the tables that no step makes."""
_FOLDER = "spark"
"""Folder of a case with the tables of a run that has not ended, where no other place is named for them."""
Report = Callable[[str, int, int], None]


class SparkForCase:
    """A runner for the writer of a case: makes all tables on Spark once the first is asked for, then hands them over.

    Until then they stand at `tables`, or in a folder of the case, so that a run that was stopped goes on. A cluster of
    several machines needs storage there that all of them reach.
    """

    def __init__(self, master: str, settings: Settings, case: Path, tables: str | None, report: Report | None) -> None:
        self.settings = settings
        self.given: dict[str, pa.Table] = {}
        """The tables that were read; set before a step is asked for."""
        self._master = master
        self._own = None if tables else case / _FOLDER
        self._url = tables or (case / _FOLDER).absolute().as_uri()
        self._report: Report = report or (lambda table, done, total: None)
        self._open = ExitStack()
        self._session: SparkSession | None = None
        self._tables: Tables | None = None

    def fetch(self, paths: Sequence[str | Path]) -> list[str | Path]:
        """Paths of this machine: Parquet of articles at a URL is brought here, under its last name.

        Raises:
            ReadingError: there is no Parquet at a URL, or Spark knows no such storage.
        """
        fetched: list[str | Path] = []
        for path in paths:
            if "://" in str(path):
                here = Path(self._open.enter_context(TemporaryDirectory(prefix="firsthand-articles-")))
                name = str(path).rstrip("/").rpartition("/")[2].removesuffix(".parquet")
                pq.write_table(self._read(str(path)), here / f"{name}.parquet")
                fetched.append(here / f"{name}.parquet")
            else:
                fetched.append(path)
        return fetched

    def make(self, step: Step, tables: dict[str, pa.Table]) -> pa.Table:
        """The step's table; where only some keys of its first input are asked for, the rows of those."""
        if self._tables is None:
            made = Tables(self._spark(), self._url)
            given = {name: (table, GIVEN[name]) for name, table in self.given.items()}
            make_tables(given, STEPS, Spark(self._spark(), self.settings), made, self._report)
            self._tables = made
        table = as_made(step, self._tables.read(step.table, step.row).rows.toArrow())
        if not grows(step):
            return table
        asked, found = number_keys([tables[step.inputs[0]].select(step.key), table.select(step.key)], step.key)
        return table.filter(pa.array(np.isin(found, asked))).combine_chunks()

    def forget(self) -> None:
        """Deletes the tables that the case has taken over; those at a place that was named stay."""
        if self._own is not None:
            shutil.rmtree(self._own, ignore_errors=True)

    def close(self) -> None:
        """Stops Spark, if it was started."""
        self._open.close()

    def _spark(self) -> "SparkSession":
        if self._session is None:
            self._session = self._open.enter_context(open_session(self._master))
        return self._session

    def _read(self, url: str) -> pa.Table:
        from pyspark.errors import PySparkException

        try:
            return self._spark().read.parquet(url).toArrow()
        except PySparkException as error:
            raise ReadingError(f"{url}: no Parquet of articles can be read there: {first_reason(error)}") from error


@contextmanager
def case_on_spark(
    master: str, settings: Settings, case: Path, tables: str | None, report: Report | None
) -> Iterator[SparkForCase]:
    """The runner of a case on Spark; Spark is started when it is first needed, and stopped at the end.

    Raises:
        EngineError: as `check_spark`; nothing was read or written then.
    """
    check_spark(master)
    runner = SparkForCase(master, settings, case, tables, report)
    try:
        yield runner
    finally:
        runner.close()

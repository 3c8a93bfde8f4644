"""A Spark session for a run: where it is, how it is set, and what is missing when it cannot be opened."""

import os
import re
import shutil
import signal
import socket
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from firsthand.errors import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_MASTER = re.compile(r"local(\[(\*|\d+)(, ?\d+)?\])?|spark://[^\s/:]+:\d+(,[^\s/:]+:\d+)*|yarn|k8s://\S+")
_ANSWER_SECONDS = 10
"""How long a master may take to answer a connection; Spark itself would try for minutes."""
_REASON_CHARACTERS = 300
_NAMED = re.compile(r"(: )?(Caused by: )?[\w.$]*(Error|Exception): \S")

CONFIGURATION = {
    # The same SELECTs as DuckDB's: "end" is a column, a time a moment in UTC, an overflow an error.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    # A sentence that every article has is one key: a join parts a key that is far larger than the others.
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    # Models, compiled kernels and word lists are loaded once by each worker and kept from task to task.
    "spark.python.worker.reuse": "true",
    # A table goes to the case as it is, however large.
    "spark.driver.maxResultSize": "0",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
"""What a run asks of Spark. Memory, cores and access to storage are the user's, in `spark-defaults.conf`."""


def check_spark(master: str) -> None:
    """Whether Spark can be started on a master, before anything is read.

    Raises:
        EngineError: the text is no address of a master, none answers there, or PySpark or Java is not installed.
    """
    if not _MASTER.fullmatch(master):
        raise EngineError(
            f"--on {master!r} is no Spark master; write local[2], local[*], spark://HOST:PORT, yarn or k8s://URL"
        )
    try:
        import pyspark  # noqa: F401 - whether it is there
    except ImportError:
        raise EngineError("--on needs PySpark, which is not installed: pip install 'firsthand[spark]'") from None
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise EngineError("--on needs Java 17 or newer, and there is none: install it, or say where in JAVA_HOME")
    if master.startswith("spark://"):
        _call(master)


def _call(master: str) -> None:
    """Asks the addresses of a master for an answer; Spark itself would try for minutes, and not say why."""
    problems = []
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host, int(port)), _ANSWER_SECONDS).close()
        except (OSError, OverflowError) as error:
            problems.append(f"{address}: {error}")
        else:
            return
    raise EngineError(f"no Spark master answers at {master} ({'; '.join(problems)}); start it, or name another")


@contextmanager
def open_session(master: str) -> Iterator["SparkSession"]:
    """A Spark session, stopped at the end.

    Raises:
        EngineError: Spark did not start, or what was asked of it failed.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    interrupted = signal.getsignal(signal.SIGINT)
    with (
        warnings.catch_warnings(),
        tempfile.TemporaryDirectory(prefix="firsthand-spark-", ignore_cleanup_errors=True) as scratch,
    ):
        # Nothing here is handed to pandas, which PySpark asks for only because it is there with Arrow.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        builder = SparkSession.builder.master(master).appName("firsthand")
        for name, value in (CONFIGURATION | _own_folders(master, Path(scratch))).items():
            builder = builder.config(name, value)
        said = Path(scratch, "spark.log")
        try:
            with _stderr_to(said):
                session = builder.getOrCreate()
        except Exception as error:
            reason = first_reason(error, said.read_text("utf-8", "replace"))
            raise EngineError(f"Spark did not start on {master}: {reason}") from error
        try:
            yield session
        except (Py4JError, PySparkException, ConnectionError) as error:
            raise EngineError(f"the run on Spark stopped: {first_reason(error)}; finished tables are kept") from error
        finally:
            with suppress(Py4JError, ConnectionError):  # Java may be gone already
                session.stop()
            if current_thread() is main_thread():
                signal.signal(signal.SIGINT, interrupted)  # Spark puts its own in its place


def _own_folders(master: str, scratch: Path) -> dict[str, str]:
    """Where this run keeps what it spills; on this machine alone it also binds to loopback only."""
    own = {"spark.sql.warehouse.dir": (scratch / "warehouse").as_uri()}
    if re.match(r"local|spark://(127\.|localhost:)", master):
        own |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if master.startswith("local") and "SPARK_LOCAL_DIRS" not in os.environ:
        own["spark.local.dir"] = str(scratch)
    return own


@contextmanager
def _stderr_to(file: Path) -> Iterator[None]:
    """Sends what Java and its children say into a file; what a run has to tell, it tells itself."""
    sys.stderr.flush()
    kept = os.dup(2)
    with file.open("wb") as log:
        os.dup2(log.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def first_reason(error: BaseException, said: str = "") -> str:
    """What went wrong in one line: the last error that is named, by Python on a worker or by Java."""
    lines = [line.strip() for line in [*str(error).splitlines(), *said.splitlines()] if line.strip()]
    named = [line for line in lines if _NAMED.match(line)]
    return (named[-1:] or lines[:1] or [type(error).__name__])[0].removeprefix(": ")[:_REASON_CHARACTERS]

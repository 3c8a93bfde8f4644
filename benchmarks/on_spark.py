"""The reuse steps of any number of articles on Spark and on one machine: the same rows, and what each takes.

`python -m benchmarks.on_spark SIZE FOLDER` makes every table of reuse twice, by `Local` and on Spark (`--master`, by
default `local[2]`), and compares the two by a digest of each. Articles are those of `bench_scale`: of the development
data up to 7,916, beyond with replicas. Processor seconds are those of all processes, Java's and Python's, and so is the
memory, looked at twice a second. FOLDER keeps the articles and what was found (`here.json`, `there.json`): a side that
is there is not made again, and tables on Spark that a stopped run has finished stay.
"""

import argparse
import json
import multiprocessing
import os
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.bench_growth import reuse_steps
from benchmarks.bench_scale import draw_articles
from firsthand.judgements.rows import Judgement
from firsthand.pipeline import Local
from firsthand.records import Article, RegistryEntry
from firsthand.schema import schema_of
from firsthand.scratch import open_scratch, read_size
from firsthand.settings import Settings

SECONDS_BETWEEN_LOOKS = 0.5
EMPTY = {"judgements": Judgement, "registry": RegistryEntry}
"""Tables beside the articles that reuse asks for."""


@dataclass
class Cost:
    """What one table took, and what it holds."""

    table: str
    seconds: float
    """Processor seconds of all processes."""
    wall: float
    """Seconds by the clock."""
    megabytes: dict[str, float]
    """Most that processes of each kind held: driver, java, workers."""
    rows: int = 0
    digest: str = ""


class ProcessWatch:
    """Processor time and memory of this process and all that it started, looked at twice a second (Linux)."""

    def __init__(self) -> None:
        self._seconds: dict[int, float] = {}
        self._most: dict[str, float] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._keep_looking, daemon=True).start()

    def take(self) -> tuple[float, dict[str, float]]:
        """Processor seconds since the start, and the most megabytes held since it was last asked."""
        self._look()
        with self._lock:
            most, self._most = self._most, {}
            return sum(self._seconds.values()), {kind: round(held) for kind, held in sorted(most.items())}

    def _keep_looking(self) -> None:
        while True:
            self._look()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _look(self) -> None:
        held: dict[str, float] = {}
        found = _own_processes()
        with self._lock:
            for number, (kind, seconds) in found.items():
                self._seconds[number] = max(seconds, self._seconds.get(number, 0.0))
                held[kind] = held.get(kind, 0.0) + _held_mb(number)
            for kind, megabytes in held.items():
                self._most[kind] = max(megabytes, self._most.get(kind, 0.0))


def _own_processes() -> dict[int, tuple[str, float]]:
    """This process and those below it: its kind, and its processor seconds, by number."""
    parents, found = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name, _, rest = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")
            except OSError:
                continue
            fields = rest.split()
            ticks = int(fields[11]) + int(fields[12])
            parents[int(entry.name)] = int(fields[1])
            found[int(entry.name)] = ("java" if name.endswith("(java") else "workers", ticks / os.sysconf("SC_CLK_TCK"))
    own = {os.getpid(): ("driver", found[os.getpid()][1])}
    grown = True
    while grown:
        below = {n: found[n] for n, parent in parents.items() if parent in own and n not in own}
        own |= below
        grown = bool(below)
    return own


def _held_mb(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("RssAnon")), 0.0)


def digest(source: str, row: type, **tables: pa.Table) -> tuple[int, str]:
    """Number of the rows of a table, or of Parquet files, and a digest in which their order does not show."""
    columns = ", ".join(f'"{name}"' for name in schema_of(row).names)
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, table in tables.items():
            connection.register(name, table)
        found = connection.execute(f"SELECT count(*), sum(hash(r)) FROM (SELECT {columns} FROM {source}) r").fetchone()
    assert found is not None
    return int(found[0]), f"{int(found[1] or 0):x}"


def _given(articles: Path) -> dict[str, pa.Table]:
    return {"articles": pq.ParquetFile(articles).read()} | {n: schema_of(row).empty_table() for n, row in EMPTY.items()}


def write_articles(shared: Path, size: int, path: Path) -> None:
    """The articles, as rows of a case."""
    pq.write_table(draw_articles(shared, size), path)


def run_here(articles: Path, memory: str | None) -> list[Cost]:
    """Each table by `Local`; `memory` as of `firsthand run --memory`."""
    tables, steps, costs = _given(articles), reuse_steps(), []
    watch = ProcessWatch()
    limit = None if memory is None else read_size(memory)
    with tempfile.TemporaryDirectory(dir=articles.parent) as folder, open_scratch(Path(folder), limit) as scratch:
        runner = Local(Settings(), scratch=scratch)
        if scratch is not None:
            tables["articles"] = scratch.keep(tables["articles"])
        for place, step in enumerate(steps):
            begun, seconds = time.monotonic(), watch.take()[0]
            tables[step.table] = runner.make(step, tables)
            after, most = watch.take()
            costs.append(Cost(step.table, after - seconds, time.monotonic() - begun, most))
            costs[-1].rows, costs[-1].digest = digest("made", step.row, made=tables[step.table])
            _show(costs[-1])
            needed = {name for later in steps[place + 1 :] for name in later.inputs}
            tables = {name: table for name, table in tables.items() if name in needed}
    return costs


def run_there(articles: Path, master: str, java_memory: str) -> list[Cost]:
    """Each table on Spark; `java_memory` as of `spark.driver.memory`."""
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"--driver-memory {java_memory} pyspark-shell"
    from firsthand.spark.runner import Spark
    from firsthand.spark.session import open_session
    from firsthand.spark.tables import Tables, make_tables

    types = {"articles": Article, **EMPTY}
    folder = articles.parent / "tables"
    steps, watch = reuse_steps(), ProcessWatch()
    told: list[str] = []
    costs: dict[str, Cost] = {}
    begun, seconds = time.monotonic(), 0.0

    def keep(table: str, done: int, total: int) -> None:
        """Called as a table is begun, as its tasks are done, and once it is there."""
        nonlocal begun, seconds
        if table not in told:
            if told:
                _show(costs[told[-1]])
            told.append(table)
            begun, (seconds, most) = time.monotonic(), watch.take()
            costs[table] = Cost(table, 0.0, 0.0, most)
        cost = costs[table]
        after, most = watch.take()
        cost.seconds, cost.wall = after - seconds, time.monotonic() - begun
        cost.megabytes = {kind: max(most.get(kind, 0.0), cost.megabytes.get(kind, 0.0)) for kind in most}

    with open_session(master) as session:
        tables = Tables(session, folder.as_uri())
        given = {name: (table, types[name]) for name, table in _given(articles).items()}
        print(f"Spark is there after {watch.take()[0]:.0f} CPU-s")
        make_tables(given, steps, Spark(session, Settings()), tables, keep)
    print(f"Spark is done after {watch.take()[0]:.0f} CPU-s")
    for step in steps:
        cost = costs.setdefault(step.table, Cost(step.table, 0.0, 0.0, {}))
        cost.rows, cost.digest = digest(f"read_parquet('{folder}/{step.table}.parquet/*.parquet')", step.row)
    return [costs[step.table] for step in steps]


def _show(cost: Cost) -> None:
    held = "  ".join(f"{kind} {megabytes:,.0f}" for kind, megabytes in cost.megabytes.items())
    print(f"{cost.table:22} {cost.seconds:9.1f} CPU-s {cost.wall:8.1f} s  MB: {held}", flush=True)


def _keep(path: Path, make: Callable[..., list[Cost]], *arguments: object) -> list[Cost]:
    """What stands in a file; made in a process of its own where it is not there."""
    if not path.exists():
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            costs = pool.submit(make, *arguments).result()
        path.write_text(json.dumps([asdict(cost) for cost in costs], indent=1), encoding="utf-8")
    return [Cost(**fields) for fields in json.loads(path.read_text(encoding="utf-8"))]


def compare(here: list[Cost], there: list[Cost]) -> list[str]:
    """Names of the tables whose rows differ."""
    pairs = zip(here, there, strict=True)
    return [one.table for one, other in pairs if (one.rows, one.digest) != (other.rows, other.digest)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.on_spark", description=__doc__)
    parser.add_argument("size", type=int, help="how many articles")
    parser.add_argument("folder", type=Path, help="where articles, tables and what was found are kept")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--java-memory", default="2g", help="what Java may hold besides its own, as Spark writes it")
    parser.add_argument("--memory", help="limit of the run on one machine, as of firsthand run --memory")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("FIRSTHAND_SHARED") or "../shared"))
    asked = parser.parse_args()
    folder = asked.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    articles = folder / "articles.parquet"
    if not articles.exists():
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            pool.submit(write_articles, asked.shared, asked.size, articles).result()
    sides = {
        "one machine": _keep(folder / "here.json", run_here, articles, asked.memory),
        asked.master: _keep(folder / "there.json", run_there, articles, asked.master, asked.java_memory),
    }
    for name, costs in sides.items():
        most = {kind: max(c.megabytes.get(kind, 0.0) for c in costs) for kind in ("driver", "java", "workers")}
        held = ", ".join(f"{kind} {megabytes:,.0f} MB" for kind, megabytes in most.items() if megabytes)
        seconds, wall = sum(c.seconds for c in costs), sum(c.wall for c in costs)
        print(f"{name}: {seconds:,.0f} CPU-s, {wall:,.0f} s; most held: {held}")
    differ = compare(*sides.values())
    print(f"{len(sides['one machine'])} tables, of which {len(differ)} differ: {', '.join(differ) or 'none'}")
    raise SystemExit(1 if differ else 0)


if __name__ == "__main__":
    main()

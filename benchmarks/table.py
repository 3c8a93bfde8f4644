"""Rows of the benchmark table: what is measured, how an interval is drawn, and the lasting history.

Every `bench_*.py` beside this module has `measure(shared: Path) -> list[Measure]`; `python -m benchmarks` runs them.
"""

import dataclasses
import gzip
import io
import json
import sys
import warnings
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]


@dataclass(frozen=True)
class Measure:
    """One number measured for one system on one corpus."""

    bench: str
    """What is benchmarked: reuse, attribution, chains, origins, speed …"""
    corpus: str
    """Folder or file under the development data."""
    split: str
    """development, or the part of it that was used."""
    measure: str
    """Name of the measure, as the scorer calls it."""
    score: float
    system: str = "firsthand"
    """firsthand, or the name of a baseline: counting articles, 8-gram runs …"""
    low: float | None = None
    """Lower end of the 95 % interval; none where it was not drawn."""
    high: float | None = None
    unit: str = "share"
    """share (0 to 1), or what is counted: pairs per CPU-second, megabytes …"""
    cpu_seconds: float | None = None
    """Processor time of the run that made the score; filled in by the runner where the bench gives none."""
    peak_mb: float | None = None
    """Most memory held, in megabytes; filled in by the runner where the bench gives none."""


@dataclass(frozen=True)
class Row:
    """A measure with the run it comes from: a line of history.jsonl."""

    date: str
    """Day of the run, ISO."""
    commit: str
    """Commit that was measured; ends in + where files had changed since."""
    machine: str
    measured: Measure


def bootstrap(
    counts: Counts, statistic: Callable[[Counts], float], *, repeats: int = 1000, seed: int = 20170721
) -> tuple[float, float]:
    """Ends of the 95 % interval of a statistic of summed counts, by drawing the units again with replacement.

    `counts` has a row a unit (incident, article, pair) and a column for each thing counted; `statistic` gets the sums
    of the columns. Percentile bootstrap (Efron 1979); the same seed gives the same interval.

    >>> bootstrap(np.array([[1.0, 1.0], [1.0, 1.0]]), ratio)
    (1.0, 1.0)
    """
    random = np.random.default_rng(seed)
    drawn = random.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=repeats)
    values = np.array([statistic(sums) for sums in drawn @ counts])
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def ratio(sums: Counts) -> float:
    """First count over the second: a share of things counted."""
    return float(sums[0] / sums[1]) if sums[1] else float("nan")


def f1(sums: Counts) -> float:
    """F1 of (right, predicted, gold)."""
    return float(2 * sums[0] / (sums[1] + sums[2])) if sums[1] + sums[2] else float("nan")


@cache
def load_scorer(shared: Path, name: str) -> ModuleType:
    """A scorer of the development data as a module: `score_origins`, `score_reuse` …"""
    path = shared / "score" / f"{name}.py"
    spec = util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    # Scorers import each other from their own folder, which may be read-only.
    sys.path.insert(0, str(path.parent))
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = kept
        sys.path.remove(str(path.parent))
    return module


def run_scorer(shared: Path, name: str, *paths: Path) -> dict[str, Any]:
    """What `name.main(*paths)` prints, read back from its JSON."""
    printed = io.StringIO()
    with redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the scorers leave it to the interpreter to close their files
        load_scorer(shared, name).main(*map(str, paths))
    result: dict[str, Any] = json.loads(printed.getvalue())
    return result


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """JSONL of some rows; gives the path back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def read_lines(path: Path) -> list[Any]:
    """Rows of a JSONL file, packed as .gz or not, split on newline only."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode("utf-8").split("\n") if line]


def read_history(path: Path) -> list[Row]:
    """All rows ever measured, oldest first; empty where there is no history yet."""
    if not path.exists():
        return []
    rows = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            fields = json.loads(line)
            rows.append(Row(**{**fields, "measured": Measure(**fields["measured"])}))
    return rows


def append_history(path: Path, rows: Iterable[Row]) -> None:
    """Adds rows at the end; a row that stands is never changed."""
    with path.open("a", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(dataclasses.asdict(row), ensure_ascii=False) + "\n")

"""Development articles run as a user would run them: a file in, a case, an export out."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

import firsthand
from benchmarks.table import Counts
from firsthand.export import EXPORTS


def run_case(articles: Path, folder: Path) -> firsthand.Case:
    """A case of a file of articles, in a folder of its own."""
    return firsthand.run([articles], folder / "case")


def export_lines(case: firsthand.Case, kind: str, folder: Path) -> Path:
    """What `firsthand export --as kind` writes."""
    path = folder / f"{kind}.jsonl"
    EXPORTS[kind](case, path, False)
    return path


def count_units(units: Iterable[Any], count: Callable[[Any], list[float]]) -> Counts:
    """Counts of each unit (incident, article, pair), a row a unit, for `benchmarks.table.bootstrap`."""
    return np.array([count(unit) for unit in units], dtype=np.float64)

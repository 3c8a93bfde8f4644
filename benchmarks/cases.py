"""Development articles run as a user would run them: a file in, a case, an export out."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

import firsthand
from benchmarks.table import Counts
from firsthand.export import EXPORTS
from firsthand.pipeline import Local
from firsthand.records import RegistryEntry
from firsthand.schema import schema_of
from firsthand.settings import Settings
from firsthand.steps import STEPS


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


def make_between(tables: dict[str, pa.Table], first: str, last: str, needed: Sequence[str] = ()) -> dict[str, pa.Table]:
    """The tables given, and those of the steps from `first` to `last` and `needed`; others before `last` are empty."""
    names = [step.table for step in STEPS]
    wanted = {*needed, *names[names.index(first) : names.index(last) + 1]}
    runner, made = Local(Settings()), {"registry": schema_of(RegistryEntry).empty_table(), **tables}
    for step in STEPS[: names.index(last) + 1]:
        if step.table not in made:
            made[step.table] = runner.make(step, made) if step.table in wanted else schema_of(step.row).empty_table()
    return made

"""All steps over the articles of the development data, stage by stage, and what 500 of them cost that come later.

Three quarters of an hour of processor time: it is run only by its name, `python -m benchmarks whole`, or within a limit
of memory by `python -m benchmarks.bench_whole MEMORY` (as of `firsthand run --memory`), which tells every step. The
addition is compared with a run over all articles in proportion to the one over those before it, which is less than a
run over all would take; that both make the same tables is held by `benchmarks growth`.
"""

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.bench_growth import Run, part_articles, run_apart
from benchmarks.many_articles import CORPUS, to_articles
from benchmarks.table import Measure, read_lines
from firsthand.steps.attribution import ATTRIBUTION
from firsthand.steps.claims import CLAIMS
from firsthand.steps.origins import ORIGINS
from firsthand.steps.reuse import REUSE

NEEDS = (CORPUS,)
LONG = True
ADDED = 500
"""Articles that come last, chosen by chance."""
STAGES = {
    "parse": ("parses",),
    "statements and credits": tuple(step.table for step in ATTRIBUTION if step.table != "parses"),
    "reuse": tuple(step.table for step in REUSE),
    "claims": tuple(step.table for step in CLAIMS),
    "origins": tuple(step.table for step in ORIGINS),
}


def run_whole(shared: Path, memory: str | None = None) -> tuple[int, Run, Run]:
    """How many articles a first run is over, that run, and the one that adds the others."""
    articles = to_articles(read_lines(shared / CORPUS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, every = part_articles(articles, ADDED, folder)
        runs = [run_apart(file, folder / "case", False, memory) for file in (first, every)]
    return articles.num_rows - ADDED, runs[0], runs[1]


def share_of(before: int, first: Run, addition: Run) -> float:
    """What an addition takes of a run over all articles, that one in proportion to the first."""
    return addition.seconds / (first.seconds * (before + ADDED) / before)


def measure(shared: Path) -> list[Measure]:
    before, first, addition = run_whole(shared)
    corpus = f"articles-8k, {before:,} + {ADDED}"
    rate, share = before / first.seconds, share_of(before, first, addition)
    most = max(first.megabytes.values())
    found = [
        Measure("whole", corpus, "development", "all steps", round(rate, 2), unit="articles per CPU-second"),
        Measure("whole", corpus, "development", f"{ADDED} added, share of one run over all", round(share, 3)),
        Measure("whole", corpus, "development", "most memory", round(most), unit="megabytes"),
    ]
    for run, name in ((first, "first"), (addition, f"{ADDED} added")):
        found += [
            Measure("whole", corpus, "development", f"{stage}, {name}", round(seconds, 1), unit="CPU-seconds")
            for stage, seconds in by_stage(run).items()
        ]
    return found


def by_stage(run: Run) -> dict[str, float]:
    """Processor seconds of each stage, and of what is left: digests, reading and writing of tables."""
    found = {stage: sum(run.steps.get(table, 0.0) for table in tables) for stage, tables in STAGES.items()}
    return found | {"keeping tables": run.seconds - sum(found.values())}


if __name__ == "__main__":
    limit = sys.argv[1] if len(sys.argv) > 1 else None
    known, *made = run_whole(Path(os.environ.get("FIRSTHAND_SHARED", "../shared")), limit)
    for told in made:
        for table, held in told.megabytes.items():
            print(f"{table:22} {told.steps.get(table, 0.0):9.2f} s {held:8,.0f} MB")
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in by_stage(told).items())
        print(f"{told.seconds:.1f} CPU-s, at most {max(told.megabytes.values()):,.0f} MB; {stages}")
    print(f"{known / made[0].seconds:.2f} articles a CPU-second; {ADDED} added: {share_of(known, *made):.3f} of a run")

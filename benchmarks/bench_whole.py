"""All steps over the 7,916 articles, stage by stage, and what 500 of them cost where the others were read before.

One and a half hours of processor time: it is run only by its name, `python -m benchmarks whole`.
"""

from pathlib import Path

from benchmarks.bench_growth import Run, measure_growth
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


def measure(shared: Path) -> list[Measure]:
    articles = to_articles(read_lines(shared / CORPUS))
    addition, whole = measure_growth(articles, ADDED, reuse_only=False)
    corpus = f"articles-8k, {articles.num_rows:,}"
    rate, share = articles.num_rows / whole.seconds, addition.seconds / whole.seconds
    found = [
        Measure("whole", corpus, "development", "all steps", rate, unit="articles per CPU-second"),
        Measure("whole", corpus, "development", f"{ADDED} added, share of one run over all", share),
        Measure("whole", corpus, "development", "most memory", whole.megabytes or 0.0, unit="megabytes"),
    ]
    for run, name in ((whole, "all"), (addition, f"{ADDED} added")):
        found += [
            Measure("whole", corpus, "development", f"{stage}, {name}", seconds, unit="CPU-seconds")
            for stage, seconds in by_stage(run).items()
        ]
    return found


def by_stage(run: Run) -> dict[str, float]:
    """Processor seconds of each stage, and of what is left: digests, reading and writing of tables."""
    found = {stage: sum(run.steps.get(table, 0.0) for table in tables) for stage, tables in STAGES.items()}
    return found | {"keeping tables": run.seconds - sum(found.values())}

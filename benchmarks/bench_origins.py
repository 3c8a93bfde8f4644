"""Claims, chains and numbers of origins on the 16 development incidents."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.cases import count_units, export_lines, run_case
from benchmarks.table import Counts, Measure, bootstrap, ratio, read_lines, run_scorer, write_lines

NEEDS = ("data/conflict-incidents/gold.jsonl", "data/conflict-incidents/articles.jsonl", "score/score_origins.py")
SHARES = (
    "mention_recall",
    "group_recall",
    "group_purity",
    "source_accuracy",
    "origin_accuracy",
    "count_exact",
    "exact_when_one",
    "exact_when_more",
    "count_balanced",
    "count_in_range",
)
ORIGINS = ("range_width", "count_error")


def balanced(sums: Counts) -> float:
    """Mean of the shares right among claims of one origin and among the others."""
    return float(np.mean([ratio(sums[0:2]), ratio(sums[2:4])]))


def measure(shared: Path) -> list[Measure]:
    data = shared / "data" / "conflict-incidents"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        case = run_case(data / "articles.jsonl", folder)
        predicted = export_lines(case, "claims", folder)
        found = run_scorer(shared, "score_origins", data / "gold.jsonl", data / "incidents.jsonl", predicted)

        def score_one(incident: dict[str, Any]) -> list[float]:
            """Claims of one incident: right and all, of one origin and of more; sum of errors; in range."""
            gold = write_lines(folder / "one.jsonl", [incident])
            one = run_scorer(shared, "score_origins", gold, data / "incidents.jsonl", predicted)
            claims, more = one["gold_claims_in_2_articles"], one["of_these_two_or_more_origins"]
            right_more = round(one["exact_when_more"] * more)
            right_one = round(one["exact_when_one"] * (claims - more))
            error, inside = one["count_error"] * claims, round(one["count_in_range"] * claims)
            return [right_one, claims - more, right_more, more, right_one + right_more, claims, error, inside]

        counts = count_units(read_lines(data / "gold.jsonl"), score_one)
    intervals = {
        "exact_when_one": bootstrap(counts[:, [0, 1]], ratio),
        "exact_when_more": bootstrap(counts[:, [2, 3]], ratio),
        "count_balanced": bootstrap(counts[:, :4], balanced),
        "count_exact": bootstrap(counts[:, [4, 5]], ratio),
        "count_error": bootstrap(counts[:, [6, 5]], ratio),
        "count_in_range": bootstrap(counts[:, [7, 5]], ratio),
    }
    return [
        Measure(
            "origins",
            "conflict-incidents",
            "development",
            name,
            found[name],
            low=intervals.get(name, (None, None))[0],
            high=intervals.get(name, (None, None))[1],
            unit="origins" if name in ORIGINS else "share",
        )
        for name in (*SHARES, *ORIGINS)
    ]

"""Which of the 46 articles of the development incidents share wording about their incident, and whether they say so."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.cases import count_units, export_lines, run_case
from benchmarks.table import Measure, bootstrap, f1, ratio, read_lines, run_scorer, write_lines

NEEDS = ("data/conflict-incidents/gold.jsonl", "data/conflict-incidents/articles.jsonl", "score/score_reuse.py")
SHARES = (
    "pair_precision",
    "pair_recall",
    "pair_f1",
    "level_exact",
    "level_within_one",
    "credit_recall",
    "credit_precision",
)
PAIRS = ("cross_incident_story_pairs", "passages_not_in_article")


def measure(shared: Path) -> list[Measure]:
    data = shared / "data" / "conflict-incidents"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        case = run_case(data / "articles.jsonl", folder)
        predicted = read_lines(export_lines(case, "reuse", folder))
        lines = write_lines(folder / "predicted.jsonl", predicted)
        found = run_scorer(shared, "score_reuse", data / "gold.jsonl", data / "incidents.jsonl", lines)
        golds = {row["incident"]: row for row in read_lines(data / "gold.jsonl")}

        def score_one(incident: dict[str, Any]) -> list[float]:
            """Pairs of one incident: right, predicted, gold."""
            ids = {x["id"] for x in incident["articles"]}
            one = run_scorer(
                shared,
                "score_reuse",
                write_lines(folder / "gold.jsonl", [golds[incident["incident"]]]),
                write_lines(folder / "incidents.jsonl", [incident]),
                write_lines(folder / "one.jsonl", [p for p in predicted if p["a"] in ids and p["b"] in ids]),
            )
            return [round(one["pair_recall"] * one["gold_pairs"]), one["predicted_pairs"], one["gold_pairs"]]

        counts = count_units(read_lines(data / "incidents.jsonl"), score_one)
    intervals = {
        "pair_precision": bootstrap(counts[:, [0, 1]], ratio),
        "pair_recall": bootstrap(counts[:, [0, 2]], ratio),
        "pair_f1": bootstrap(counts, f1),
    }
    return [
        Measure(
            "reuse",
            "conflict-incidents",
            "development",
            name,
            found[name],
            low=intervals.get(name, (None, None))[0],
            high=intervals.get(name, (None, None))[1],
            unit="share" if name in SHARES else "pairs" if name in PAIRS[:1] else "passages",
        )
        for name in (*SHARES, *PAIRS)
        if found[name] is not None
    ]

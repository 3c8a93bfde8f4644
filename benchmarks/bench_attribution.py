"""Reported statements of 130 development articles that the model was not trained on, and their chains of sources."""

import dataclasses
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.cases import count_units, export_lines, run_case
from benchmarks.table import Measure, bootstrap, f1, load_scorer, ratio, read_lines, run_scorer, write_lines
from training.folds import read_folds

NEEDS = ("data/attribution/attribution.jsonl", "score/score_attribution.py", "score/score_chains.py")
STATEMENTS = ("content.dice50", "cs.overlap", "triple.dice50")
CHAINS = (
    "aligned_recall",
    "who",
    "who_all",
    "kind",
    "channel_recall",
    "channel_precision",
    "chain_all",
    "chain_two_or_more",
)


def measure(shared: Path) -> list[Measure]:
    folds = read_folds()
    gold = [x for x in read_lines(shared / "data" / "attribution" / "attribution.jsonl") if folds[x["id"]] == 0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold_path = write_lines(folder / "all.jsonl", gold)
        # Only id, outlet and text: the dates are written so that day and month cannot be told apart.
        articles = write_lines(
            folder / "in" / "articles.jsonl", [{k: x[k] for k in ("id", "outlet", "text") if x.get(k)} for x in gold]
        )
        predicted_path = export_lines(run_case(articles, folder), "attributions", folder)
        predicted = {x["id"]: x for x in read_lines(predicted_path)}
        chains = run_scorer(shared, "score_chains", gold_path, predicted_path)

        def chains_of_one(article: dict[str, Any]) -> list[float]:
            """Chains of two or more sources of one article: right and all."""
            one = run_scorer(
                shared,
                "score_chains",
                write_lines(folder / "gold.jsonl", [article]),
                write_lines(folder / "one.jsonl", [predicted[article["id"]]] if article["id"] in predicted else []),
            )
            long = one["chains_of_two_or_more"]
            return [round((one["chain_two_or_more"] or 0) * long), long]

        long_interval = bootstrap(count_units(gold, chains_of_one), ratio)
    scorer = load_scorer(shared, "score_attribution")

    def statements_of_one(article: dict[str, Any]) -> list[float]:
        """Statements of one article: right by each of STATEMENTS, predicted, gold."""
        one = scorer.score([article], [predicted[article["id"]]] if article["id"] in predicted else [])
        made = one["counts"]["pred"]
        return [*(round(one[name]["P"] * made) for name in STATEMENTS), made, one["counts"]["gold"]]

    counts = count_units(gold, statements_of_one)
    found = scorer.score(gold, list(predicted.values()))
    rows = []
    for i, name in enumerate(STATEMENTS):
        low, high = bootstrap(counts[:, [i, -2, -1]], f1)
        rows.append(
            Measure("attribution", "attribution", "development", f"{name} F1", found[name]["F1"], low=low, high=high)
        )
        rows += [
            Measure("attribution", "attribution", "development", f"{name} {word}", found[name][key])
            for word, key in (("precision", "P"), ("recall", "R"))
        ]
    for name in CHAINS:
        row = Measure("chains", "attribution", "development", name, chains[name] or 0.0)
        if name == "chain_two_or_more":
            row = dataclasses.replace(row, low=long_interval[0], high=long_interval[1])
        rows.append(row)
    return rows

"""Incidents: pairs of articles about one, against the incidents by which the development articles were chosen."""

import tempfile
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.cases import count_units, run_case
from benchmarks.table import Counts, Measure, bootstrap, ratio, read_lines
from firsthand.views.incidents import view_incidents
from firsthand.views.lookup import Lookup

NEEDS = ("data/conflict-incidents/articles.jsonl", "data/conflict-incidents/incidents.jsonl")


def measure(shared: Path) -> list[Measure]:
    incidents = [[article["id"] for article in line["articles"]] for line in read_lines(shared / NEEDS[1])]
    with tempfile.TemporaryDirectory() as folder:
        lookup = Lookup(run_case(shared / NEEDS[0], Path(folder)))
        told = [one.articles for one in view_incidents(lookup, 2)]
    every = [tuple(article for incident in incidents for article in incident)]
    return [*_measures("firsthand", told, incidents), *_measures("every pair", every, incidents)]


def _measures(system: str, told: list[tuple[str, ...]], incidents: list[list[str]]) -> list[Measure]:
    """Recall and precision of pairs; a pair of two incidents counts half in each."""
    found = {frozenset(pair) for articles in told for pair in combinations(articles, 2)}

    def count(incident: list[str]) -> list[float]:
        right = sum(frozenset(pair) in found for pair in combinations(incident, 2))
        mine = sum(len(pair & set(incident)) / 2 for pair in found)
        return [right, len(incident) * (len(incident) - 1) / 2, mine]

    counts = count_units(incidents, count)
    rows = []
    for name, columns in (("recall", [0, 1]), ("precision", [0, 2])):
        chosen: Counts = counts[:, columns]
        low, high = bootstrap(chosen, ratio)
        score = ratio(np.sum(chosen, axis=0))
        what = f"pairs of articles about one incident, {name}"
        rows.append(Measure("incidents", "conflict-incidents", "development", what, score, system, low, high))
    return rows

"""Who copied whom: directions given and right, and whether the scores are probabilities.

Three kinds of pairs whose truth is known: copies planted by `planted_copies` (no dates, outlets or credits); the cases
that PAN 2013 planted in web pages; and real pairs of two outlets, where an agency's own article or an earlier day
tells, each hidden in turn. Siblings, two copies of a third text, should stay unknown.
"""

import collections
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.cases import make_between
from benchmarks.planted_copies import plant_copies, read_texts
from benchmarks.table import Measure, read_lines
from firsthand.read.articles import make_article
from firsthand.records import Article
from firsthand.reuse.crediting import same_outlet
from firsthand.reuse.directions import PROBABLE
from firsthand.reuse.evidence import find_observations
from firsthand.reuse.lookup import Known, ids_of, know_articles
from firsthand.reuse.sides import Shown, read_weights
from firsthand.schema import to_table
from firsthand.text import hash64

NEEDS = ("data/bench/articles-8k.jsonl.gz", "data/pan13/dev.jsonl.gz", "data/conflict-incidents/gold.jsonl")
EACH, SIBLINGS = 100, 225
"""Copies planted of each layout, and pairs of siblings: one for four copies."""
SEEDS = 11, 29
"""Of the articles with an even hash, from which the weights were learned, and of the others, which are measured."""
TIME = frozenset(["published days earlier", "published hours earlier", "dated a day earlier"])
AGENCY = frozenset(["of an agency"])
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Edges between which scores are gathered to be held against the share that is right."""


class Judged(NamedTuple):
    """What the observations on one pair say for the first of its two articles, and the truth."""

    name: str
    group: str
    votes: list[tuple[str, float]]
    """Observations with their sizes, negative where they speak for the second."""
    truth: float
    """1 where the first was copied, 0.5 where neither was."""
    longer: int
    """1 where the first is the longer one, else -1."""
    days: float | None = None
    """Days from the first to the second; none where a day is not known."""


def find_pairs(articles: list[Article]) -> tuple[dict[tuple[int, int], list[Shown]], dict[int, Known]]:
    """What pairs of some articles share, by their ids, and the articles, as direction sees them."""
    tables = make_between(
        {"articles": to_table(articles, Article)}, "sketches", "passages", ("credits", "article_days")
    )
    passages: pa.Table = tables["passages"]
    shared: dict[tuple[int, int], list[Shown]] = collections.defaultdict(list)
    for a_id, b_id, *fields in zip(
        *(passages.column(n).to_pylist() for n in ("a_id", "b_id", *Shown._fields)), strict=True
    ):
        shared[a_id, b_id].append(Shown(*fields))
    known = know_articles(ids_of(passages), *(tables[n] for n in ("articles", "article_credits", "article_days")))
    return shared, known


def judge(one: Known, other: Known, shared: list[Shown], name: str, group: str, truth: float) -> Judged:
    """Observations on a pair whose truth is known; the passages are those of the pair in the order of their ids."""
    a, b = sorted((one, other), key=lambda known: known.article_id)
    votes = [
        (found.name, found.size if found.side.article_id == one.article_id else -found.size)
        for found in find_observations(a, b, shared)
        if found.side is not None
    ]
    days = None
    if one.published is not None and other.published is not None:
        days = (other.published - one.published).total_seconds() / 86400
    return Judged(name, group, votes, truth, 1 if len(one.text) > len(other.text) else -1, days)


def judge_planted(shared: Path, half: int) -> list[Judged]:
    """Planted copies and siblings of one half of the articles."""
    texts = [text for text in read_texts(read_lines(shared / NEEDS[0])) if hash64(text.given_id) % 2 == half]
    planted = plant_copies(texts, EACH, SIBLINGS, SEEDS[half])
    return _judge_texts([(p.name, p.group, p.one, p.other, 0.5 if p.name == "siblings" else 1.0) for p in planted])


def judge_pan(shared: Path) -> list[Judged]:
    """Pairs of the PAN 2013 corpus of which one page has a passage of the other: a is the page that has it."""
    pairs = [line for line in read_lines(shared / NEEDS[1]) if line["cases"]]
    return _judge_texts([(line["kind"], line["pair"], ("", line["b"]), ("", line["a"]), 1.0) for line in pairs])


def _judge_texts(pairs: list[tuple[str, str, tuple[str, str], tuple[str, str], float]]) -> list[Judged]:
    articles = [
        [
            make_article(body, title=title, given_id=f"{k}-{side}", language="en")
            for side, (title, body) in enumerate(two)
        ]
        for k, (_, _, *two, _) in enumerate(pairs)
    ]
    found, known = find_pairs([article for two in articles for article in two])
    judged = []
    for (name, group, _, _, truth), (one, other) in zip(pairs, articles, strict=True):
        ids = one.article_id, other.article_id
        if tuple(sorted(ids)) in found:
            judged.append(judge(known[ids[0]], known[ids[1]], found[min(ids), max(ids)], name, group, truth))
        else:
            judged.append(Judged(name, group, [], truth, 1 if len(one.text) > len(other.text) else -1))
    return judged


def judge_real(shared: Path) -> list[Judged]:
    """Pairs of articles of two outlets that share reporting, the earlier first where both days are known."""
    articles = []
    for line in read_lines(shared / NEEDS[0]):
        fields = {
            "title": line.get("title") or "",
            "given_id": line["id"],
            "outlet": line.get("outlet"),
            "language": "en",
        }
        if re.fullmatch(r"\d{4}-\d\d-\d\d", line.get("date") or ""):
            fields |= {
                "published": datetime.fromisoformat(line["date"]).replace(tzinfo=UTC),
                "published_precision": "day",
            }
        articles.append(make_article(line["text"], **fields))
    found, known = find_pairs(articles)
    judged = []
    for (a_id, b_id), passages in sorted(found.items()):
        a, b = known[a_id], known[b_id]
        if a.outlet is None or b.outlet is None or same_outlet(a.outlet, b.outlet):
            continue
        later = a.published is not None and b.published is not None and a.published > b.published
        one, other = (b, a) if later else (a, b)
        if any(passage.kind == "story" for passage in passages):
            judged.append(judge(one, other, passages, "two outlets", f"{a_id}-{b_id}", 1.0))
    return judged


def judge_siblings(shared: Path) -> list[Judged]:
    """Pairs of the development incidents that share wording, nearly all of them an agency's that both carry."""
    folder = (shared / NEEDS[2]).parent
    articles = [
        make_article(line["text"], title=line["title"], given_id=line["id"], outlet=line["outlet"], language="en")
        for line in read_lines(folder / "articles.jsonl")
    ]
    ids = {article.given_id: article.article_id for article in articles}
    found, known = find_pairs(articles)
    judged = []
    for row in (row for line in read_lines(folder / "gold.jsonl") for row in line["reuse"] if "common" in row["note"]):
        one, other = sorted((ids[row["a"]], ids[row["b"]]))
        if (one, other) in found:
            judged.append(judge(known[one], known[other], found[one, other], "common wire text", row["a"], 0.5))
    return judged


# --- what is measured


def weigh(judged: Iterable[Judged], hidden: frozenset[str] = frozenset()) -> NDArray[np.float64]:
    """Log-odds of each pair for its first article, without some observations."""
    weights = {name: line.weight for name, line in read_weights().items()}
    return np.array([sum(weights[n] * x for n, x in one.votes if n not in hidden) for one in judged], np.float64).round(
        6
    )


def wilson(right: float, of: float) -> tuple[float, float]:
    """Ends of the 95 % interval of a share (Wilson 1927).

    >>> [round(end, 3) for end in wilson(20, 20)]
    [0.839, 1.0]
    """
    if not of:
        return 0.0, 1.0
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return middle - reach, min(1.0, middle + reach)


def gather(odds: NDArray[np.float64], truths: NDArray[np.float64]) -> list[tuple[float, float, int]]:
    """For each bin of scores: mean score, share right (of siblings half), pairs; of those with evidence."""
    scores = 1 / (1 + np.exp(-np.abs(odds)))
    right = np.where(odds > 0, truths, 1 - truths)
    rows = []
    for low, high in pairwise(BINS):
        inside = (scores > 0.5) & (scores >= low) & ((scores < high) | (high == 1.0))
        if inside.any():
            rows.append((float(scores[inside].mean()), float(right[inside].mean()), int(inside.sum())))
    return rows


def calibration_error(bins: list[tuple[float, float, int]]) -> float:
    """Mean distance of score and share right, each bin by its pairs (expected calibration error)."""
    pairs = sum(n for *_, n in bins)
    return sum(abs(score - share) * n for score, share, n in bins) / pairs if pairs else 0.0


def brier(odds: NDArray[np.float64], truths: NDArray[np.float64]) -> float:
    """Mean squared distance of the probability for the first article from the truth; siblings are either by half."""
    p = 1 / (1 + np.exp(-odds))
    return float(np.mean(truths * (1 - p) ** 2 + (1 - truths) * p**2))


def measure_directions(
    corpus: str, judged: list[Judged], hidden: frozenset[str] = frozenset(), siblings: bool = False
) -> list[Measure]:
    """Share given, share right of those given, and how good the scores are as probabilities."""

    def row(
        measure: str, score: float, ends: tuple[float, float] | tuple[None, None] = (None, None), **fields: Any
    ) -> Measure:
        return Measure("directions", corpus, "development", measure, score, low=ends[0], high=ends[1], **fields)

    odds, truths = weigh(judged, hidden), np.array([one.truth for one in judged])
    copies = truths == 1.0
    given = (np.abs(odds) >= PROBABLE) & copies
    right = int((given & (odds > 0)).sum())
    rows = [
        row("given", given.sum() / max(1, copies.sum()), wilson(int(given.sum()), int(copies.sum()))),
        row("right of those given", right / max(1, given.sum()), wilson(right, int(given.sum()))),
    ]
    if siblings:
        named = int((np.abs(odds[~copies]) >= PROBABLE).sum())
        rows.append(row("siblings given", named / (~copies).sum(), wilson(named, int((~copies).sum()))))
    longer = np.array([one.longer for one in judged])[copies]
    rows += [
        row("Brier score", brier(odds, truths)),
        row("calibration error", calibration_error(gather(odds, truths))),
        row(
            "right of those given",
            float((longer > 0).mean()),
            wilson(int((longer > 0).sum()), len(longer)),
            system="always the longer",
        ),
        row("Brier score", 0.25, system="always unknown"),
    ]
    return rows


def measure_time(real: list[Judged]) -> list[Measure]:
    """How often the agency's article is the earlier one, by days apart."""
    found = []
    for name, low, high in (("1 day", 0.5, 1.25), ("2 days or more", 1.25, 1e9)):
        votes = [
            size
            for one in real
            if one.days is not None and low < one.days < high
            for n, size in one.votes
            if n in AGENCY
        ]
        right = sum(size > 0 for size in votes)
        ends = wilson(right, len(votes))
        share = right / max(1, len(votes))
        corpus = "articles-8k, agency and other"
        found.append(
            Measure("directions", corpus, "development", f"agency earlier, {name}", share, low=ends[0], high=ends[1])
        )
    return found


def measure(shared: Path) -> list[Measure]:
    """All measures; the planted copies measured are of articles that the weights were not learned from."""
    planted = judge_planted(shared, 1)
    rows = measure_directions("articles-8k, planted", planted, siblings=True)
    for layout, pairs in _group(planted, lambda one: one.name).items():
        if layout != "siblings":
            rows += measure_directions(f"planted: {layout}", pairs)[:2]
    rows += measure_directions("pan13", judge_pan(shared))
    real = judge_real(shared)
    dated = [one for one in real if one.days is not None and one.days > 1.25]
    rows += measure_directions("articles-8k, two days apart, time hidden", dated, TIME)
    rows += measure_time(real)
    siblings = judge_siblings(shared)
    named = int((np.abs(weigh(siblings)) >= PROBABLE).sum())
    ends = wilson(named, len(siblings))
    share = named / len(siblings)
    rows.append(
        Measure("directions", "conflict-incidents", "development", "siblings given", share, low=ends[0], high=ends[1])
    )
    return rows


def _group(judged: list[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = collections.defaultdict(list)
    for one in judged:
        groups[key(one)].append(one)
    return groups

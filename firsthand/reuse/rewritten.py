"""Rewritten reuse: sentences of two articles that say the same in other words, in the same order.

It is weaker evidence than shared wording, kept apart from it, and counts for nothing else: two outlets that report one
event, or sum up one statement, agree in names and figures without either knowing the other. What speaks for one text
behind both is the order of several sentences, the words other than names, and copied reporting beside them.

Pairs of sentences are looked for by what they share, weighed by how rare it is in the two articles, and put together in
the order in which both have them (seeds and their extension, as in Sanchez-Perez, Sidorov and Gelbukh, PAN 2014).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.kernels.likeness import FIGURE, NAME, Chains, find_chains
from firsthand.records import Rewriting
from firsthand.reuse.lookup import Ints, each_pair, ids_of, pick_texts, tell_times
from firsthand.reuse.stems import Sentences, read_sentences
from firsthand.reuse.words import read_words
from firsthand.schema import to_table
from firsthand.text import Span, hash64

MATCH_WEIGHT = 1.5
"""Least that two sentences share, in names, figures and other words: less is a name and a common verb."""
MATCH_SHARE = 0.25
"""Least share of what two sentences say that they say alike: .33 in Sanchez-Perez et al., where all words count."""
NAMED_SHARE = 0.5
"""Least share of the names and figures of the one that has fewer which both have: two reports made after one pattern
differ in these."""
SKIPPED = 2
"""Most sentences that are left out between two matches, in one of the articles."""
LEFT = 0.3
"""Share of a sentence that passages must leave for the rest to be looked at."""
NEAR = 3
"""Most sentences between a rewriting and the passage beside it, in both articles."""
APART = timedelta(days=7)
"""Longest time between two articles, where both days are known: reports of two events made after one pattern are alike,
and of those read by eye all lay further apart."""
SHOWN = 6
"""Names and figures that the reasons name at the most."""


class Limits(NamedTuple):
    """What a chain of sentences must have."""

    weight: float
    sentences: int
    special: float
    """Weight of the names and figures that they share."""


BESIDE = Limits(2.5, 1, 0.0)
ALONE = Limits(6.0, 3, 1.5)


def find_rewritings(pairs: pa.Table, reuse: pa.Table, articles: pa.Table, article_days: pa.Table) -> pa.Table:
    """The rewritten stretches of some pairs; none shares a character with a passage of the same pair."""
    ids = ids_of(pairs)
    texts = dict(zip(ids.tolist(), pick_texts(articles, ids), strict=True))
    times = dict(zip(ids.tolist(), tell_times(ids, articles, article_days), strict=True))
    passages = np.stack([reuse.column(f"{side}_{edge}").to_numpy() for side in "ab" for edge in ("start", "end")], 1)
    passages = passages.astype(np.int64)
    story = np.array([kind == "story" for kind in reuse.column("kind").to_pylist()], np.bool_)
    known = {(a_id, b_id): (start, end) for a_id, b_id, start, end in each_pair(reuse)}
    rows: list[Rewriting] = []
    for a_id, b_id in zip(pairs.column("a_id").to_pylist(), pairs.column("b_id").to_pylist(), strict=True):
        if _lie_apart(times[a_id], times[b_id]):
            continue
        start, end = known.get((a_id, b_id), (0, 0))
        rows += _rewrite(a_id, b_id, texts, passages[start:end], story[start:end])
    return to_table(rows, Rewriting)


def _lie_apart(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and abs(one - other) > APART


def _rewrite(
    a_id: int, b_id: int, texts: dict[int, str], passages: Ints, story: NDArray[np.bool_]
) -> Iterator[Rewriting]:
    """The rewritten stretches of one pair, whose passages stand in a and b as the rows of `passages` say."""
    a, b = read_sentences(texts[a_id]), read_sentences(texts[b_id])
    limits = np.array([BESIDE.weight, MATCH_WEIGHT, MATCH_SHARE, NAMED_SHARE, SKIPPED, LEFT])
    found = Chains(*find_chains(a.stems, b.stems, (a.spans, b.spans), passages, limits))
    for number in range(int(found.chains.max(initial=-1)) + 1):
        own = found.chains == number
        places, shares = found.places[own], found.shares[own]
        beside = _stands_beside(places, (a.spans, b.spans), passages[story])
        needed = BESIDE if beside else ALONE
        weight, special = shares[:, :2].sum(axis=0)
        if len(places) < needed.sentences or weight < needed.weight or special < needed.special:
            continue
        steps = np.diff(places, axis=0)
        cuts = [0, *(np.flatnonzero((steps[:, :2] != steps[:, 2:]).any(axis=1)) + 1).tolist(), len(places)]
        for first, last in pairwise(cuts):
            a_sentences, b_sentences = found.a_left[own][first:last], found.b_left[own][first:last]
            span = (a_id, *_ends(a_sentences), b_id, *_ends(b_sentences))
            shared, a_weight, b_weight = shares[first:last, [0, 2, 3]].sum(axis=0)
            names = _list_shared(texts[a_id], a, b, places[first:last])
            yield Rewriting(
                rewriting_id=hash64("rewriting", *span),
                a_id=a_id,
                a_start=span[1],
                a_end=span[2],
                b_id=b_id,
                b_start=span[4],
                b_end=span[5],
                sentences=last - first,
                a_sentences=a_sentences.ravel().tolist(),
                b_sentences=b_sentences.ravel().tolist(),
                weight=round(float(shared), 2),
                score=round(float(2 * shared / (a_weight + b_weight)), 3),
                shared=names,
                beside=beside,
                reasons=_say_why(len(places), float(weight), names, beside),
            )


def _stands_beside(places: Ints, spans: tuple[Ints, Ints], passages: Ints) -> bool:
    """Whether one of some passages stands within, or few sentences from, a chain of sentences in both articles."""
    near = np.ones(len(passages), np.bool_)
    for side in (0, 1):
        first = np.searchsorted(spans[side][:, 1], passages[:, 2 * side], side="right")
        last = np.searchsorted(spans[side][:, 0], passages[:, 2 * side + 1]) - 1
        low, high = places[0, side], places[-1, side]
        near &= (first - high <= NEAR + 1) & (low - last <= NEAR + 1)
    return bool(near.any())


def _ends(sentences: Ints) -> Span:
    """From the first of some sentences to the last."""
    return int(sentences[0, 0]), int(sentences[-1, 1])


def _list_shared(text: str, a: Sentences, b: Sentences, places: Ints) -> list[str]:
    """Names and figures that the sentences of a have in common with those of b, as a writes them, each once."""
    words = read_words(text)
    found: dict[str, None] = {}
    for i, j in places[:, :2].tolist():
        here, there = a.stems.sentences == i, b.stems.sentences == j
        special = here & ((a.stems.marks & (NAME | FIGURE)) > 0) & np.isin(a.stems.stems, b.stems.stems[there])
        for first, last in _join_words(np.sort(a.stems.words[special]).tolist()):
            found.setdefault(" ".join(text[words.starts[first] : words.ends[last]].split()))
    return list(found)


def _join_words(words: list[int]) -> list[Span]:
    """Words that follow each other as one.

    >>> _join_words([3, 4, 5, 9])
    [(3, 5), (9, 9)]
    """
    joined: list[Span] = []
    for word in words:
        if joined and joined[-1][1] == word - 1:
            joined[-1] = joined[-1][0], word
        else:
            joined.append((word, word))
    return joined


def _say_why(sentences: int, weight: float, shared: list[str], beside: bool) -> list[str]:
    """The reasons in words."""
    reasons = []
    if sentences > 1:
        reasons.append(f"{sentences} sentences say the same in the same order")
    if shared:
        more = f" and {len(shared) - SHOWN} more" if len(shared) > SHOWN else ""
        reasons.append(f"both have {', '.join(shared[:SHOWN])}{more}")
    reasons.append(f"what they share weighs {weight:.1f}")
    if beside:
        reasons.append("copied reporting stands beside it in both articles")
    return reasons

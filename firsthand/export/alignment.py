"""Stretches of wording that two articles share, a line each: the form in which alignments of texts are scored.

What is rewritten joins the passages that it stands beside, and the line says how many of its sentences are so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from firsthand.export.lines import write_lines
from firsthand.records import Alignment, Rewriting
from firsthand.reuse.edits import list_edits
from firsthand.schema import to_rows
from firsthand.settings import Settings
from firsthand.views.lookup import Lookup, Tables

AGAIN = 0.5
"""Share of a stretch that another one has already from which it is the same words a second time."""
BESIDE = 300
"""Most characters, in one of the articles, between a rewriting and what it stands beside: about two sentences. A
summary leaves out more of the other."""
_BATCH = 4_096
"""Rows held as Python objects at once: a few megabytes."""


@dataclass(frozen=True)
class Stretch:
    """Passages of two articles that belong together, from the first to the last."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    matches: int
    """Equal words."""
    words: float
    """Words of the passages, on the mean of both sides."""
    passages: tuple[Alignment, ...]
    rewritten: int = 0
    """Sentences that are there in other words."""


def export_alignment(case: Tables, path: Path, folded: bool = False) -> int:
    """Stretches that two articles share, one a line; returns the number of lines.

    `folded` changes nothing here.
    """
    return write_lines(alignment_lines(case), path)


def alignment_lines(case: Tables) -> Iterator[dict[str, Any]]:
    """Each stretch of each pair, in the order of the two articles' given ids and of the places in the first."""
    lookup = Lookup(case)
    for a_id, b_id, found, rewritings in _each_pair(lookup, case.table("alignments"), case.table("rewritings")):
        for stretch in join_stretches(found, rewritings):
            a, b = (
                lookup.quote(a_id, stretch.a_start, stretch.a_end),
                lookup.quote(b_id, stretch.b_start, stretch.b_end),
            )
            texts = lookup.article(a_id).text, lookup.article(b_id).text
            yield {
                "pair": f"{a.article} {b.article}",
                "a": a.article,
                "a_start": a.start,
                "a_end": a.end,
                "a_text": a.text,
                "b": b.article,
                "b_start": b.start,
                "b_end": b.end,
                "b_text": b.text,
                "matches": stretch.matches,
                "rewritten": stretch.rewritten,
                "edits": [list(edit) for passage in stretch.passages for edit in list_edits(passage, *texts)],
            }


def join_stretches(
    found: Iterable[Alignment],
    rewritings: Iterable[Rewriting] = (),
    least_words: int = Settings.stretch_least_words,
) -> list[Stretch]:
    """The stretches of one pair's alignments and rewritings, in the order of a; no words stand in two of them.

    What is shared twice (a refrain, a definition given by several hands) is aligned once, where most words are equal:
    a stretch of which at least half, on either side, stands in a better one is left out, and so is one shorter than
    `least_words`, on the mean of both sides.
    """
    blocks: dict[int, list[Alignment]] = {}
    for alignment in found:
        blocks.setdefault(alignment.block, []).append(alignment)
    stretches = [_stretch(passages) for passages in blocks.values()]
    for rewriting in rewritings:
        stretches = _join_beside(rewriting, stretches)
    kept: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: (-one.matches, one.a_start, one.b_start)):
        if (one.rewritten or one.words >= least_words) and not _stands_again(one, kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.a_start, one.b_start))


def _stretch(passages: list[Alignment]) -> Stretch:
    return Stretch(
        a_start=min(p.a_start for p in passages),
        a_end=max(p.a_end for p in passages),
        b_start=min(p.b_start for p in passages),
        b_end=max(p.b_end for p in passages),
        matches=sum(p.matches for p in passages),
        words=sum(p.a_words + p.b_words for p in passages) / 2,
        passages=tuple(sorted(passages, key=lambda p: (p.a_start, p.b_start))),
    )


def _join_beside(rewriting: Rewriting, stretches: list[Stretch]) -> list[Stretch]:
    """The stretches with those that a rewriting stands beside as one, and it with them."""
    joined = Stretch(
        rewriting.a_start, rewriting.a_end, rewriting.b_start, rewriting.b_end, 0, 0.0, (), rewriting.sentences
    )
    apart = stretches
    while True:
        near = [one for one in apart if _stand_beside(joined, one)]
        if not near:
            return [*apart, joined]
        apart = [one for one in apart if one not in near]
        near.append(joined)
        joined = Stretch(
            a_start=min(one.a_start for one in near),
            a_end=max(one.a_end for one in near),
            b_start=min(one.b_start for one in near),
            b_end=max(one.b_end for one in near),
            matches=sum(one.matches for one in near),
            words=sum(one.words for one in near),
            passages=tuple(sorted((p for one in near for p in one.passages), key=lambda p: (p.a_start, p.b_start))),
            rewritten=sum(one.rewritten for one in near),
        )


def _stand_beside(one: Stretch, other: Stretch) -> bool:
    a_gap = max(one.a_start, other.a_start) - min(one.a_end, other.a_end)
    b_gap = max(one.b_start, other.b_start) - min(one.b_end, other.b_end)
    return min(a_gap, b_gap) <= BESIDE


def _stands_again(one: Stretch, better: list[Stretch]) -> bool:
    a_known = sum(max(0, min(one.a_end, x.a_end) - max(one.a_start, x.a_start)) for x in better)
    b_known = sum(max(0, min(one.b_end, x.b_end) - max(one.b_start, x.b_start)) for x in better)
    return a_known >= AGAIN * (one.a_end - one.a_start) or b_known >= AGAIN * (one.b_end - one.b_start)


Places = tuple[int, int]
"""The places of two articles in the order of their given ids, the first before the second."""


def _each_pair(
    lookup: Lookup, alignments: pa.Table, rewritings: pa.Table
) -> Iterator[tuple[int, int, list[Alignment], list[Rewriting]]]:
    """The alignments and rewritings of each pair that has any, a the article whose given id comes first."""
    ids = lookup.article_ids()
    place = {article_id: k for k, article_id in enumerate(ids)}
    others: dict[Places, list[Rewriting]] = {}
    for row in to_rows(rewritings, Rewriting):
        one, two = place[row.a_id], place[row.b_id]
        others.setdefault((min(one, two), max(one, two)), []).append(_swap(row) if one > two else row)
    waiting = sorted(others, reverse=True)
    for key, found in _each_aligned(ids, alignments):
        while waiting and waiting[-1] < key:
            early = waiting.pop()
            yield ids[early[0]], ids[early[1]], [], others[early]
        if waiting and waiting[-1] == key:
            waiting.pop()
        yield ids[key[0]], ids[key[1]], found, others.get(key, [])
    for key in reversed(waiting):
        yield ids[key[0]], ids[key[1]], [], others[key]


def _each_aligned(ids: list[int], table: pa.Table) -> Iterator[tuple[Places, list[Alignment]]]:
    """The alignments of each pair, in the order of their places."""
    order = pa.array(ids, pa.int64())
    a, b = pc.index_in(table["a_id"], order), pc.index_in(table["b_id"], order)
    table = table.append_column("_one", pc.min_element_wise(a, b)).append_column("_two", pc.max_element_wise(a, b))
    table = table.append_column("_swapped", pc.greater(a, b))
    table = table.sort_by([(name, "ascending") for name in ("_one", "_two", "a_start", "b_start", "a_end", "b_end")])
    for key, rows in groupby(_rows(table), key=lambda row: row[2]):
        yield key, [_swap(alignment) if swapped else alignment for alignment, swapped, _ in rows]


def _rows(table: pa.Table) -> Iterator[tuple[Alignment, bool, Places]]:
    for start in range(0, table.num_rows, _BATCH):
        part = table.slice(start, _BATCH)
        places = zip(part["_one"].to_pylist(), part["_two"].to_pylist(), strict=True)
        yield from zip(to_rows(part, Alignment), part["_swapped"].to_pylist(), places, strict=True)


Row = TypeVar("Row", Alignment, Rewriting)


def _swap(row: Row) -> Row:
    """The row seen from the other article."""
    names = [field.name for field in fields(row)]
    turned = {"a": "b", "b": "a"}
    values = {name: getattr(row, turned.get(name[0], "") + name[1:]) for name in names if name[1:2] == "_"}
    return replace(row, **values)

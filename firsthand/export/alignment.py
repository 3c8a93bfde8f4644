"""Stretches of wording that two articles share, a line each: the form in which alignments of texts are scored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from firsthand.export.lines import write_lines
from firsthand.records import Alignment
from firsthand.reuse.edits import list_edits
from firsthand.schema import to_rows
from firsthand.settings import Settings
from firsthand.views.lookup import Lookup, Tables

AGAIN = 0.5
"""Share of a stretch that another one has already from which it is the same words a second time."""
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


def export_alignment(case: Tables, path: Path, folded: bool = False) -> int:
    """Stretches that two articles share, one a line; returns the number of lines.

    `folded` changes nothing here.
    """
    return write_lines(alignment_lines(case), path)


def alignment_lines(case: Tables) -> Iterator[dict[str, Any]]:
    """Each stretch of each pair, in the order of the two articles' given ids and of the places in the first."""
    lookup = Lookup(case)
    for found in _each_pair(lookup, case.table("alignments")):
        a_id, b_id = found[0].a_id, found[0].b_id
        for stretch in join_stretches(found):
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
                "edits": [list(edit) for passage in stretch.passages for edit in list_edits(passage, *texts)],
            }


def join_stretches(found: Iterable[Alignment], least_words: int = Settings.stretch_least_words) -> list[Stretch]:
    """The stretches of one pair's alignments, in the order of a; no words stand in two of them.

    What is shared twice (a refrain, a definition given by several hands) is aligned once, where most words are equal:
    a stretch of which at least half, on either side, stands in a better one is left out, and so is one shorter than
    `least_words`, on the mean of both sides.
    """
    blocks: dict[int, list[Alignment]] = {}
    for alignment in found:
        blocks.setdefault(alignment.block, []).append(alignment)
    stretches = [_stretch(passages) for passages in blocks.values()]
    kept: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: (-one.matches, one.a_start, one.b_start)):
        if one.words >= least_words and not _stands_again(one, kept):
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


def _stands_again(one: Stretch, better: list[Stretch]) -> bool:
    a_known = sum(max(0, min(one.a_end, x.a_end) - max(one.a_start, x.a_start)) for x in better)
    b_known = sum(max(0, min(one.b_end, x.b_end) - max(one.b_start, x.b_start)) for x in better)
    return a_known >= AGAIN * (one.a_end - one.a_start) or b_known >= AGAIN * (one.b_end - one.b_start)


def _each_pair(lookup: Lookup, table: pa.Table) -> Iterator[list[Alignment]]:
    """The alignments of each pair, a the article whose given id comes first."""
    order = pa.array(lookup.article_ids(), pa.int64())
    a, b = pc.index_in(table["a_id"], order), pc.index_in(table["b_id"], order)
    table = table.append_column("_one", pc.min_element_wise(a, b)).append_column("_two", pc.max_element_wise(a, b))
    table = table.append_column("_swapped", pc.greater(a, b))
    table = table.sort_by([(name, "ascending") for name in ("_one", "_two", "a_start", "b_start", "a_end", "b_end")])
    for _, rows in groupby(_rows(table), key=lambda row: (row[0].a_id, row[0].b_id)):
        yield [_swap(alignment) if swapped else alignment for alignment, swapped in rows]


def _rows(table: pa.Table) -> Iterator[tuple[Alignment, bool]]:
    for start in range(0, table.num_rows, _BATCH):
        part = table.slice(start, _BATCH)
        yield from zip(to_rows(part, Alignment), part["_swapped"].to_pylist(), strict=True)


def _swap(one: Alignment) -> Alignment:
    return Alignment(
        a_id=one.b_id,
        a_start=one.b_start,
        a_end=one.b_end,
        b_id=one.a_id,
        b_start=one.a_start,
        b_end=one.a_end,
        matches=one.matches,
        a_words=one.b_words,
        b_words=one.a_words,
        block=one.block,
        a_equal=one.b_equal,
        b_equal=one.a_equal,
    )

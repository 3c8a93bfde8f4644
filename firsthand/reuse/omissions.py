"""What a copier left out of the article that it copied from."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from firsthand.latest import keep_latest
from firsthand.records import Omission
from firsthand.reuse.lookup import each_pair, pick_texts
from firsthand.reuse.recurrence import merge_spans
from firsthand.schema import to_table
from firsthand.text import Span, find_paragraphs, find_sentences

SUBSTANTIAL = 0.3
"""Share of the article copied from that must be copied before what is left out says anything."""
COPIED = 0.5
"""Share of a paragraph that must stand in the copy for the paragraph to count as copied."""


def find_omissions(passages: pa.Table, directions: pa.Table, articles: pa.Table) -> pa.Table:
    """Paragraphs left out, for the pairs of some articles whose direction is known; sentences where there are no
    paragraphs.
    """
    ids = np.unique(directions.column("from_id").drop_null().to_numpy())
    texts = dict(zip(ids.tolist(), pick_texts(articles, ids), strict=True))
    spans = [
        list(zip(*(passages.column(f"{side}_{n}").to_pylist() for n in ("start", "end")), strict=True)) for side in "ab"
    ]
    pairs = zip(*(directions.column(name).to_pylist() for name in ("a_id", "b_id", "from_id")), strict=True)
    known = {(a_id, b_id): from_id for a_id, b_id, from_id in pairs}
    rows: list[Omission] = []
    for a_id, b_id, start, end in each_pair(passages):
        from_id = known[a_id, b_id]
        if from_id is not None:
            copied = spans[0 if from_id == a_id else 1][start:end]
            to_id = b_id if from_id == a_id else a_id
            rows += [Omission(from_id, to_id, *left_out) for left_out in _left_out(texts[from_id], copied)]
    return to_table(rows, Omission)


def _left_out(text: str, copied: list[Span]) -> list[tuple[int, int, bool]]:
    """Start, end and whether it stands between copied ones, of each part of a text of which most is not copied."""
    merged = merge_spans(copied)
    if sum(end - start for start, end in merged) < SUBSTANTIAL * len(text):
        return []
    parts = _parts(text)
    kept, place = [], 0
    for start, end in parts:
        while place < len(merged) and merged[place][1] <= start:
            place += 1
        inside, k = 0, place
        while k < len(merged) and merged[k][0] < end:
            inside += min(end, merged[k][1]) - max(start, merged[k][0])
            k += 1
        kept.append(inside >= COPIED * (end - start))
    if all(kept):
        return []
    return [(start, end, any(kept[:k]) and any(kept[k + 1 :])) for k, (start, end) in enumerate(parts) if not kept[k]]


@keep_latest
def _parts(text: str) -> Sequence[Span]:
    parts = find_paragraphs(text)
    return parts if len(parts) >= 3 else find_sentences(text)

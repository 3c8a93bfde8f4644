"""What a copier left out of the article that it copied from."""

import pyarrow as pa

from firsthand.records import Direction, Omission
from firsthand.reuse.rows import PairArticles, Passage
from firsthand.schema import to_rows, to_table
from firsthand.text import Span, find_paragraphs, find_sentences

SUBSTANTIAL = 0.3
"""Share of the article copied from that must be copied before what is left out says anything."""
COPIED = 0.5
"""Share of a paragraph that must stand in the copy for the paragraph to count as copied."""


def find_omissions(pair_articles: pa.Table, passages: pa.Table, directions: pa.Table) -> pa.Table:
    """Paragraphs left out, for the pairs of one article whose direction is known; sentences where there are no
    paragraphs.
    """
    pairs = {(pair.a_id, pair.b_id): pair for pair in to_rows(pair_articles, PairArticles)}
    copied: dict[tuple[int, int], list[Passage]] = {}
    for passage in to_rows(passages, Passage):
        copied.setdefault((passage.a_id, passage.b_id), []).append(passage)
    rows: list[Omission] = []
    for direction in to_rows(directions, Direction):
        if direction.from_id is None:
            continue
        key = direction.a_id, direction.b_id
        from_a = direction.from_id == direction.a_id
        text = pairs[key].a_text if from_a else pairs[key].b_text
        spans = [(p.a_start, p.a_end) if from_a else (p.b_start, p.b_end) for p in copied[key]]
        to_id = direction.b_id if from_a else direction.a_id
        rows += [Omission(direction.from_id, to_id, *left_out) for left_out in _left_out(text, spans)]
    return to_table(rows, Omission)


def _left_out(text: str, copied: list[Span]) -> list[tuple[int, int, bool]]:
    """Start, end and whether it stands between copied ones, of each part of a text of which most is not copied."""
    inside = bytearray(len(text))
    for start, end in copied:
        inside[start:end] = b"\x01" * (end - start)
    if sum(inside) < SUBSTANTIAL * len(text):
        return []
    parts = find_paragraphs(text)
    if len(parts) < 3:
        parts = find_sentences(text)
    kept = [sum(inside[start:end]) >= COPIED * (end - start) for start, end in parts]
    return [(start, end, any(kept[:k]) and any(kept[k + 1 :])) for k, (start, end) in enumerate(parts) if not kept[k]]

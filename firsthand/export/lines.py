"""Claims, attributions and reuse as lines of JSON, with given ids and, beside every offset, the text it indexes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from firsthand.export.writing import open_whole
from firsthand.records import Article, Attribution, Reuse
from firsthand.schema import pairs_of, to_rows
from firsthand.text import hash64
from firsthand.views.claims import ClaimView, FigureView, MentionView, view_claims
from firsthand.views.lookup import Lookup, Tables, full_id

_BATCH = 4_096
"""Rows held as Python objects at once: a few megabytes."""


def export_claims(case: Tables, path: Path, folded: bool = False) -> int:
    """Claims with their mentions, one a line, told by many and with few origins first; returns the number of lines.

    `folded` changes nothing here: a claim's copies are its mentions.
    """
    return write_lines((claim_line(claim) for claim in view_claims(Lookup(case))), path)


def export_attributions(case: Tables, path: Path, folded: bool = False) -> int:
    """Articles with their reported statements, one article a line, by id; returns the number of lines.

    Articles without a statement are there with an empty list. `folded` changes nothing here.
    """
    return write_lines(attribution_lines(case), path)


def export_reuse(case: Tables, path: Path, folded: bool = False) -> int:
    """Shared passages, one a line, every pair of articles; returns the number of lines.

    With `folded`, one line for each group of pairs that share the same words at the same places of the same two texts,
    with `stands_for`, the number of its pairs.
    """
    return write_lines(reuse_lines(case, folded), path)


def write_lines(lines: Iterator[dict[str, Any]], path: Path) -> int:
    """Each object as one line of JSON; no character is escaped that need not be."""
    count = 0
    with open_whole(path) as file:
        for line in lines:
            cast(IO[str], file).write(json.dumps(line, ensure_ascii=False, separators=(", ", ": ")) + "\n")
            count += 1
    return count


def claim_line(claim: ClaimView) -> dict[str, Any]:
    """One claim in the form of the export."""
    return {
        "claim_id": claim.claim_id,
        "statement": claim.statement,
        "kind": claim.aspect,
        "modality": list(claim.modality),
        "hedges": list(claim.hedges),
        "articles": claim.articles,
        "outlets": claim.outlets,
        "origins_low": claim.low,
        "origins_best": claim.best,
        "origins_high": claim.high,
        "parties": claim.parties,
        "copied": claim.copied,
        "second_hand": claim.second_hand,
        "verdict": claim.verdict,
        "reasons": list(claim.why),
        "conflicts": list(claim.conflicts),
        "comparisons": list(claim.comparisons),
        "mentions": [mention_line(mention) for mention in claim.mentions],
    }


def mention_line(mention: MentionView) -> dict[str, Any]:
    """One mention in the form of the export."""
    return {
        "mention_id": mention.mention_id,
        "article": mention.article,
        "outlet": mention.outlet,
        "published": mention.published,
        "quote": mention.quote.text,
        "quote_start": mention.quote.start,
        "quote_end": mention.quote.end,
        "text": mention.words.text,
        "start": mention.words.start,
        "end": mention.words.end,
        "figure": plain_number(mention.figure.value) if mention.figure else None,
        "figure_stated": _figure(mention.figure),
        "hedge": mention.hedge,
        "modality": mention.modality,
        "stance": mention.stance,
        "attributed": bool(mention.names),
        "chain": list(mention.names),
        "chain_shown": mention.chain_line,
        "origin": mention.origin,
        "kind": mention.kind,
        "party": mention.party,
        "second_hand": mention.second_hand,
        "copied": mention.copied,
        "credited": mention.credited,
        "group_low": mention.low,
        "group_best": mention.best,
        "group_high": mention.high,
        "reason": mention.reason,
        "sentence": mention.sentence,
    }


def attribution_lines(case: Tables) -> Iterator[dict[str, Any]]:
    """Each article with its statements, in the order of the ids that the input gave."""
    lookup = Lookup(case)
    for article_id in lookup.article_ids():
        article = lookup.article(article_id)
        rows = sorted(lookup.get(Attribution, "article_id", article_id), key=_place)
        numbers = {row.attribution_id: number for number, row in enumerate(rows)}
        yield {
            "id": article.given_id,
            "outlet": article.outlet,
            "language": article.language,
            "text": article.text,
            "attributions": [_attribution(article, row, numbers) for row in rows],
        }


def _place(row: Attribution) -> tuple[list[int], list[int], list[int], int]:
    return row.content, row.source, row.cue, row.attribution_id


def _attribution(article: Article, row: Attribution, numbers: dict[int, int]) -> dict[str, Any]:
    line: dict[str, Any] = {}
    for role in ("source", "cue", "content", "channel"):
        pairs = pairs_of(getattr(row, role))
        line[role] = [list(pair) for pair in pairs]
        line[f"{role}_text"] = [article.text[start:end] for start, end in pairs]
    return line | {
        "who": row.who,
        "kind": row.kind,
        "channel_name": row.channel_name,
        "parent": numbers.get(row.parent) if row.parent is not None else None,
        "stance": row.stance,
    }


def reuse_lines(case: Tables, folded: bool) -> Iterator[dict[str, Any]]:
    """Each shared passage, in the order of the two articles' ids and of the places in the first; pairs that the case
    has no rows for are made on the way.
    """
    if case.table("folded").num_rows:
        yield from _unfolded_lines(case, folded)
        return
    if not folded:
        yield from kept_lines(case)
        return
    lookup = Lookup(case)
    table = _in_order(case.table("reuse"), pa.array(lookup.article_ids(), pa.int64()))
    texts = {i: hash64(lookup.article(i).text) for i in lookup.article_ids()}
    groups: dict[tuple[int, ...], int] = {}
    for row in _batches(table):
        key = _same(row, texts)
        groups[key] = groups.get(key, 0) + 1
    for row in _batches(table):
        if (count := groups.pop(_same(row, texts), 0)) > 0:
            yield _reuse(lookup, row) | {"stands_for": count}


def kept_lines(case: Tables) -> Iterator[dict[str, Any]]:
    """Each shared passage of the pairs that the case has rows for, in the same order."""
    lookup = Lookup(case)
    for row in _batches(_in_order(case.table("reuse"), pa.array(lookup.article_ids(), pa.int64()))):
        yield _reuse(lookup, row)


def _unfolded_lines(case: Tables, folded: bool) -> Iterator[dict[str, Any]]:
    """The same for a case with more pairs than it has rows for."""
    from firsthand.export.pairs import all_reuse  # loads the engines, which only these pairs need

    lookup = Lookup(case)
    for table, counts in all_reuse(case, lookup.article_ids(), folded):
        for row in _batches(_in_order(table, pa.array(lookup.article_ids(), pa.int64()))):
            line = _reuse(lookup, row)
            yield line | {"stands_for": counts[row.a_id, row.b_id]} if folded else line


def _in_order(table: pa.Table, order: pa.Array) -> pa.Table:
    """Rows of reuse by the order of their articles, then by place."""
    return (
        table.append_column("_a", pc.index_in(table["a_id"], order))
        .append_column("_b", pc.index_in(table["b_id"], order))
        .sort_by([(name, "ascending") for name in ("_a", "_b", "a_start", "b_start", "a_end", "b_end", "reuse_id")])
    )


def _batches(table: pa.Table) -> Iterator[Reuse]:
    for start in range(0, table.num_rows, _BATCH):
        yield from to_rows(table.slice(start, _BATCH), Reuse)


def _same(row: Reuse, texts: dict[int, int]) -> tuple[int, ...]:
    """What two rows have in common that stand for the same words at the same places of the same two texts."""
    a, b = (texts[row.a_id], row.a_start, row.a_end), (texts[row.b_id], row.b_start, row.b_end)
    return (*min(a, b), *max(a, b))


def _reuse(lookup: Lookup, row: Reuse) -> dict[str, Any]:
    a, b = lookup.quote(row.a_id, row.a_start, row.a_end), lookup.quote(row.b_id, row.b_start, row.b_end)
    line: dict[str, Any] = {
        "reuse_id": full_id(row.reuse_id),
        "a": a.article,
        "a_start": a.start,
        "a_end": a.end,
        "a_text": a.text,
        "b": b.article,
        "b_start": b.start,
        "b_end": b.end,
        "b_text": b.text,
        "kind": row.kind,
        "reasons": row.reasons,
        "matches": row.matches,
        "a_words": row.a_words,
        "b_words": row.b_words,
        "from": lookup.given(row.from_id) if row.from_id is not None else None,
        "direction": "unknown" if row.from_id is None else "a to b" if row.from_id == row.a_id else "b to a",
        "credited": row.credited,
        "credit": None,
    }
    if row.credit_id is not None and row.credit_start is not None and row.credit_end is not None:
        credit = lookup.quote(row.credit_id, row.credit_start, row.credit_end)
        line["credit"] = {
            "article": credit.article,
            "start": credit.start,
            "end": credit.end,
            "text": credit.text,
            "name": row.credit_name,
            "covers": row.credit_covers,
        }
    return line


def plain_number(value: float | None) -> int | float | None:
    """A number without a needless ".0"."""
    return int(value) if value is not None and value == int(value) else value


def _figure(figure: FigureView | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        "text": figure.quote.text,
        "start": figure.quote.start,
        "end": figure.quote.end,
        "low": plain_number(figure.low),
        "high": plain_number(figure.high),
        "unit": figure.unit,
        "hedge": figure.hedge,
        "of": figure.of,
    }

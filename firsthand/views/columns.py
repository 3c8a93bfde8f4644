"""Two articles in two columns, each in its own order: the runs of text that both have, numbered alike on both sides."""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.text import Span
from firsthand.views.diff import Edit
from firsthand.views.lookup import Lookup
from firsthand.views.reuse import PairView, ReuseView


@dataclass(frozen=True)
class Run:
    """Some characters of an article and what they are beside the other article."""

    text: str
    passage: int | None
    """Number of the passage that they stand in, from 1 in the order of the right article; None outside all."""
    state: str
    """credited, uncredited, a kind of shared wording, left out, or own."""
    changed: bool
    number: bool
    """Whether it is a figure that differs."""


@dataclass(frozen=True)
class Column:
    """One of the two articles."""

    article: str
    outlet: str | None
    published: str | None
    language: str
    paragraphs: tuple[tuple[Run, ...], ...]


def view_columns(lookup: Lookup, pair: PairView) -> tuple[Column, Column]:
    """Both articles whole; where passages overlap, characters belong to the one that begins first."""
    return _column(lookup, pair, left=True), _column(lookup, pair, left=False)


def _column(lookup: Lookup, pair: PairView, *, left: bool) -> Column:
    article = lookup.article(lookup.article_id(pair.left if left else pair.right))
    runs: list[Run] = []
    at = 0
    omitted = [(quote.start, quote.end) for quote in pair.omissions] if left else []
    numbered = sorted(enumerate(pair.passages, start=1), key=lambda p: _side(p[1], article.given_id)[0])
    for number, passage in numbered:
        start, edits = _side(passage, article.given_id)
        for edit in edits:
            end = start + len(edit.text)
            if end > at:
                runs += _own(article.text, at, start, omitted)
                first = max(start, at)
                runs.append(Run(article.text[first:end], number, passage.state, edit.changed, edit.number))
                at = end
            start = end
    runs += _own(article.text, at, len(article.text), omitted)
    published = article.published.date().isoformat() if article.published else None
    return Column(article.given_id, article.outlet, published, article.language, cut_paragraphs(runs))


def _side(passage: ReuseView, article: str) -> tuple[int, tuple[Edit, ...]]:
    if passage.a.article == article:
        return passage.a.start, passage.a_edits
    return passage.b.start, passage.b_edits


def _own(text: str, start: int, end: int, omitted: list[Span]) -> Iterator[Run]:
    """What stands outside the passages, cut where a paragraph begins or ends that the copier left out."""
    at = start
    for first, last in sorted(omitted):
        first, last = max(first, at), min(last, end)
        if first < last:
            if first > at:
                yield Run(text[at:first], None, "own", False, False)
            yield Run(text[first:last], None, "left out", False, False)
            at = last
    if at < end:
        yield Run(text[at:end], None, "own", False, False)


def cut_paragraphs(runs: list[Run]) -> tuple[tuple[Run, ...], ...]:
    """The runs of each line of a text that is not empty.

    >>> one, two = cut_paragraphs([Run("a\\nb", 1, "credited", False, False)])
    >>> one[0].text, two[0].text
    ('a', 'b')
    """
    lines: list[list[Run]] = [[]]
    for run in runs:
        for place, piece in enumerate(run.text.split("\n")):
            if place:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, run.passage, run.state, run.changed, run.number))
    return tuple(tuple(line) for line in lines if any(run.text.strip() for run in line))

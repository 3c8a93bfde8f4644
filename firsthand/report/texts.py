"""Texts of articles with a place to come to for every span that the page speaks of, and the way back to the claims."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from firsthand.report.articles import ArticleEntry
from firsthand.report.dossier import Dossier

ID_CHARACTERS = 20
"""Characters of an article's id in the name of a place."""


class Spot(Protocol):
    """Whatever says where some words stand."""

    @property
    def article(self) -> str:
        """The id that came with the article."""
        ...

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """The character after the last."""
        ...


@dataclass(frozen=True)
class TextPiece:
    """Some characters of an article."""

    text: str
    anchor: str | None
    """Id of the place on the page, where a span begins here."""
    claim: bool
    """Whether they are a claim's own words."""
    backs: tuple[tuple[str, str], ...]
    """Claims whose words end here: ids of the mention on the page and of the claim."""


@dataclass(frozen=True)
class Link:
    """A place in a text as the page writes it."""

    href: str | None
    """Where it leads on the page; None where the page has no such article."""
    label: str
    """The article and its characters: D1 120–245."""


class Places:
    """The places of a dossier's spans.

    `hidden` is the dossier with masks' marks in its texts, where every span still counts; `show` makes labels of them.
    """

    def __init__(self, dossier: Dossier, hidden: Dossier, show: Callable[[str], str]) -> None:
        self._show = show
        self._texts = {entry.number: entry.text or "" for entry in hidden.articles}
        self._articles = {entry.article: entry for entry in dossier.articles}
        self._led: dict[str, set[int]] = {}
        """Starts that a link of the page leads to, by article; `cut` gives each an anchor."""
        self._mentions: dict[str, dict[tuple[int, int], list[tuple[str, str]]]] = {}
        for claim in dossier.claims.rows:
            for mention in claim.mentions:
                found = self._mentions.setdefault(mention.article, {})
                place = mention.words.start, mention.words.end
                found.setdefault(place, []).append((f"m-{mention.mention_id}", claim.short_id))

    def link(self, quote: Spot) -> Link:
        """How the page leads to some words; their text has to be cut after this, not before."""
        entry = self._articles.get(quote.article)
        given = quote.article if len(quote.article) <= ID_CHARACTERS else f"{quote.article[: ID_CHARACTERS - 1]}…"
        label = f"{given} {quote.start}–{quote.end}"
        if entry is None:
            return Link(None, label)
        if entry.text is None or not 0 <= quote.start < len(entry.text):
            return Link(f"#text-{entry.number}", label)
        self._led.setdefault(quote.article, set()).add(quote.start)
        return Link(f"#t{entry.number}-{quote.start}", label)

    def article_href(self, article: str) -> str | None:
        """Where an article's text stands."""
        entry = self._articles.get(article)
        return f"#text-{entry.number}" if entry else None

    def cut(self, entry: ArticleEntry) -> tuple[TextPiece, ...]:
        """The text of an article, cut wherever a link leads to and wherever a claim's words begin or end."""
        text = self._texts[entry.number]
        mentions = self._mentions.get(entry.article, {})
        starts = self._led.get(entry.article, set())
        bounds = sorted({0, len(text), *starts, *(edge for span in mentions for edge in span if edge < len(text))})
        ends: dict[int, list[tuple[str, str]]] = {}
        for (_, end), backs in mentions.items():
            ends.setdefault(min(end, len(text)), []).extend(backs)
        covered = _cover(mentions)
        return tuple(
            TextPiece(
                text=self._show(text[start:end]),
                anchor=f"t{entry.number}-{start}" if start in starts else None,
                claim=any(first <= start < last for first, last in covered),
                backs=tuple(ends.get(end, ())),
            )
            for start, end in pairwise(bounds)
        )

    def spans_of(self, entry: ArticleEntry) -> tuple[tuple[int, int, str, str], ...]:
        """Of an article whose text the page does not hold: where its claims stand, with mention and claim."""
        found = self._mentions.get(entry.article, {})
        return tuple((*span, mention, claim) for span in sorted(found) for mention, claim in found[span])


def _cover(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans joined where they touch."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined

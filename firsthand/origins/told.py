"""Mentions with who is behind them, and the conflicts that are made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.records import Article, BareMention, Conflict, MentionOrigin
from firsthand.text import hash64


@dataclass(frozen=True)
class Told:
    """One mention with who is behind it."""

    mention: BareMention
    origin: MentionOrigin
    article: Article
    stance: str


def words_in(mention: BareMention, article: Article) -> str:
    """The claim's own words, white space made one."""
    return " ".join(article.text[mention.start : mention.end].split())


def make_conflict(kind: str, about: str, sides: Sequence[Told], reason: str, question: str | None = None) -> Conflict:
    """A row with what each side says and who says it; its id is made of the mentions."""
    ids = [one.mention.mention_id for one in sides]
    said = [f"{one.origin.origin}: {words_in(one.mention, one.article)}" for one in sides]
    key = hash64("conflict", kind, *((question,) if question else ()), *sorted(ids))
    return Conflict(key, kind, question, about, ids, said, reason)

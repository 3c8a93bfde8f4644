"""Differing names of one thing: 'X, better known as Y' in one article against 'Y (now known as Z)' in another."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from firsthand.origins.names import key_of, words_of
from firsthand.records import Article, BareMention, Conflict
from firsthand.text import hash64

_WORD = r"[A-Z][\w’'-]{1,30}"
_NAME = rf"(?:(?:[Aa][lndrs]|[Ee]l|[Aa]sh)-)?{_WORD}(?:[ -](?:(?:a[lndrs]|el|ash)-|of |the |de |for )?{_WORD}){{0,6}}"
_LINK = re.compile(
    r"[,(]?\s?\(?(?:which is |who is |is )?"
    r"(?:(?:better|now|also|formerly|previously|once|commonly|widely|officially) known as|"
    r"formerly|previously|(?:now|since) renamed|rebranded as|a\.k\.a\.|aka)\s(?:the\s)?"
)
_BEFORE = re.compile(rf"({_NAME})(?:\s[a-z]{{2,14}}){{0,3}}\s?$")
_AFTER = re.compile(_NAME)
_LOOK_BACK = 160
"""Characters before the linking words in which the first name must stand."""


class Naming(NamedTuple):
    """Two names that an article gives to one thing."""

    article_id: int
    start: int
    end: int
    first: str
    second: str


def find_names(article: Article) -> list[Naming]:
    """Places where an article says that one thing has two names.

    >>> from firsthand.read.articles import make_article
    >>> article = make_article("They fought the Red Front group, better known as Dawn League.")
    >>> [(n.first, n.second) for n in find_names(article)]
    [('Red Front', 'Dawn League')]
    """
    found = []
    for link in _LINK.finditer(article.text):
        from_ = max(0, link.start() - _LOOK_BACK)
        before = _BEFORE.search(article.text[from_ : link.start()])
        after = _AFTER.match(article.text, link.end())
        if before and after:
            bracketed = "(" in link.group() and article.text[after.end() : after.end() + 1] == ")"
            end = after.end() + bracketed
            found.append(Naming(article.article_id, from_ + before.start(1), end, before.group(1), after.group()))
    return found


def find_namings(articles: Iterable[Article], mentions: Iterable[BareMention]) -> list[Conflict]:
    """Conflicts of kind naming: pairs of namings that share one name and differ in the other."""
    by_id = {a.article_id: a for a in articles}
    standing: dict[int, list[BareMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.start, m.mention_id)):
        standing[mention.article_id].append(mention)
    by_name: dict[str, list[Naming]] = defaultdict(list)
    for article_id in sorted(by_id):
        for naming in find_names(by_id[article_id]):
            for name in {naming.first, naming.second}:
                by_name[key_of(words_of(name))].append(naming)
    rows = []
    for key in sorted(by_name):
        sides: dict[frozenset[str], tuple[Naming, BareMention]] = {}
        for naming in sorted(by_name[key]):
            at = _mention_at(standing[naming.article_id], naming)
            if at is not None:
                pair = frozenset({key_of(words_of(naming.first)), key_of(words_of(naming.second))})
                sides.setdefault(pair, (naming, at))
        if len(sides) > 1 and key:
            listed = sorted(sides.values(), key=lambda side: (by_id[side[0].article_id].given_id, side[0].start))
            ids = [mention.mention_id for _, mention in listed]
            said = [" ".join(by_id[n.article_id].text[n.start : n.end].split()) for n, _ in listed]
            shared = next(name for name in listed[0][0][3:] if key_of(words_of(name)) == key)
            rows.append(
                Conflict(
                    hash64("conflict", "naming", key, *sorted(ids)),
                    "naming",
                    None,
                    f"names of {shared}",
                    ids,
                    said,
                    "the same thing is given different names; aliases are offered, not merged",
                )
            )
    return rows


def _mention_at(mentions: list[BareMention], naming: Naming) -> BareMention | None:
    """The mention in whose sentence a naming stands."""
    for mention in mentions:
        if min(mention.quote_start, mention.start) < naming.end and naming.start < max(mention.quote_end, mention.end):
            return mention
    return None

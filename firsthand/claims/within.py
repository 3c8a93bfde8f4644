"""Mentions of one article that state the same claim: a count told twice, and an event taken up again."""

import pyarrow as pa

from firsthand.claims.aspects import COUNTED
from firsthand.claims.rows import MentionScope, OwnMatch
from firsthand.records import Mention
from firsthand.schema import to_rows, to_table

TOLD_AGAIN = 3
"""Least count that is the same when an article gives it twice: ones and twos are told of many."""
AGAIN = 0.8
"""Score of such a match: surer than agreement, less sure than shared wording."""

ELSEWHERE = 0.6
"""The same where the two name different places: what a town and its province are to each other is not known."""


def match_within(mentions: pa.Table, articles: pa.Table, mention_scopes: pa.Table) -> pa.Table:
    """Matches between mentions of one article.

    The headline's count and the body's are one claim; so is an event that the next sentence takes up with "the", by the
    word that named it before ("launched a joint operation … The operation, which …"). Another source's toll of the
    article's event is the same claim with another figure.
    """
    scopes = {s.mention_id: s for s in to_rows(mention_scopes, MentionScope)}
    rows = sorted(to_rows(mentions, Mention), key=lambda m: (m.start, m.end, m.mention_id))
    text = articles.column("text")[0].as_py() if articles.num_rows else ""
    found = []
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            days = {s.scope == "other" for m in (one, other) if (s := scopes.get(m.mention_id))}
            reason = (_again(one, other) if len(days) < 2 else None) or _taken_up(one, other, text)
            answered = scopes[other.mention_id].same_as if other.mention_id in scopes else None
            if one.mention_id == answered:
                reason = "another voice's count of the same"
            if reason:
                low, high = sorted((one.mention_id, other.mention_id))
                elsewhere = one.mention_id == answered and one.place is not None and other.place != one.place
                score = ELSEWHERE if elsewhere or _elsewhere(one, other) else AGAIN
                found.append(OwnMatch(one.article_id, low, high, score, False, [reason]))
    return to_table(found, OwnMatch)


def _again(one: Mention, other: Mention) -> str | None:
    if one.aspect != other.aspect or one.aspect not in COUNTED or one.counted != other.counted:
        return None
    if one.figure_value is None or one.figure_value != other.figure_value or one.figure_value < TOLD_AGAIN:
        return None
    if one.place and other.place and one.place != other.place and not set(one.names) & set(other.names):
        return None
    return "one article gives the same count twice"


def _elsewhere(one: Mention, other: Mention) -> bool:
    """Whether two mentions name different places and none of them names the other's."""
    if one.place is None or other.place is None or one.place == other.place:
        return False
    there, here = set(one.place.lower().split()), set(other.place.lower().split())
    return not there & set(other.names) and not here & set(one.names)


def _taken_up(one: Mention, other: Mention, text: str) -> str | None:
    """Whether the second sentence opens with "The" and a word for what the first told as new ("a … operation")."""
    if one.aspect != other.aspect or text[one.end : other.quote_start].strip() or one.quote_end > other.start:
        return None
    words = text[other.quote_start : other.quote_start + 60].split()
    if len(words) < 2 or words[0] != "The":
        return None
    noun = words[1].strip(",.;:").lower()
    first = text[one.start : one.end].lower().split()
    if noun not in other.words or noun not in first:
        return None
    at = first.index(noun)
    return f"the next sentence takes it up as “the {noun}”" if {"a", "an"} & set(first[max(0, at - 4) : at]) else None

"""What each count of people covers: the whole event of its article, a part of it, a longer time, or another voice's
count of the same.

A toll of the event and the toll of a town, of the children or of a whole war answer different questions; a lower toll
by another source answers the same one.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pyarrow as pa

from firsthand.claims.aspects import COUNTED
from firsthand.claims.rows import MentionScope
from firsthand.claims.units import SAME_TOLL
from firsthand.records import Attribution, Figure, Mention
from firsthand.schema import to_rows, to_table

PARTS = frozenset({"child", "woman", "man", "student", "teacher", "medic", "journalist", "rescuer"})
"""Populations that a report counts beside the whole, as part of it."""
LEAD_RANK = 4
"""Last statement of an article, from 0, in which it tells the toll of its event."""
EVENTS = frozenset({"attack", "advance", "withdrawal", "destroyed", "disaster", "deployment", "protest", "weapon"})
"""Aspects of what happens at one time or again and again."""
RIVAL = 5.0
"""How many times larger one of two tolls of one event in one article may be: sources that count the same event differ
by less, while the toll of a war is told beside that of a day."""
TERMS = 2
"""Names and words that a rival toll must share with the article's toll; a place of another name needs more."""
TERMS_ELSEWHERE = 4
_PEOPLE = ("persons", "number")
"""Units of a count of people; a bare number is one beside a word of killing, arresting …"""
BEFORE = 80
"""How far before a number, in characters, the words stand that make it a part."""

_OVER_TIME = re.compile(
    r"\bsince\b.{0,60}\b(?:\d{4}|war|conflict|uprising|revolution|unrest|violence|crisis|pandemic|outbreak|campaign|began|"
    r"beg[iu]n\w*|start\w*|then|broke|erupted|launch\w*|invasion|coup)\b|"
    r"\b(?:past|last|previous|over|in|within|during) (?:the )?(?:past |last )?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|few|many|recent)\W+(?:days|weeks|months|years|decades)\b|"
    r"\bso far this (?:year|month)\b|\bthis (?:year|month) alone\b|"
    r"\b(?:war|conflict|uprising|insurgency|fighting|crisis|pandemic|epidemic)\b[^.]{0,40}\b(?:has|have) (?:\w+ )?"
    r"(?:killed|claimed|left|cost|displaced|forced|driven|injured)\b|"
    r"\b(?:days|weeks|months|years) of (?:war|fighting|conflict|air ?strikes|bombardment|violence|unrest|clashes)\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:includ(?:ing|es?|ed)|among (?:them|those|the \w+)|of (?:whom|which|them|these|those)|as well as|"
    r"along with|besides|"
    r"another|an additional|a further|at the same time)\W+(?:[\w-]+\W+){0,4}$",
    re.IGNORECASE,
)
_PART_WITHIN = re.compile(r"\b(?:more|others?|further|additional|another|extra)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:an)?others?\b|\bmore\b", re.IGNORECASE)
_HEDGED = re.compile(r"\b(?:no )?more than\b", re.IGNORECASE)
_PART_BEHIND = re.compile(
    r"^\W*(?:of (?:the|those|these|them|whom|its|their)\b|others?\b|more\b|(?:[\w-]+\W+){0,2}(?:were|was|are|is) "
    r"(?:also )?among\b)",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:regularly|routinely|often|frequently|repeatedly|occasional(?:ly)?|usually|constantly|increasingly|"
    r"periodic(?:ally)?|time and again|from time to time|in (?:recent|the (?:past|last)) (?:\w+ )?"
    r"(?:days|weeks|months|years|decades)|throughout the (?:war|conflict|crisis|year|country))\b",
    re.IGNORECASE,
)
"""Words by which a sentence tells what happens again and again, and no single event."""
_SAID_AGAIN = re.compile(
    r"\b(?:lower|higher|different|updated|revised|preliminary|initial|earlier|conflicting) (?:\w+ )?"
    r"(?:toll|figure|count|number|estimate|report)s?\b|\b(?:put|puts|putting|gave|gives|giving) (?:the|a|its) "
    r"(?:\w+ )?(?:death |casualty )?(?:toll|number|figure|count)\b|\bdeath toll (?:of|at|was|stood|rose|had)\b",
    re.IGNORECASE,
)


class _Counts(NamedTuple):
    """The counts of one article in reading order, with what is needed to compare them."""

    text: str
    listed: list[Mention]
    who: dict[int, str | None]
    """Who states each mention; none in the article's own voice."""
    ranks: dict[int, int]
    scope: dict[int, str]
    event: frozenset[str]
    """Names and words of the article's first statements."""


def find_scopes(mentions: pa.Table, articles: pa.Table, attributions: pa.Table, figures: pa.Table) -> pa.Table:
    """Scope of every count of people in one article, and which other count it is another voice's answer to.

    `head` is the toll of the article's event and every repetition of it, `rival` another source's toll of the same,
    `whole` any other count that is not shown to be less than a whole, `part` a share of another count or the second
    count of one statement, `long` the sum over a longer time, `other` a count of another day.
    """
    text = articles.column("text")[0].as_py() if articles.num_rows else ""
    said = {a.attribution_id: a.who for a in to_rows(attributions, Attribution)}
    found = {f.figure_id: f for f in to_rows(figures, Figure)}
    listed = sorted(to_rows(mentions, Mention), key=lambda m: (m.start, m.end, m.mention_id))
    people = {f.figure_id for f in found.values() if f.unit in _PEOPLE}
    counts = [m for m in listed if m.aspect in COUNTED and m.figure_id in people and m.counted is not None]
    ranks = rank_mentions(listed)
    early = [m for m in listed if ranks[m.mention_id] <= LEAD_RANK]
    case = _Counts(
        text,
        [m for m in listed if m.aspect in COUNTED],
        {m.mention_id: said.get(m.attribution_id) if m.attribution_id is not None else None for m in listed},
        ranks,
        {m.mention_id: _scope(text, m, found[m.figure_id]) for m in counts if m.figure_id is not None},
        frozenset(term for m in early for term in (*m.names, *m.words) if not term.isdigit()),
    )
    same_as: dict[int, int] = {}
    for aspect in sorted({m.aspect for m in counts}, key=COUNTED.index):
        heads = _name_heads(case, aspect)
        same_as |= _name_rivals(case, aspect, heads)
    rows = [
        MentionScope(
            m.article_id, m.mention_id, case.scope.get(m.mention_id) or _plain(text, m), same_as.get(m.mention_id)
        )
        for m in listed
    ]
    return to_table(rows, MentionScope)


def _plain(text: str, mention: Mention) -> str:
    """Scope of what is no count of people: habit where it tells no single event, by its own words."""
    words = text[mention.start : mention.end]
    return "habit" if _HABIT.search(words) or (mention.aspect in EVENTS and _OVER_TIME.search(words)) else "none"


def _name_heads(case: _Counts, aspect: str) -> list[Mention]:
    """The toll of the article's event: its first whole count near the top, and where that is told again."""
    counts = [m for m in case.listed if m.aspect == aspect and m.figure_low]
    whole = [m for m in counts if case.scope.get(m.mention_id) == "whole"]
    early = [m for m in whole if case.ranks[m.mention_id] <= LEAD_RANK]
    if not early and aspect == "injured" and "head" in case.scope.values() and len({m.figure_low for m in whole}) == 1:
        # The only count of the injured, beside the toll of the dead, is of the same event wherever it stands.
        early = whole
    exact = [m for m in early if m.figure_value] or early
    heads = [m for m in whole if m.figure_low == exact[0].figure_low and not _elsewhere(exact[:1], m)] if early else []
    for mention in heads:
        case.scope[mention.mention_id] = "head"
    days = {m.date_from for m in heads if m.date_from}
    told = {m.quote_start for m in heads}
    for mention in whole:
        if case.scope[mention.mention_id] != "whole":
            continue
        if mention.quote_start in told:
            case.scope[mention.mention_id] = "part"
        elif mention.date_from and days and mention.date_from not in days:
            case.scope[mention.mention_id] = "other"
    return heads


def _name_rivals(case: _Counts, aspect: str, heads: list[Mention]) -> dict[int, int]:
    """Counts that another voice gives for the same: of the article's toll, or of the count told just before."""
    found: dict[int, int] = {}
    listed = [m for m in case.listed if m.aspect == aspect]
    voices = {case.who[m.mention_id] for m in heads}
    for place, mention in enumerate(listed):
        words = case.text[mention.quote_start : mention.quote_end]
        scope, who = case.scope.get(mention.mention_id, "none"), case.who[mention.mention_id]
        again = scope == "whole" and _SAID_AGAIN.search(words)
        same = scope == "none" and SAME_TOLL.search(words)
        if again or same or (scope == "part" and mention.counted in PARTS):
            before = [m for m in listed[:place] if _answers(case, m, mention)]
            if before:
                found[mention.mention_id] = before[-1].mention_id
                if case.scope.get(before[-1].mention_id) in ("head", "rival") and not same:
                    case.scope[mention.mention_id] = "rival"
                continue
        if scope == "whole" and heads and who is not None and who not in voices and _rivals(case, heads, mention):
            case.scope[mention.mention_id] = "rival"
            found[mention.mention_id] = next((h for h in heads if h.place), heads[0]).mention_id
    return found


def _answers(case: _Counts, before: Mention, mention: Mention) -> bool:
    """Whether a count told just before, by another voice, is one that a mention gives again, differs from or
    confirms."""
    one, other = case.who[before.mention_id], case.who[mention.mention_id]
    scope = case.scope.get(before.mention_id, "none")
    if scope in ("long", "none") or one == other or other is None or before.figure_value is None:
        return False
    if scope == "part" and (one is None or before.counted not in PARTS):
        # "21 others" is the rest of a count: who gives another toll gives it of the whole.
        return False
    if before.quote_start == mention.quote_start or _elsewhere([before], mention):
        return False
    if case.ranks[mention.mention_id] - case.ranks[before.mention_id] > LEAD_RANK:
        return False
    if mention.figure_id is None:
        return scope in ("head", "rival", "whole") and before.counted not in PARTS
    if mention.figure_value is None:
        return False
    if mention.counted != before.counted and PARTS & {mention.counted, before.counted}:
        return False
    low, high = sorted((before.figure_value, mention.figure_value))
    return high <= RIVAL * max(low, 1.0)


def rank_mentions(mentions: Iterable[Mention]) -> dict[int, int]:
    """Which statement of its article each mention stands in, from 0, counted by sentence."""
    listed = list(mentions)
    order = {start: rank for rank, start in enumerate(sorted({m.quote_start for m in listed}))}
    return {m.mention_id: order[m.quote_start] for m in listed}


def _scope(text: str, mention: Mention, figure: Figure) -> str:
    """Scope of one count by the words around it."""
    number = figure.number_start if figure.number_start is not None else figure.start
    before = text[max(mention.quote_start, number - BEFORE) : number]
    behind = text[figure.end : figure.end + BEFORE]
    stop = figure.number_end if figure.number_end is not None else figure.end
    if _OVER_TIME.search(text[mention.quote_start : mention.quote_end]):
        return "long"
    following = text[stop : stop + BEFORE]
    if mention.aspect != "killed":
        # "killed 20 and injured 30 others": others than the killed, and all of the injured.
        before, behind, following = (_OTHERS.sub("", words) for words in (before, behind, following))
    if mention.counted in PARTS or _PART_BEFORE.search(before):
        return "part"
    if _PART_BEHIND.match(behind) or _PART_BEHIND.match(following):
        return "part"
    more = _HEDGED.sub("", text[figure.start : number]) + " " + text[stop : figure.end]
    return "part" if mention.aspect == "killed" and _PART_WITHIN.search(more) else "whole"


def _elsewhere(heads: list[Mention], mention: Mention) -> bool:
    """Whether a count is told of a place that none of the article's first counts is told of, or of another day."""
    days = {m.date_from for m in heads if m.date_from}
    if mention.date_from and days and mention.date_from not in days:
        return True
    places = {m.place for m in heads if m.place}
    named = {name for m in heads for name in m.names}
    return bool(
        mention.place and places and mention.place not in places and not set(mention.place.lower().split()) & named
    )


def _rivals(case: _Counts, heads: list[Mention], mention: Mention) -> bool:
    """Whether a count by another voice is of the same event as the article's toll: it shares names and words with the
    first statements of the article."""
    low, high = sorted(m.figure_value or m.figure_low or 1.0 for m in (heads[0], mention))
    if high > RIVAL * max(low, 1.0):
        return False
    shared = case.event & {*mention.names, *mention.words}
    return len(shared) >= (TERMS_ELSEWHERE if _elsewhere(heads, mention) else TERMS)

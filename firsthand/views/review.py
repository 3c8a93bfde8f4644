"""What a person could decide, ordered by how much a decision would change a count.

The program counts with what it has; where two readings are open, or all hangs on one weak link, it asks. A question
names two things that can be judged (see `firsthand.judgements`), what the program takes them for, and what each answer
would do to which counts, as far as that can be told without counting anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from firsthand.counting import count_of
from firsthand.judgements.rows import Decision
from firsthand.origins.labels import label_origin
from firsthand.records import Conflict, Derivation, Direction, Finding, Match, Mention, MentionOrigin
from firsthand.text import hash64
from firsthand.views.claim_rows import mentions_of
from firsthand.views.lookup import Lookup, Quote, full_id, short_id

PAIRS_ASKED = 6
"""Pairs of origins of one claim that are asked about: all of four; with more, one claim would fill the queue."""
CLAIMS_NAMED = 5
"""Claims of one question that are named."""
_NAMED = ("person", "organisation", "outlet", "document")
"""Kinds of sources that are the same wherever they are named; others are asked about claim by claim."""


@dataclass(frozen=True)
class Side:
    """One of the two things of a question."""

    thing: str
    """What is judged: id of a mention, or of an article."""
    label: str
    """What the program calls it: a source, an origin, a figure, an outlet."""
    words: Quote
    published: str | None


@dataclass(frozen=True)
class Touched:
    """A claim whose count an answer would change."""

    short_id: str
    low: int
    best: int
    high: int
    articles: int


@dataclass(frozen=True)
class Question:
    """Two things of which a person could decide whether they are the same."""

    question_id: str
    about: str
    """origins, sources, mentions, figures or directions, as in `firsthand judge`."""
    asks: str
    proposal: str
    """What the program takes them for: same, different or unsure."""
    reasons: tuple[str, ...]
    same: str
    """What the answer "same" would do, in a few words."""
    different: str
    changes: int
    """Counts that the answer against the program's would change."""
    articles: int
    """Articles that tell the claims concerned."""
    claims: tuple[Touched, ...]
    one: Side
    other: Side


@dataclass(frozen=True)
class _Doubt:
    """Two mentions of a claim whose origins may be one, or may be two."""

    finding: Finding
    merged: bool
    """Whether the program counts them as one."""
    one: Mention
    other: Mention
    origins: tuple[MentionOrigin, MentionOrigin]


def list_questions(lookup: Lookup) -> list[Question]:
    """All open questions: those whose answer would change most counts first, then those of most articles."""
    decided = _decided(lookup)
    asked = [*_ask_origins(lookup), *_ask_mentions(lookup), *_ask_figures(lookup), *_ask_directions(lookup)]
    fresh = [question for question, key in asked if (question.about, key) not in decided]
    return sorted(fresh, key=lambda q: (-q.changes, -q.articles, _ORDER.index(q.about), q.question_id))


_ORDER = ("sources", "origins", "mentions", "figures", "directions")
Key = frozenset[str]


def _decided(lookup: Lookup) -> set[tuple[str, Key]]:
    """What people have decided and holds, by what it is about and its two things."""
    found = set()
    for row in lookup.rows(Decision):
        if row.status == "in force":
            things: Iterable[int | str | None] = (row.a_mention, row.b_mention)
            if row.about == "sources":
                things = (row.a_name, row.b_name)
            elif row.about == "directions":
                things = (row.a_id, row.b_id)
            found.add((row.about, frozenset(str(thing) for thing in things if thing is not None)))
    return found


def _ask_origins(lookup: Lookup) -> Iterator[tuple[Question, Key]]:
    """Origins that the lowest count merges or the highest keeps apart.

    Named sources are asked about once for all claims.
    """
    sources: dict[Key, list[_Doubt]] = {}
    for finding in lookup.rows(Finding):
        if finding.articles < 2 or finding.origins_low == finding.origins_high:
            continue
        for doubt in _find_doubts(lookup, finding):
            names = [_source(lookup, mention) for mention in (doubt.one, doubt.other)]
            if all(o.kind in _NAMED for o in doubt.origins) and all(names) and names[0] != names[1]:
                sources.setdefault(frozenset(map(str, names)), []).append(doubt)
            else:
                yield _question(lookup, "origins", [doubt]), _mention_key(doubt)
    for key, doubts in sources.items():
        yield _question(lookup, "sources", doubts), key


def _mention_key(doubt: _Doubt) -> Key:
    return frozenset((str(doubt.one.mention_id), str(doubt.other.mention_id)))


def _find_doubts(lookup: Lookup, finding: Finding) -> Iterator[_Doubt]:
    """Pairs of mentions, one for each pair of groups that are one in a lower count and two in the next."""
    origins = {o.mention_id: o for o in lookup.get(MentionOrigin, "claim_id", finding.claim_id)}
    counted = [m for m in mentions_of(lookup, finding.claim_id) if m.mention_id in origins]
    for coarse, fine, merged in (("low", "best", False), ("best", "high", True)):
        firsts: dict[int, dict[int, Mention]] = {}
        for mention in counted:
            group = getattr(origins[mention.mention_id], coarse), getattr(origins[mention.mention_id], fine)
            if None not in group:
                firsts.setdefault(group[0], {}).setdefault(group[1], mention)
        for apart in firsts.values():
            for one, other in _pairs(list(apart.values()), origins):
                yield _Doubt(finding, merged, one, other, (origins[one.mention_id], origins[other.mention_id]))


def _pairs(mentions: list[Mention], origins: dict[int, MentionOrigin]) -> list[tuple[Mention, Mention]]:
    """Which of some origins that may be one are compared: each with an own voice where there is one, as it may be any
    of them and joins them; else each with each.
    """
    voices = [m for m in mentions if origins[m.mention_id].kind == "own voice"]
    if voices:
        return [(m, voices[0]) for m in mentions if m is not voices[0]][:PAIRS_ASKED]
    return list(combinations(mentions, 2))[:PAIRS_ASKED]


def _source(lookup: Lookup, mention: Mention) -> str | None:
    """The last source that a mention names, where its chain ends at one."""
    hops = sorted(lookup.get(Derivation, "mention_id", mention.mention_id), key=lambda hop: hop.step)
    return hops[-1].name if hops else None


def _question(lookup: Lookup, about: str, doubts: list[_Doubt]) -> Question:
    """The question of some doubts about the same two sources, or of one doubt."""
    first = max(doubts, key=lambda d: (d.finding.articles, -d.finding.claim_id))
    merged = sum(doubt.merged for doubt in doubts)
    labels = [label_origin(origin.origin) for origin in first.origins]
    if about == "sources":
        labels = [str(_source(lookup, mention)) for mention in (first.one, first.other)]
    claims = count_of(len(doubts), "claim")
    return Question(
        question_id=_id(about, first.one.mention_id, first.other.mention_id),
        about=about,
        asks="Is this one source, under two names?" if about == "sources" else "Do these two have it from one origin?",
        proposal="same" if merged == len(doubts) else "different" if not merged else "unsure",
        reasons=tuple(dict.fromkeys(origin.reason for origin in first.origins if origin.reason)),
        same=_effect(-1, len(doubts) - merged, claims),
        different=_effect(1, merged, claims),
        changes=max(merged, len(doubts) - merged),
        articles=sum(doubt.finding.articles for doubt in doubts),
        claims=tuple(_touched(doubt.finding) for doubt in doubts[:CLAIMS_NAMED]),
        one=_side(lookup, first.one, labels[0]),
        other=_side(lookup, first.other, labels[1]),
    )


def _effect(step: int, changed: int, claims: str) -> str:
    """What an answer does to the best counts of some claims."""
    if not changed:
        return f"the best count of {claims} stays; the range closes"
    return f"one origin {'more' if step > 0 else 'fewer'} in {count_of(changed, 'claim')}"


def _ask_mentions(lookup: Lookup) -> Iterator[tuple[Question, Key]]:
    """The weakest link of each claim that falls into two without it."""
    matches: dict[int, list[Match]] = {}
    for match in lookup.rows(Match):
        matches.setdefault(match.a_mention, []).append(match)
    for finding in lookup.rows(Finding):
        if finding.articles < 2:
            continue
        members = {m.mention_id: m for m in mentions_of(lookup, finding.claim_id)}
        links = [m for i in members for m in matches.get(i, ()) if m.b_mention in members]
        weakest = min(
            (m for m in links if not m.copied), key=lambda m: (m.score, m.a_mention, m.b_mention), default=None
        )
        if weakest is None:
            continue
        left = [m for m in links if m is not weakest]
        ends = [_reach(left, end) for end in (weakest.a_mention, weakest.b_mention)]
        if ends[0] & ends[1]:
            continue
        parts = [{members[i].article_id for i in end} for end in ends]
        one, other = members[weakest.a_mention], members[weakest.b_mention]
        split = " and ".join(count_of(len(part), "article") for part in parts)
        yield (
            Question(
                question_id=_id("mentions", one.mention_id, other.mention_id),
                about="mentions",
                asks="Do these two state one claim?",
                proposal="same",
                reasons=(f"likeness {weakest.score:.2f}: {'; '.join(weakest.reasons)}",),
                same="nothing changes",
                different=f"the claim of {count_of(finding.articles, 'article')} becomes one of {split}",
                changes=1,
                articles=finding.articles,
                claims=(_touched(finding),),
                one=_side(lookup, one, one.aspect),
                other=_side(lookup, other, other.aspect),
            ),
            frozenset((str(one.mention_id), str(other.mention_id))),
        )


def _reach(links: list[Match], start: int) -> set[int]:
    """The mentions that links lead to from one of them."""
    reached, last = {start}, {start}
    while last:
        near = {(m.a_mention, m.b_mention) for m in links if m.a_mention in last or m.b_mention in last}
        last = {i for pair in near for i in pair} - reached
        reached |= last
    return reached


def _ask_figures(lookup: Lookup) -> Iterator[tuple[Question, Key]]:
    """Conflicts of two figures."""
    for conflict in lookup.rows(Conflict):
        if conflict.kind != "figure" or len(conflict.mention_ids) != 2:
            continue
        mentions = [lookup.one(Mention, "mention_id", i) for i in conflict.mention_ids]
        one, other = mentions
        if one is None or other is None:
            continue
        yield (
            Question(
                question_id=_id("figures", one.mention_id, other.mention_id),
                about="figures",
                asks=f"Can both figures be right ({conflict.about})?",
                proposal="different",
                reasons=(conflict.reason,),
                same="one conflict fewer",
                different="nothing changes",
                changes=1,
                articles=len({one.article_id, other.article_id}),
                claims=(),
                one=_side(lookup, one, conflict.sides[0]),
                other=_side(lookup, other, conflict.sides[1]),
            ),
            frozenset(map(str, conflict.mention_ids)),
        )


def _ask_directions(lookup: Lookup) -> Iterator[tuple[Question, Key]]:
    """Pairs that tell a claim in shared words, of which it is not known who copied."""
    shared: dict[tuple[int, int], set[int]] = {}
    for step in lookup.rows(Derivation):
        mention = lookup.one(Mention, "mention_id", step.mention_id)
        if (
            step.by == "shared"
            and step.from_id is not None
            and mention is not None
            and lookup.has_article(step.from_id)
        ):
            low, high = sorted((step.from_id, mention.article_id))
            shared.setdefault((low, high), set()).add(step.mention_id)
    for row in lookup.rows(Direction):
        mentions = shared.get((row.a_id, row.b_id))
        if row.from_id is not None or not mentions:
            continue
        first, last = sorted((row.a_id, row.b_id), key=lambda i: (_day(lookup, i) or "9", lookup.given(i)))
        yield (
            Question(
                question_id=_id("directions", first, last),
                about="directions",
                asks="Did the second take its words from the first?",
                proposal="unsure",
                reasons=(f"missing: {', '.join(row.missing)}",) if row.missing else (),
                same=f"the chains of {count_of(len(mentions), 'sentence')} go through the first",
                different="the first is not where the words come from",
                changes=0,
                articles=2,
                claims=(),
                one=_article_side(lookup, first),
                other=_article_side(lookup, last),
            ),
            frozenset((str(first), str(last))),
        )


def _side(lookup: Lookup, mention: Mention, label: str) -> Side:
    words = lookup.quote(mention.article_id, mention.quote_start, mention.quote_end)
    return Side(full_id(mention.mention_id), label, words, _day(lookup, mention.article_id))


def _article_side(lookup: Lookup, article_id: int) -> Side:
    text = lookup.article(article_id).text
    label = lookup.outlet(article_id) or lookup.given(article_id)
    return Side(
        lookup.given(article_id), label, lookup.quote(article_id, 0, min(len(text), 300)), _day(lookup, article_id)
    )


def _day(lookup: Lookup, article_id: int) -> str | None:
    published = lookup.article(article_id).published
    return published.date().isoformat() if published else None


def _touched(finding: Finding) -> Touched:
    counts = finding.origins_low, finding.origins_best, finding.origins_high
    return Touched(f"c-{short_id(finding.claim_id)}", *counts, finding.articles)


def _id(about: str, *things: int) -> str:
    return f"q-{short_id(hash64(about, *sorted(things)))}"

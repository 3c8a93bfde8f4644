"""Which mentions of two articles state the same claim, and why.

Two ways lead to a match. *Shared wording*: both lie at the same place of one shared passage. *Agreement*: in two
articles whose first statements are alike, both are about the same thing (aspect, what is counted) and agree in figure,
place, time and words. Likeness of words alone never makes a match, and a figure that differs is no hindrance: 18 and 22
killed in one strike are one claim with a conflict, while the toll of another day or town is another claim.
"""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import pyarrow as pa

from firsthand.claims.aspects import COUNTED
from firsthand.claims.compare import compare_figures, compare_places, compare_times, days_apart, magnitudes_apart
from firsthand.claims.questions import ALIKE_ENOUGH, Side, Terms, cosine_of, far_apart, match_answers, tells_one_event
from firsthand.claims.rows import LinkedMention, LinkedTerm
from firsthand.claims.scopes import PARTS
from firsthand.claims.within import ELSEWHERE
from firsthand.records import Match, Reuse
from firsthand.schema import to_rows, to_table

WEIGHTS = {
    "base": 0.20,
    "figure equal": 0.25,
    "figure compatible": 0.10,
    "place agrees": 0.10,
    "place differs": -0.20,
    "time agrees": 0.10,
    "time differs": -0.60,
    "event day differs": -0.40,
    "names shared": 0.10,
    "words": 0.60,
    "articles alike": 0.60,
    "both lead": 0.15,
    "one question": 0.15,
    "modality differs": -0.10,
}
"""What each agreement adds to the score of two mentions with the same aspect: set by hand on the development articles
in round steps, so that no weight leans on a single case. "one question" is added for who is to blame: an event has one
answer, or rival ones. "words" is multiplied by the cosine of the two, "articles alike" by the cosine of their articles'
first statements, at most 0.5."""
SAME_PLACE = 0.5
"""Least overlap of one mention, carried over along a shared passage, with the other: less is a neighbour."""
WORDS_ALONE = 0.3
"""Least cosine of two mentions that state no count: without a figure, words have to carry the claim. Terms that many
statements of their articles have weigh little (`_telling`)."""
WORDS_ACROSS = 0.5
"""The same where the two are about different things by their words: one verb changed in a rewritten sentence."""
WORDS_WITH_PLACE = 0.15
"""The same where the place and two names agree as well; by plain weights, since the place is what both are about."""
SHARED_TERMS = 4
"""Least names and words that two mentions without a count share: in other news, sentences of three common words
("a close race") were taken for one claim."""
WHO_HERE, WHO = 0.05, 0.15
"""The same for who did it, where the place agrees and where it does not: an older attack has its own culprit."""
MARGIN = 0.2
"""How much worse than the best a further match of one mention may be: an article may tell one thing twice."""
NAMES_ALONE = 5
"""Least names that two mentions without a count share where they share no other word: two names say whom both are
about, not what they say of him."""
ONE_WORD = 0.8
"""Least cosine of two mentions that share one word: it has to be nearly all that both say."""
_KIN = {"responsibility": "blame"}
"""Aspects that state the same thing from two sides."""
_KEYED = ("blame", "responsibility")
"""Aspects of which an event has one claim, whatever the answers."""


def match_articles(linked: pa.Table, terms: pa.Table, reuse: pa.Table, *, match_score: float) -> pa.Table:
    """Candidate matches of one pair of linked articles, with the ids of the two: only the pairs that a change touches
    are matched again.
    """
    found = match_mentions(linked, terms, reuse, match_score=match_score)
    ids = (pa.repeat(linked.column(name)[0], found.num_rows) for name in ("a_id", "b_id"))
    return pa.table([*ids, *found.columns], names=["a_id", "b_id", *found.column_names])


def match_mentions(linked: pa.Table, terms: pa.Table, reuse: pa.Table, *, match_score: float) -> pa.Table:
    """Candidate matches of one pair of linked articles."""
    rows = to_rows(linked, LinkedMention)
    if not rows:
        return to_table([], Match)
    weights = {t.term: t.weight for t in to_rows(terms, LinkedTerm)}
    a = _side([m for m in rows if m.article_id == m.a_id], weights)
    b = _side([m for m in rows if m.article_id == m.b_id], weights)
    shared = [r for r in to_rows(reuse, Reuse) if r.kind != "boilerplate"]
    passages = sorted(shared, key=lambda r: (r.a_start, r.b_start, r.reuse_id))
    event, far = tells_one_event(a, b), far_apart(a, b)
    # One wording told of two events: the tolls are two. Times in copied text are counted from the original's day.
    other_day = far and a.day is not None and b.day is not None
    found: dict[tuple[int, int], Match] = {}
    for i, one in enumerate(a.mentions):
        for j, other in enumerate(b.mentions):
            if not passages and _aspect(one) != _aspect(other) and (one.aspect in COUNTED or other.aspect in COUNTED):
                continue
            cosine = cosine_of(a.telling, i, b.telling, j)
            copied = _copied(one, other, passages)
            if copied and _same_part(one, other, cosine) and not _reused_for_another(one, other):
                if _counted_beside(one, other, b) or _counted_beside(other, one, a):
                    continue
                if _told_beside(one, other, b) or _told_beside(other, one, a):
                    continue
                if other_day and {one.scope, other.scope} <= {"head", "rival"}:
                    continue
                reasons = ["they stand at the same place of a shared passage", *_agreeing(one, other)]
                found[i, j] = _match(one, other, 1.0, True, reasons)
                continue
            place = compare_places(one, other, one.place in b.places or other.place in a.places)
            if not event and not _event_of_their_own(one, other, cosine, place, far=far):
                continue
            plain = cosine_of(a.plain, i, b.plain, j)
            score, reasons = _agreement(one, other, cosine, plain, place)
            if one.date_from is None or other.date_from is None:
                score += WEIGHTS["event day differs"] * days_apart(a.day, b.day)
            if _told_elsewhere(one, a) != _told_elsewhere(other, b):
                score = min(score, ELSEWHERE)
            if score >= match_score:
                found[i, j] = _match(one, other, min(score, 0.99), False, reasons)
    kept = _best(a, b, found)
    return to_table([*kept, *match_answers(a, b, kept)], Match)


def _event_of_their_own(one: LinkedMention, other: LinkedMention, cosine: float, place: str, *, far: bool) -> bool:
    """Whether two mentions may be of one event although their articles are not shown to tell one: by nearly the same
    words, by place and time, as a sum over a longer time, or as something that is no count and reads alike."""
    if place == "agree" and compare_times(one, other) == "agree":
        return True
    if one.aspect in COUNTED and other.aspect in COUNTED and (one.counted or other.counted):
        if one.scope == other.scope == "long" or (cosine >= WORDS_ACROSS and not far):
            return True
        return place == "agree" and not far and compare_figures(one, other) == "equal"
    return cosine >= (WORDS_ACROSS if far else WORDS_ALONE)


def _match(one: LinkedMention, other: LinkedMention, score: float, copied: bool, reasons: list[str]) -> Match:
    low, high = sorted((one.mention_id, other.mention_id))
    return Match(low, high, score, copied, reasons)


def _side(mentions: list[LinkedMention], weights: dict[str, float]) -> Side:
    mentions = sorted(mentions, key=lambda m: (m.start, m.end, m.mention_id))
    named = [sorted([f"n:{n}" for n in m.names] + [f"w:{w}" for w in m.words]) for m in mentions]
    held = Counter(term for terms in named for term in terms)
    plain = [{term: weights.get(term, 0.0) for term in terms} for terms in named]
    telling = [{t: weight * _telling(held[t], len(mentions)) for t, weight in terms.items()} for terms in plain]
    places = {m.place for m in mentions if m.place}
    written = mentions[0].day if mentions else None
    return Side(mentions, _terms(plain), _terms(telling), places, _event_day(mentions), written)


def _terms(weights: list[dict[str, float]]) -> Terms:
    return Terms(weights, [math.sqrt(sum(w * w for w in terms.values())) for terms in weights])


def _telling(held: int, mentions: int) -> float:
    """What a term that `held` of an article's mentions have says about one of them: 1 down to near 0. What the whole
    article is about stands in most of its statements, and tells none of them from the others."""
    return math.log(1 + mentions / held) / math.log(1 + mentions)


def _event_day(mentions: list[LinkedMention]) -> datetime | None:
    """The first day that an article's first statements name."""
    dated = [
        m
        for m in mentions
        if m.rank <= 2 and m.date_from and m.date_to and m.date_to - m.date_from <= timedelta(days=1)
    ]
    return min(dated, key=lambda m: (m.rank, m.start)).date_from if dated else None


def _copied(one: LinkedMention, other: LinkedMention, passages: Sequence[Reuse]) -> bool:
    """Whether two mentions lie mostly inside one shared passage, at about the same place of it."""
    for passage in passages:
        if passage.a_start >= one.end or passage.a_end <= one.start or passage.kind in ("boilerplate", "formula"):
            continue
        if passage.b_start >= other.end or passage.b_end <= other.start:
            continue
        start, end = max(one.start, passage.a_start), min(one.end, passage.a_end)
        if end - start < SAME_PLACE * (one.end - one.start):
            continue
        scale = (passage.b_end - passage.b_start) / max(1, passage.a_end - passage.a_start)
        low = passage.b_start + (start - passage.a_start) * scale
        high = passage.b_start + (end - passage.a_start) * scale
        shared = min(high, other.end) - max(low, other.start)
        if shared >= SAME_PLACE * (max(high, other.end) - min(low, other.start)):
            return True
    return False


def _same_part(one: LinkedMention, other: LinkedMention, cosine: float) -> bool:
    """Whether two mentions of the same wording state the same part of it: one sentence may state two tolls."""
    if one.aspect == other.aspect and one.counted == other.counted:
        return True
    if one.aspect in COUNTED and other.aspect in COUNTED:
        return one.aspect == other.aspect and one.figure_value is not None and one.figure_value == other.figure_value
    return (one.aspect not in COUNTED and other.aspect not in COUNTED) or cosine >= 0.8


def _counted_beside(one: LinkedMention, other: LinkedMention, side: Side) -> bool:
    """Whether the statement of `other` has another count with the figure of `one`: that one is its match, then."""
    if one.aspect not in COUNTED or one.figure_value is None or one.figure_value == other.figure_value:
        return False
    return any(
        m.start == other.start and m.aspect == one.aspect and m.figure_value == one.figure_value for m in side.mentions
    )


def _told_beside(one: LinkedMention, other: LinkedMention, side: Side) -> bool:
    """Whether the statement of `other` states something else that is what `one` is about ("was hit, and X was
    killed")."""
    return one.aspect != other.aspect and any(
        m.start == other.start and m.aspect == one.aspect and m.counted == one.counted for m in side.mentions
    )


def _reused_for_another(one: LinkedMention, other: LinkedMention) -> bool:
    """Whether one wording tells two events: another day, or another count at another place."""
    if compare_times(one, other) == "differ":
        return True
    differ = compare_figures(one, other) in ("differ", "compatible")
    return differ and compare_places(one, other, known=False) == "differ"


def _told_elsewhere(mention: LinkedMention, side: Side) -> bool:
    """Whether a rival toll is told of another place than its article's own toll is."""
    heads = {m.place for m in side.mentions if m.scope == "head" and m.aspect == mention.aspect and m.place}
    return mention.scope == "rival" and mention.place is not None and bool(heads) and mention.place not in heads


def _aspect(mention: LinkedMention) -> str:
    return _KIN.get(mention.aspect, mention.aspect)


def _agreement(
    one: LinkedMention, other: LinkedMention, cosine: float, plain: float, place: str
) -> tuple[float, list[str]]:
    """Score and reasons of two mentions by what they agree in; 0 where they cannot be one claim."""
    if _aspect(one) != _aspect(other) and (cosine < WORDS_ACROSS or one.aspect in COUNTED or other.aspect in COUNTED):
        return 0.0, []
    if (one.scope == "habit") != (other.scope == "habit"):
        return 0.0, []
    figure = compare_figures(one, other)
    counts = one.aspect in COUNTED and (one.counted is not None or other.counted is not None)
    if counts and not _one_population(one, other, figure):
        return 0.0, []
    if not counts and not _same_words(one, other, cosine, plain, place):
        return 0.0, []
    question = one.aspect in _KEYED or (counts and one.counted == other.counted and _leads(one) and _leads(other))
    if figure != "equal" and (one.alike < ALIKE_ENOUGH or (counts and magnitudes_apart(one, other))):
        question = False
    if counts and figure != "equal" and (not question or place == "differ"):
        return 0.0, []
    score = WEIGHTS["base"] + WEIGHTS["articles alike"] * min(one.alike, 0.5) + WEIGHTS["words"] * plain
    reasons = [f"both are about {one.aspect}" + (f" ({one.counted})" if counts else "")]
    time = compare_times(one, other)
    if counts and time == "differ" and place != "agree":
        return 0.0, []
    for name, holds in (
        ("figure equal", figure == "equal" and one.counted == other.counted),
        ("figure compatible", figure == "compatible" and counts),
        ("place agrees", place == "agree"),
        ("place differs", place == "differ"),
        ("time agrees", time == "agree"),
        ("time differs", time == "differ"),
        ("names shared", len(set(one.names) & set(other.names)) >= 2),
        ("both lead", counts and one.rank <= 2 and other.rank <= 2 and one.alike >= ALIKE_ENOUGH),
        ("one question", question),
        ("modality differs", set(one.modality.split("+")).isdisjoint(other.modality.split("+"))),
    ):
        if holds:
            score += WEIGHTS[name]
            reasons.append(name)
    if plain >= 0.3:
        reasons.append("words alike")
    reasons += _agreeing(one, other)
    return score, reasons


def _same_words(one: LinkedMention, other: LinkedMention, cosine: float, plain: float, place: str) -> bool:
    """Whether two mentions without a count are alike enough in words to say one thing."""
    if one.aspect in _KEYED or other.aspect in _KEYED:
        return cosine >= (WHO_HERE if place == "agree" else WHO)
    alike = one.alike >= ALIKE_ENOUGH
    if alike and compare_figures(one, other) == "equal" and one.counted == other.counted:
        return cosine >= WORDS_WITH_PLACE
    names, words = set(one.names) & set(other.names), set(one.words) & set(other.words)
    # What is told of one road is not told twice because both name the road: two names beside it, or two words.
    where = {word for m in (one, other) for word in (m.place or "").lower().replace("-", " ").split()}
    hedged = {one.modality, other.modality} != {"asserted"}
    same = len(names - where) >= 2 or (len(names) >= 2 and len(words) >= 2)
    if place == "agree" and alike and same and not hedged and plain >= WORDS_WITH_PLACE:
        return True
    if (not words and len(names) < NAMES_ALONE) or (len(names) + len(words) == 1 and cosine < ONE_WORD):
        return False
    return cosine >= WORDS_ALONE and (alike or len(names) + len(words) >= SHARED_TERMS)


def _leads(mention: LinkedMention) -> bool:
    """Whether a count is told as the toll of the event: near the top, or by that word."""
    return mention.rank <= 4 or "toll" in mention.words


def _one_population(one: LinkedMention, other: LinkedMention, figure: str) -> bool:
    """Whether two counts may be of the same people: one population, or the same figure where one says only "people"."""
    if one.counted is None or other.counted is None:
        return False
    if one.counted == other.counted:
        return True
    return figure == "equal" and "people" in (one.counted, other.counted) and not {one.counted, other.counted} & PARTS


def _agreeing(one: LinkedMention, other: LinkedMention) -> list[str]:
    figure = compare_figures(one, other)
    return ["the figure differs"] if figure == "differ" else []


def _best(a: Side, b: Side, found: dict[tuple[int, int], Match]) -> list[Match]:
    """Matches without those that a better one excludes: where a count has its like in the other article, by wording or
    with the same figure, it is not the same as a differing count there."""
    strong_a = {i for (i, j), m in found.items() if _sure(a.mentions[i], b.mentions[j], m)}
    strong_b = {j for (i, j), m in found.items() if _sure(a.mentions[i], b.mentions[j], m)}
    top_a: dict[int, float] = {}
    top_b: dict[int, float] = {}
    for (i, j), match in found.items():
        top_a[i] = max(top_a.get(i, 0.0), match.score)
        top_b[j] = max(top_b.get(j, 0.0), match.score)
    kept = []
    for (i, j), match in sorted(found.items()):
        one, other = a.mentions[i], b.mentions[j]
        if _sure(one, other, match):
            kept.append(match)
        elif i in strong_a or j in strong_b:
            continue
        elif one.aspect in COUNTED and one.counted is not None:
            if _first(a, i) and _first(b, j):
                kept.append(match)
        elif match.score >= max(top_a[i], top_b[j]) - MARGIN:
            kept.append(match)
    return kept


def _sure(one: LinkedMention, other: LinkedMention, match: Match) -> bool:
    counts = one.aspect in COUNTED and one.counted is not None
    return match.copied or (counts and compare_figures(one, other) == "equal")


def _first(side: Side, i: int) -> bool:
    """Whether a count is the one that its article gives for the event: the first of its kind, the largest where one
    sentence has several, the same figure again, or another toll called so."""
    mention = side.mentions[i]
    same = [
        m
        for m in side.mentions
        if m.aspect == mention.aspect and m.counted == mention.counted and m.figure_value is not None
    ]
    if mention.figure_value is None or not same:
        return mention.rank <= 2
    first = min(same, key=lambda m: (m.rank, -(m.figure_value or 0), m.start, m.end))
    return mention.figure_value == first.figure_value or ("toll" in mention.words and mention.rank != first.rank)

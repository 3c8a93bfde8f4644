"""Which mentions of two articles state the same claim, and why.

Two ways lead to a match. *Shared wording*: both lie at the same place of one shared passage. *Agreement*: in two
articles whose first statements are alike, both are about the same thing (aspect, what is counted) and agree in figure,
place, time and words. Likeness of words alone never makes a match, and a figure that differs is no hindrance: 18 and 22
killed in one strike are one claim with a conflict, while the toll of another day or town is another claim.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firsthand.claims.aspects import COUNTED
from firsthand.claims.compare import compare_figures, compare_places, compare_times, days_apart, magnitudes_apart
from firsthand.claims.questions import ALIKE_ENOUGH, far_apart, match_answers, tells_one_event
from firsthand.claims.rows import ArticleLink, ComparedMention, PairMatch
from firsthand.claims.scopes import PARTS
from firsthand.claims.sides import Side, Two, open_sides, put_together
from firsthand.claims.within import ELSEWHERE
from firsthand.records import Match, Reuse
from firsthand.reuse.lookup import ids_of
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
_KEYED = ("blame", "responsibility")
"""Aspects of which an event has one claim, whatever the answers."""


class Carried(NamedTuple):
    """Where a mention of one article stands in another that shares its passage."""

    low: float
    """First character, as far as the lengths of the two sides tell."""
    high: float
    passage: Reuse


def match_articles(
    links: pa.Table, reuse: pa.Table, mentions: pa.Table, terms: pa.Table, *, match_score: float
) -> pa.Table:
    """Candidate matches of some pairs of linked articles, with the ids of the two; `mentions` and `terms` are those of
    the case, of which the rows of these articles are looked up.
    """
    sides = open_sides(ids_of(links), mentions, terms)
    passages: dict[tuple[int, int], list[Reuse]] = {}
    for passage in to_rows(reuse, Reuse):
        if passage.kind != "boilerplate":
            passages.setdefault((passage.a_id, passage.b_id), []).append(passage)
    rows = []
    for link in to_rows(links, ArticleLink):
        if link.a_id in sides and link.b_id in sides:
            two = put_together(sides[link.a_id], sides[link.b_id], link.alike)
            shared = sorted(passages.get((link.a_id, link.b_id), []), key=lambda r: (r.a_start, r.b_start, r.reuse_id))
            rows += [
                PairMatch(link.a_id, link.b_id, m.a_mention, m.b_mention, m.score, m.copied, m.reasons)
                for m in match_mentions(two, shared, match_score)
            ]
    return to_table(rows, PairMatch)


def match_mentions(two: Two, passages: Sequence[Reuse], match_score: float) -> list[Match]:
    """Candidate matches of two linked articles, which share these passages."""
    a, b = two.a, two.b
    event, far = tells_one_event(two), far_apart(a, b)
    # One wording told of two events: the tolls are two. Times in copied text are counted from the original's day.
    other_day = far and a.day is not None and b.day is not None
    found: dict[tuple[int, int], Match] = {}
    copied, comparable = _find_copied(a, b, passages), _find_comparable(two)
    for i, j in np.argwhere(copied | comparable).tolist():
        one, other = a.mentions[i], b.mentions[j]
        cosine = float(two.telling[i, j])
        if copied[i, j] and _same_part(one, other, cosine) and not _reused_for_another(one, other):
            if _counted_beside(one, other, b) or _counted_beside(other, one, a):
                continue
            if _told_beside(one, other, b) or _told_beside(other, one, a):
                continue
            if other_day and {one.scope, other.scope} <= {"head", "rival"}:
                continue
            reasons = ["they stand at the same place of a shared passage", *_agreeing(one, other)]
            found[i, j] = _match(one, other, 1.0, True, reasons)
            continue
        if not comparable[i, j]:
            continue
        place = compare_places(one, other, one.place in b.places or other.place in a.places)
        if not event and not _event_of_their_own(one, other, cosine, place, far=far):
            continue
        score, reasons = _agreement(one, other, cosine, float(two.plain[i, j]), place, two.alike)
        if one.date_from is None or other.date_from is None:
            score += WEIGHTS["event day differs"] * days_apart(a.day, b.day)
        if _told_elsewhere(one, a) != _told_elsewhere(other, b):
            score = min(score, ELSEWHERE)
        if score >= match_score:
            found[i, j] = _match(one, other, min(score, 0.99), False, reasons)
    kept = _best(a, b, found)
    return [*kept, *match_answers(two, kept)]


def _find_comparable(two: Two) -> NDArray[np.bool_]:
    """Which mentions of a (rows) and b may agree: those of one aspect that are counts or share a name or a word, and
    those that are no counts and share nearly all."""
    a, b = two.a, two.b
    counts = a.counts[:, None] | b.counts
    same = (a.aspects[:, None] == b.aspects) & (counts | (two.plain > 0))
    alike: NDArray[np.bool_] = same | (~counts & (two.telling >= WORDS_ACROSS))
    alike &= a.habits[:, None] == b.habits
    return alike


def _find_copied(a: Side, b: Side, passages: Sequence[Reuse]) -> NDArray[np.bool_]:
    """Which mentions of a (rows) and b stand at the same place of a shared passage."""
    copied = np.zeros((len(a.mentions), len(b.mentions)), np.bool_)
    for i, one in enumerate(a.mentions if passages else ()):
        carried = [span for passage in passages if (span := _carried(one, passage))]
        if carried:
            copied[i] = [_lies_at(other, carried) for other in b.mentions]
    return copied


def _event_of_their_own(one: ComparedMention, other: ComparedMention, cosine: float, place: str, *, far: bool) -> bool:
    """Whether two mentions may be of one event although their articles are not shown to tell one: by nearly the same
    words, by place and time, as a sum over a longer time, or as something that is no count and reads alike."""
    if place == "agree" and compare_times(one, other) == "agree":
        return True
    if one.aspect in COUNTED and other.aspect in COUNTED and (one.counted or other.counted):
        if one.scope == other.scope == "long" or (cosine >= WORDS_ACROSS and not far):
            return True
        return place == "agree" and not far and compare_figures(one, other) == "equal"
    return cosine >= (WORDS_ACROSS if far else WORDS_ALONE)


def _match(one: ComparedMention, other: ComparedMention, score: float, copied: bool, reasons: list[str]) -> Match:
    low, high = sorted((one.mention_id, other.mention_id))
    return Match(low, high, score, copied, reasons)


def _carried(one: ComparedMention, passage: Reuse) -> Carried | None:
    """Where a mention of the first article stands in the other, if it lies mostly inside a shared passage."""
    if passage.a_start >= one.end or passage.a_end <= one.start or passage.kind in ("boilerplate", "formula"):
        return None
    start, end = max(one.start, passage.a_start), min(one.end, passage.a_end)
    if end - start < SAME_PLACE * (one.end - one.start):
        return None
    scale = (passage.b_end - passage.b_start) / max(1, passage.a_end - passage.a_start)
    low = passage.b_start + (start - passage.a_start) * scale
    return Carried(low, passage.b_start + (end - passage.a_start) * scale, passage)


def _lies_at(other: ComparedMention, carried: Sequence[Carried]) -> bool:
    """Whether a mention of the second article lies at about one of these places."""
    for low, high, passage in carried:
        if passage.b_start < other.end and passage.b_end > other.start:
            shared = min(high, other.end) - max(low, other.start)
            if shared >= SAME_PLACE * (max(high, other.end) - min(low, other.start)):
                return True
    return False


def _same_part(one: ComparedMention, other: ComparedMention, cosine: float) -> bool:
    """Whether two mentions of the same wording state the same part of it: one sentence may state two tolls."""
    if one.aspect == other.aspect and one.counted == other.counted:
        return True
    if one.aspect in COUNTED and other.aspect in COUNTED:
        return one.aspect == other.aspect and one.figure_value is not None and one.figure_value == other.figure_value
    return (one.aspect not in COUNTED and other.aspect not in COUNTED) or cosine >= 0.8


def _counted_beside(one: ComparedMention, other: ComparedMention, side: Side) -> bool:
    """Whether the statement of `other` has another count with the figure of `one`: that one is its match, then."""
    if one.aspect not in COUNTED or one.figure_value is None or one.figure_value == other.figure_value:
        return False
    return any(
        m.start == other.start and m.aspect == one.aspect and m.figure_value == one.figure_value for m in side.mentions
    )


def _told_beside(one: ComparedMention, other: ComparedMention, side: Side) -> bool:
    """Whether the statement of `other` states something else that is what `one` is about ("was hit, and X was
    killed")."""
    return one.aspect != other.aspect and any(
        m.start == other.start and m.aspect == one.aspect and m.counted == one.counted for m in side.mentions
    )


def _reused_for_another(one: ComparedMention, other: ComparedMention) -> bool:
    """Whether one wording tells two events: another day, or another count at another place."""
    if compare_times(one, other) == "differ":
        return True
    differ = compare_figures(one, other) in ("differ", "compatible")
    return differ and compare_places(one, other, known=False) == "differ"


def _told_elsewhere(mention: ComparedMention, side: Side) -> bool:
    """Whether a rival toll is told of another place than its article's own toll is."""
    heads = {m.place for m in side.mentions if m.scope == "head" and m.aspect == mention.aspect and m.place}
    return mention.scope == "rival" and mention.place is not None and bool(heads) and mention.place not in heads


def _agreement(
    one: ComparedMention, other: ComparedMention, cosine: float, plain: float, place: str, alike: float
) -> tuple[float, list[str]]:
    """Score and reasons of two mentions of one kind by what they agree in; 0 where they cannot be one claim."""
    figure = compare_figures(one, other)
    counts = one.aspect in COUNTED and (one.counted is not None or other.counted is not None)
    if counts and not _one_population(one, other, figure):
        return 0.0, []
    if not counts and not _same_words(one, other, cosine, plain, place, alike):
        return 0.0, []
    question = one.aspect in _KEYED or (counts and one.counted == other.counted and _leads(one) and _leads(other))
    if figure != "equal" and (alike < ALIKE_ENOUGH or (counts and magnitudes_apart(one, other))):
        question = False
    if counts and figure != "equal" and (not question or place == "differ"):
        return 0.0, []
    score = WEIGHTS["base"] + WEIGHTS["articles alike"] * min(alike, 0.5) + WEIGHTS["words"] * plain
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
        ("both lead", counts and one.rank <= 2 and other.rank <= 2 and alike >= ALIKE_ENOUGH),
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


def _same_words(
    one: ComparedMention, other: ComparedMention, cosine: float, plain: float, place: str, articles_alike: float
) -> bool:
    """Whether two mentions without a count are alike enough in words to say one thing."""
    if one.aspect in _KEYED or other.aspect in _KEYED:
        return cosine >= (WHO_HERE if place == "agree" else WHO)
    alike = articles_alike >= ALIKE_ENOUGH
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


def _leads(mention: ComparedMention) -> bool:
    """Whether a count is told as the toll of the event: near the top, or by that word."""
    return mention.rank <= 4 or "toll" in mention.words


def _one_population(one: ComparedMention, other: ComparedMention, figure: str) -> bool:
    """Whether two counts may be of the same people: one population, or the same figure where one says only "people"."""
    if one.counted is None or other.counted is None:
        return False
    if one.counted == other.counted:
        return True
    return figure == "equal" and "people" in (one.counted, other.counted) and not {one.counted, other.counted} & PARTS


def _agreeing(one: ComparedMention, other: ComparedMention) -> list[str]:
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


def _sure(one: ComparedMention, other: ComparedMention, match: Match) -> bool:
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

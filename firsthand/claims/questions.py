"""Mentions that give different answers to one question about one event: how many were killed, how many attacked, who
did it, who was killed.

Agreement of words and figures finds mentions that say the same. These say different things, or the same in quite other
words; they are one claim only where the event is shown to be one.
"""

import re

from firsthand.claims.aspects import COUNTED
from firsthand.claims.compare import (
    WRONG_DAYS,
    compare_figures,
    compare_places,
    compare_times,
    days_apart,
    magnitudes_apart,
)
from firsthand.claims.rows import ComparedMention
from firsthand.claims.scopes import PARTS
from firsthand.claims.sides import Side, Two
from firsthand.claims.tokens import word_list
from firsthand.origins.names import nations_in
from firsthand.records import Match
from firsthand.text import fold

ALIKE_ENOUGH = 0.15
"""Least cosine of first statements to take two counts that differ as one question about one event."""
FAR_DAYS = 3
"""Days between two articles up to which both may tell one event as news: 43 of 46 pairs of one incident of the
development articles lie within two days, the others have a wrong date."""
ALIKE_FAR = 0.3
"""Least cosine of first statements to take articles further apart as telling one event: half of the pairs of one
incident reach it, and few others."""
NEAR = 2
"""How many statements from one that both articles have a count may stand to be of the same event."""
TELLING = 5
"""Least equal count that shows two passages to tell one event: smaller ones are told of many."""
ASKED = 0.55
"""Score of two answers to one question: less sure than what agrees."""
ALIKE_ANSWERS = 0.05
"""Least cosine of two answers to who did it that are only shown to be of the event that both articles tell."""
ALIKE_FATES = 0.15
"""The same for what is told of one named person: where a killing is what both articles are about, many statements speak
of it and state something else."""
NEARLY = 0.4
"""Score of two mentions that may answer one question and are not shown to: no match, but the count is less sure."""
STEM = 5
"""Letters by which a name and its adjective agree ("Russia", "Russian")."""
_WHO = ("blame", "responsibility")
_ACTS = ("attack", "advance", "blame", "responsibility", "killed", "disaster")
_ATTACKERS = ("attacker", "fighter")
_NO_NAME = frozenset({"the", "an", "it", "he", "she", "they", "we", "this", "that", "these", "those", "two", "three"})
_ANYBODY = frozenset(
    {"peopl", "perso", "civil", "victi", "dead", "death", "killi", "casua", "bodie", "membe", "numbe", "fight", "other"}
)
"""Stems of words that say of anybody killed that he was: they name no victim."""
_DAY = re.compile("(?:mon|tues|wednes|thurs|fri|satur|sun)days?$", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "who", "which", "that", "this", "himself"})


def days_between(a: Side, b: Side) -> int | None:
    """Days between the events that two articles tell, or, where one names no day, between the articles."""
    one, other = a.day or a.written, b.day or b.written
    return None if one is None or other is None else abs((one - other).days)


def far_apart(a: Side, b: Side) -> bool:
    """Whether two articles tell events of other days, or were written on days too far apart to tell one."""
    return (days_between(a, b) or 0) > FAR_DAYS


def tells_one_event(two: Two) -> bool:
    """Whether the first statements of two articles show them to tell one event; far apart they must be more alike."""
    if (days_between(two.a, two.b) or 0) > WRONG_DAYS:
        return False
    return two.alike >= (ALIKE_FAR if far_apart(two.a, two.b) else ALIKE_ENOUGH)


def match_answers(two: Two, kept: list[Match]) -> list[Match]:
    """Matches of two linked articles' mentions that answer one question, beside those that are `kept` already.

    The event is shown to be one where both are counts that their articles give as the toll of the event, or both stand
    beside a statement that the two articles share, or who acted, or suffered, bears one name.
    """
    a, b = two.a, two.b
    by_id = {m.mention_id: m for m in (*a.mentions, *b.mentions)}
    settled = {
        mention
        for match in kept
        if match.copied or compare_figures(by_id[match.a_mention], by_id[match.b_mention]) == "equal"
        for mention in (match.a_mention, match.b_mention)
    }
    matched = {(m.a_mention, m.b_mention) for m in kept}
    anchors = _anchors(a, b, kept)
    where = {word for place in a.places | b.places for word in fold(place).replace("-", " ").split()}
    alike = tells_one_event(two)
    if not alike and far_apart(a, b):
        return []
    found = []
    asked = _list_asked(b.mentions)
    for i, one in enumerate(a.mentions):
        for j in _asked_with(one, asked):
            other = b.mentions[j]
            low, high = sorted((one.mention_id, other.mention_id))
            question = _question(one, other)
            named = question is None and _one_person(one, other, where)
            if (low, high) in matched or not (question or named):
                continue
            place = compare_places(one, other, one.place in b.places or other.place in a.places)
            if place == "differ" or compare_times(one, other) == "differ":
                continue
            open_still = not {one.mention_id, other.mention_id} <= settled and _stated(one) and _stated(other)
            near = open_still and any(abs(one.rank - r) <= NEAR and abs(other.rank - q) <= NEAR for r, q in anchors)
            told = named or (not days_apart(a.day, b.day) and _of_event(one, other))
            if not near and not (alike and told):
                continue
            if not near and not _alike(one, other, float(two.telling[i, j])):
                continue
            question = question or f"both tell who was {one.aspect}, by one name"
            why = (
                "beside a statement that both articles have" if near else "both are of the event that the articles tell"
            )
            found.append(Match(low, high, ASKED, False, [question, why, *_differing(one, other)]))
    return found


def _list_asked(mentions: list[ComparedMention]) -> dict[str, list[int]]:
    """Places of the mentions that answer questions, by what these are about."""
    asked: dict[str, list[int]] = {}
    for place, mention in enumerate(mentions):
        for subject in _subjects(mention):
            asked.setdefault(subject, []).append(place)
    return asked


def _asked_with(mention: ComparedMention, asked: dict[str, list[int]]) -> list[int]:
    """Places of the mentions that may answer a question together with one, in order."""
    listed = [asked[subject] for subject in _subjects(mention) if subject in asked]
    return listed[0] if len(listed) == 1 else sorted({place for places in listed for place in places})


def _subjects(mention: ComparedMention) -> list[str]:
    """What the questions are about that a mention may answer: two mentions without a common one answer none."""
    found = [mention.aspect] if mention.aspect in COUNTED else []
    if mention.aspect in (*_WHO, "attack"):
        found.append("who did it")
    if _attackers(mention):
        found.append("how many attacked")
    return found


def _alike(one: ComparedMention, other: ComparedMention, cosine: float) -> bool:
    """Whether two answers that are no counts share enough beside the event that both articles tell."""
    if one.counted is not None and other.counted is not None:
        return True
    if one.aspect in COUNTED and one.aspect == other.aspect:
        return cosine >= ALIKE_FATES and not set(one.words).isdisjoint(other.words)
    return cosine >= ALIKE_ANSWERS


def _anchors(a: Side, b: Side, kept: list[Match]) -> list[tuple[int, int]]:
    """Ranks of the statements that both articles have: by wording, or by an equal count."""
    ranks = {m.mention_id: m for m in (*a.mentions, *b.mentions)}
    held = {m.mention_id for m in a.mentions}
    pairs = set()
    for match in kept:
        one, other = ranks[match.a_mention], ranks[match.b_mention]
        if one.mention_id not in held:
            one, other = other, one
        figure = one.figure_value is not None and one.figure_value == other.figure_value and one.figure_value >= TELLING
        if (match.copied or figure) and "long" not in (one.scope, other.scope):
            pairs.add((one.rank, other.rank))
    return sorted(pairs)


def _question(one: ComparedMention, other: ComparedMention) -> str | None:
    """The question that both answer, in words; none where they answer none together."""
    if one.aspect == other.aspect and one.aspect in COUNTED and one.counted is not None and other.counted is not None:
        same = _counts_of_one(one, other)
        return f"both answer how many were {one.aspect} ({one.counted})" if same else None
    if _attackers(one) and _attackers(other) and "attacker" in (one.counted, other.counted):
        return None if magnitudes_apart(one, other) else "both answer how many attacked"
    if one.aspect == other.aspect == "killed" and one.counted is None and other.counted is None:
        return "both answer who was killed" if _nouns(one.target) & _nouns(other.target) else None
    if "habit" in (one.scope, other.scope):
        return None
    if (one.aspect in _WHO or other.aspect in _WHO) and {one.aspect, other.aspect} <= {*_WHO, "attack"}:
        return "both answer who did it" if _doers(one) & _doers(other) else None
    return None


def _one_person(one: ComparedMention, other: ComparedMention, places: set[str]) -> bool:
    """Whether two mentions say of one person, by two names that are no places, that he was killed, released …"""
    if one.aspect != other.aspect or one.aspect not in COUNTED or not _single(one) or not _single(other):
        return False
    return len((set(one.names) & set(other.names)) - places) >= 2


def _single(mention: ComparedMention) -> bool:
    """Whether a mention counts nobody, or one."""
    return mention.counted is None or mention.figure_value == 1


def _doers(mention: ComparedMention) -> frozenset[str]:
    """Names of who is said to have done it; a capital stands for its state, and where the parse finds no name among the
    actors the states count that the statement names ("warplanes, either Russian or Syrian, carried out …")."""
    named = _names_of(mention.actor)
    where = mention.actor or ""
    if not named and mention.aspect in _WHO:
        where = " ".join(name for name in mention.names if name not in fold(mention.place or ""))
    return named | frozenset(nation[:STEM] for nation in nations_in(where))


def _counts_of_one(one: ComparedMention, other: ComparedMention) -> bool:
    """Whether two counts that differ are of the same: of the whole event, or of the same part of it."""
    if compare_figures(one, other) not in ("differ", "compatible") or magnitudes_apart(one, other):
        return False
    if one.scope == other.scope == "part":
        return one.counted == other.counted and one.counted in PARTS
    return {one.scope, other.scope} <= {"head", "rival", "whole"} and (
        one.counted == other.counted or "people" in (one.counted, other.counted)
    )


def _attackers(mention: ComparedMention) -> bool:
    """Whether a mention counts those who attacked."""
    number = mention.figure_value or mention.figure_low or 0
    return mention.counted in _ATTACKERS and number >= 2 and mention.aspect in _ACTS and mention.scope != "part"


def _of_event(one: ComparedMention, other: ComparedMention) -> bool:
    """Whether both mentions are of the event that their articles tell first; what is no count is so by its actors."""
    if one.aspect in COUNTED and one.counted is not None and one.aspect == other.aspect:
        return {one.scope, other.scope} <= {"head", "rival"}
    return True


def _stated(mention: ComparedMention) -> bool:
    """Whether a mention, where it is a count, gives a number and no vague word."""
    return mention.counted is None or mention.figure_value is not None


def _differing(one: ComparedMention, other: ComparedMention) -> list[str]:
    return ["the figure differs"] if compare_figures(one, other) == "differ" else []


def _nouns(phrase: str | None) -> frozenset[str]:
    """Stems of the words of a noun phrase, without pronouns and short words."""
    found = re.findall(r"[\w-]+", fold(phrase or ""))
    common = word_list("common.txt")["common"]
    return frozenset(w[:STEM] for w in found if len(w) > 3 and w not in _PRONOUNS and w not in common) - _ANYBODY


def _names_of(phrase: str | None) -> frozenset[str]:
    """Stems of the names in a noun phrase: words with a capital."""
    found = re.findall(r"\b[A-Z][\w-]+", phrase or "")
    return frozenset(fold(w)[:STEM] for w in found if len(w) > 2 and w.lower() not in _NO_NAME and not _DAY.match(w))

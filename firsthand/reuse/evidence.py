"""Evidence of direction: each kind of observation is a function from one pair to rows, and a line in `OBSERVERS`.

Every weight is a log-odds for one article as the one copied from, set by hand and checked on planted copies
(docs/reuse.md has the numbers). What proves copying only, not its direction, has weight 0.
"""

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from firsthand.reuse.crediting import same_outlet
from firsthand.reuse.kinds import COPIED
from firsthand.reuse.lists import common_words, read_sections
from firsthand.reuse.lookup import Known
from firsthand.reuse.recurrence import merge_spans
from firsthand.reuse.words import read_words
from firsthand.text import Span, fold

_THE = re.compile(r"\b[Tt]he ([a-z]{4,20})\b(?:(?=[.,;:!?\"'”’)])| (?=([a-z]+)\b))")
_HEADED = frozenset(["of", "in", "that", "who", "which", "where", "between", "for", "on", "at"])
"""Words after a noun that tell which one is meant."""
_UNIQUE = common_words("unique")
_FUNCTION = common_words("function")
_NO_NOUN = ("est", "ly", "ing", "ed", "al", "ic", "ese", "er", "ous", "ar")
_SLIP = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine)-(?:third|quarter|fifth|sixth|tenth)\b(?! (?:majority|vote|stake))"
)


MOST_ODDITIES = 3
"""Shared oddities shown of one pair."""


class Shown(NamedTuple):
    """What evidence needs of a passage; see Passage."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    kind: str
    a_credit_start: int | None
    a_credit_end: int | None
    a_credit_name: str | None
    a_credit_covers: str | None
    b_credit_start: int | None
    b_credit_end: int | None
    b_credit_name: str | None
    b_credit_covers: str | None


class Side(NamedTuple):
    """One article of a pair with what it shares."""

    article_id: int
    text: str
    outlet: str | None
    spans: list[Span]
    """Where it shares reporting, merged, in order."""
    published: datetime | None
    credit_names: list[str]
    """Whom it credits for itself as a whole, and where."""
    credit_bounds: list[int]


def _inside(spans: list[Span], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


Row = tuple[int, int, str, int | None, float, str, int | None, int | None, int | None]
"""Fields of DirectionEvidence, in their order."""


def observe(one: Known, other: Known, passages: list[Shown]) -> list[Row]:
    """All evidence for one pair, from the passages that tell of the event; none where there are no such passages."""
    copied = [passage for passage in passages if passage.kind in COPIED]
    if not any(passage.kind == "story" for passage in copied):
        return []
    a = _side(one, [(p.a_start, p.a_end) for p in copied])
    b = _side(other, [(p.b_start, p.b_end) for p in copied])
    found: list[Row] = []
    for kind, observer in OBSERVERS:
        for side, weight, text, place in observer(a, b, copied):
            article_id, start, end = place if place else (None, None, None)
            from_id = side.article_id if side is not None else None
            found.append((a.article_id, b.article_id, kind, from_id, weight, text, article_id, start, end))
    return found


def _side(known: Known, spans: list[Span]) -> Side:
    rest = known.published, known.credit_names, known.credit_bounds
    return Side(known.article_id, known.text, known.outlet, merge_spans(spans), *rest)


Observation = tuple[Side | None, float, str, tuple[int, int, int] | None]
"""The side spoken for, weight, words, and where it stands (article, start, end)."""


def credit(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """The copier names the other's outlet, or some outlet, beside the copied words."""
    found: list[Observation] = []
    for name, copier, source in (("a", a, b), ("b", b, a)):
        for passage in passages:
            credited = getattr(passage, f"{name}_credit_name")
            near = getattr(passage, f"{name}_credit_covers") == "passage"
            named = credited and source.outlet is not None and same_outlet(credited, source.outlet)
            if credited and (near or named):
                start, end = getattr(passage, f"{name}_credit_start"), getattr(passage, f"{name}_credit_end")
                weight = 4.0 if named else 1.6 if source.outlet is None else 0.5
                text = f'credits shared wording to {credited}: "{copier.text[start:end]}"'
                found.append((source, weight, text, (copier.article_id, start, end)))
                break
    return found


def publication_time(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """The other was published earlier; a date a day apart may be a time zone, a year apart a wrong date."""
    if a.published is None or b.published is None or a.published == b.published:
        return []
    hours = abs((a.published - b.published).total_seconds()) / 3600
    first = a if a.published < b.published else b
    weight = 1.0 if hours < 30 else 1.8
    when = f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"
    return [(first, weight, f"was published {when} earlier", None)]


def wire_mark(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """One of the two is signed by a wire, so it is nearer to the wire's text; both may be copies of it."""
    signed = [(side, side.credit_names[0], side.credit_bounds) for side in (a, b) if side.credit_names]
    if len(signed) != 1 or any(side.outlet and same_outlet(side.outlet, signed[0][1]) for side in (a, b)):
        return []
    side, name, bounds = signed[0]
    if None in (a.outlet, b.outlet):
        return []  # the other may be the wire itself
    return [(side, 0.9, f"is signed {name} as a whole, the other is not", (side.article_id, bounds[0], bounds[1]))]


def order(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """The shared passages stand in one block at the end of one article and apart in the other, in the same order."""
    if len(passages) < 3:
        return []
    by_a = [p.b_start for p in sorted(passages, key=lambda p: p.a_start)]
    if by_a != sorted(by_a):
        return []
    found: list[Observation] = []
    for copier, source in ((a, b), (b, a)):
        first, last = copier.spans[0][0], copier.spans[-1][1]
        between = 1 - _covered(copier.spans) / (last - first)
        apart = 1 - _covered(source.spans) / (source.spans[-1][1] - source.spans[0][0])
        if first > 0.15 * len(copier.text) and last > 0.9 * len(copier.text) and between < 0.1 < apart:
            text = f"has the {len(passages)} shared passages in one block at its end, in the order of the other"
            found.append((source, 0.9, text, (copier.article_id, first, last)))
    return found


def _covered(spans: list[Span]) -> int:
    return sum(end - start for start, end in spans)


def containment(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """Nearly all of one stands in a longer one: cut from the tail it is the copy, put below other text the longer one
    is.
    """
    found: list[Observation] = []
    for short, long in ((a, b), (b, a)):
        inside, of_long = _covered(short.spans) / len(short.text), _covered(long.spans) / len(long.text)
        if inside < 0.85 or of_long > 0.7:
            continue
        if long.spans[0][0] < 0.1 * len(long.text) and long.spans[-1][1] < 0.8 * len(long.text):
            found.append((long, 0.7, f"goes on after the shared text, which is {inside:.0%} of the other", None))
        elif long.spans[0][0] > 0.25 * len(long.text):
            found.append(
                (short, 0.7, f"stands nearly whole ({inside:.0%}) below other text of the longer article", None)
            )
    return found


def stranded_reference(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """ "the offensive" in copied words, without any earlier "offensive" in the copier's text, while the other has
    one.
    """
    found: list[Observation] = []
    for copier, source, name, other in ((a, b, "a", "b"), (b, a, "b", "a")):
        seen: set[str] = set()
        stranded = _stranded(copier.text)
        for passage in passages if stranded else []:
            start, end = getattr(passage, f"{name}_start"), getattr(passage, f"{name}_end")
            for place, last, noun in stranded:
                if not start <= place < end or noun in seen:
                    continue
                words = copier.text[place:last]
                earlier = source.text.find(words, getattr(passage, f"{other}_start"))
                if earlier < 0 or earlier >= getattr(passage, f"{other}_end"):
                    continue
                if _first_use(source.text, noun) < earlier:
                    seen.add(noun)
                    weight = 0.7 if len(seen) == 1 else 0.3
                    text = f'says "{words}" without having spoken of it before, as the other has'
                    found.append((source, weight, text, (copier.article_id, place, last)))
                if len(seen) >= 3:
                    break
    return found


@lru_cache(maxsize=8192)
def _stranded(text: str) -> list[tuple[int, int, str]]:
    """Nouns with "the" that nothing before in the text speaks of: start, end, noun."""
    found = []
    for phrase in _THE.finditer(text):
        noun, following = phrase.groups()
        if following is not None and (following in _HEADED or following not in _FUNCTION):
            continue  # "the launch of", "the popular vote": the noun is told which, or is none
        if noun in _UNIQUE or noun in _FUNCTION or noun.endswith(_NO_NOUN):
            continue
        if _first_use(text, noun) >= phrase.start(1):
            found.append((phrase.start(), phrase.end(1), noun))
    return found


@lru_cache(maxsize=1 << 18)
def _first_use(text: str, noun: str) -> int:
    """Where a word with the stem of a noun, in any ending, first begins in a text; past its end where none does."""
    stem, low = noun[: max(4, len(noun) - 2)], _lowered(text)
    place = low.find(stem)
    while place > 0 and low[place - 1].isalpha():
        place = low.find(stem, place + 1)
    return place if place >= 0 else len(text) + 1


@lru_cache(maxsize=8192)
def _lowered(text: str) -> str:
    """A text in small letters, character for character."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def vocabulary_seam(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """The shared words choose as one article's own text does and the other's own text does not (see
    word_choices.txt).
    """
    found: list[Observation] = []
    may = _may_seam(a.text), _may_seam(b.text)
    if not any(may):
        return []
    uses = {side.article_id: _choices(side) for side in (a, b)}
    for copier, source in ((a, b), (b, a)):
        own, theirs = uses[copier.article_id], uses[source.article_id]
        best: tuple[int, str] | None = None
        for number in sorted(own[0].keys() | own[1].keys()):
            own_uses, shared_uses = own[0].get(number, Counter()), own[1].get(number, Counter())
            their_uses = theirs[0].get(number, Counter())
            if not own_uses or not shared_uses:
                continue
            word, count = min(shared_uses.items(), key=lambda use: (-use[1], use[0]))
            mine, mine_count = min(own_uses.items(), key=lambda use: (-use[1], use[0]))
            if (
                word == mine
                or count < 2
                or mine_count < 2
                or own_uses[word] > 0
                or their_uses[word] <= their_uses[mine]
            ):
                continue
            text = (
                f"its own text and the shared text choose apart: {mine} own {mine_count}, shared {shared_uses[mine]}; "
                f"{word} own 0, shared {count} (the other's own: "
                f"{word} {their_uses[word]}, {mine} {their_uses[mine]})"
            )
            size = count + mine_count + their_uses[word]
            best = max(best, (size, text)) if best else (size, text)
        if best:
            found.append((source, 0.9, best[1], None))
    return found


@lru_cache(maxsize=8192)
def _may_seam(text: str) -> bool:
    """Whether a text uses two words of one set twice each."""
    uses = Counter((number, choice) for _, number, choice in _choice_words(text))
    sets = Counter(number for (number, _), count in uses.items() if count > 1)
    return any(count > 1 for count in sets.values())


def _choices(side: Side) -> tuple[dict[int, Counter[str]], dict[int, Counter[str]]]:
    """Uses of each set of word choices, by the stem that matched, in a side's own text and in its shared text."""
    counts: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
    for start, number, choice in _choice_words(side.text):
        counts[_inside(side.spans, start)].setdefault(number, Counter())[choice] += 1
    return counts


@lru_cache(maxsize=8192)
def _choice_words(text: str) -> list[tuple[int, int, str]]:
    """Where a text has a word of word_choices.txt: its start, the number of its set and how the list writes it."""
    words = read_words(text)
    numbers, first, back = np.unique(words.numbers, return_index=True, return_inverse=True)
    chosen: dict[int, tuple[int, str]] = {}
    for k, (number, place) in enumerate(zip(numbers.tolist(), first.tolist(), strict=True)):
        if number not in _CHOICES:
            _CHOICES[number] = _choice_of(fold(text[words.starts[place] : words.ends[place]]))
        choice = _CHOICES[number]
        if choice is not None:
            chosen[k] = choice
    if not chosen:
        return []
    places = np.flatnonzero(np.isin(back, list(chosen)))
    return [(start, *chosen[k]) for start, k in zip(words.starts[places].tolist(), back[places].tolist(), strict=True)]


_CHOICES: dict[int, tuple[int, str] | None] = {}
"""The choice that each word met so far is, by its number."""


def _choice_of(word: str) -> tuple[int, str] | None:
    exact, stems = _word_choices()
    if word in exact:
        return exact[word]
    return next((stems[word[:n]] for n in range(3, len(word) + 1) if word[:n] in stems), None)


@cache
def _word_choices() -> tuple[dict[str, tuple[int, str]], dict[str, tuple[int, str]]]:
    """Whole words and stems with the number of their set and how the list writes them."""
    exact: dict[str, tuple[int, str]] = {}
    stems: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(read_sections("word_choices.txt")[""]):
        for word in line.split():
            (stems if word.endswith("*") else exact)[word.rstrip("*")] = number, word
    return exact, stems


def shared_oddity(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """Slips and spellings that both have: a name spelt otherwise elsewhere in the same article, a plural left out."""
    found: list[Observation] = []
    for passage in passages:
        for start, end, slip in _slips(a.text):
            inside = passage.a_start <= start and end <= passage.a_end
            if inside and b.text.find(slip, passage.b_start, passage.b_end) >= 0:
                found.append((None, 0.0, f'both write "{slip}"', (a.article_id, start, end)))
    if not (_odd_names(a.text) and _odd_names(b.text)):
        return found[:MOST_ODDITIES]
    for word, start, end, variant in _variants(a):
        if any(x == word for x, *_ in _variants(b)):
            found.append((None, 0.0, f'both write "{word}" beside "{variant}"', (a.article_id, start, end)))
    return found[:MOST_ODDITIES]


@lru_cache(maxsize=8192)
def _slips(text: str) -> list[tuple[int, int, str]]:
    return [(*slip.span(), slip.group()) for slip in _SLIP.finditer(text)]


def _variants(side: Side) -> list[tuple[str, int, int, str]]:
    """Names in shared text that the article spells otherwise elsewhere: the same consonants, other vowels."""
    return [found for found in _odd_names(side.text) if _inside(side.spans, found[1])]


@lru_cache(maxsize=8192)
def _odd_names(text: str) -> list[tuple[str, int, int, str]]:
    """Names of which a text has two spellings: the name, its span, the other spelling."""
    words = read_words(text)
    long = words.ends - words.starts >= 5
    names = [
        (text[start:end], start, end)
        for start, end in zip(words.starts[long].tolist(), words.ends[long].tolist(), strict=True)
        if text[start].isupper() and not text[start:end].isupper()
    ]
    spellings: dict[str, set[str]] = {}
    for name, _, _ in names:
        spellings.setdefault(name[0] + re.sub(r"[aeiouy’']", "", name[1:]), set()).add(name)
    odd = {name: min(forms - {name}) for forms in spellings.values() if len(forms) == 2 for name in forms}
    return [
        (name, start, end, odd[name])
        for name, start, end in names
        if name in odd
        and abs(len(name) - len(odd[name])) <= 2
        and not odd[name].startswith(name)
        and not name.startswith(odd[name])
    ]


OBSERVERS: tuple[tuple[str, Callable[[Side, Side, list[Shown]], list[Observation]]], ...] = (
    ("credit", credit),
    ("publication time", publication_time),
    ("wire mark", wire_mark),
    ("order", order),
    ("containment", containment),
    ("stranded reference", stranded_reference),
    ("vocabulary seam", vocabulary_seam),
    ("shared oddity", shared_oddity),
)
"""Kinds of evidence, in the order in which they are shown."""

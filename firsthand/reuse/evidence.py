"""Evidence of direction: each kind of observation is a function from one pair to rows, and a line in `OBSERVERS`.

Every weight is a log-odds for one article as the one copied from, set by hand and checked on planted copies
(docs/reuse.md has the numbers). What proves copying only, not its direction, has weight 0.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand.records import DirectionEvidence
from firsthand.reuse.crediting import same_outlet
from firsthand.reuse.lists import common_words, read_sections
from firsthand.reuse.recurrence import merge_spans
from firsthand.reuse.rows import PairArticles, Passage
from firsthand.text import Span, Words, find_words

_THE = re.compile(r"\b[Tt]he ([a-z]{4,20})\b(?:(?=[.,;:!?\"'”’)])| (?=([a-z]+)\b))")
_HEADED = frozenset(["of", "in", "that", "who", "which", "where", "between", "for", "on", "at"])
"""Words after a noun that tell which one is meant."""
_UNIQUE = common_words("unique")
_FUNCTION = common_words("function")
_NO_NOUN = ("est", "ly", "ing", "ed", "al", "ic", "ese", "er", "ous", "ar")
_SLIP = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine)-(?:third|quarter|fifth|sixth|tenth)\b(?! (?:majority|vote|stake))"
)


@dataclass(frozen=True)
class Side:
    """One article of a pair with what it shares."""

    article_id: int
    text: str
    outlet: str | None
    spans: list[Span]
    """Where it shares reporting, merged, in order."""
    words: Words


def _inside(spans: list[Span], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


@lru_cache(maxsize=8192)
def _words(text: str) -> Words:
    return find_words(text)


def observe(pair: PairArticles, passages: list[Passage]) -> list[DirectionEvidence]:
    """All evidence for one pair, from the passages that tell of the event; none where there are no such passages."""
    copied = [passage for passage in passages if passage.kind in ("story", "quotation")]
    if not any(passage.kind == "story" for passage in copied):
        return []
    a = _side(pair.a_id, pair.a_text, pair.a_outlet, [(p.a_start, p.a_end) for p in copied])
    b = _side(pair.b_id, pair.b_text, pair.b_outlet, [(p.b_start, p.b_end) for p in copied])
    found = []
    for kind, observer in OBSERVERS:
        for side, weight, text, place in observer(a, b, pair, copied):
            article_id, start, end = place if place else (None, None, None)
            from_id = side.article_id if side is not None else None
            found.append(DirectionEvidence(pair.a_id, pair.b_id, kind, from_id, weight, text, article_id, start, end))
    return found


def _side(article_id: int, text: str, outlet: str | None, spans: list[Span]) -> Side:
    return Side(article_id, text, outlet, merge_spans(spans), _words(text))


Observation = tuple[Side | None, float, str, tuple[int, int, int] | None]
"""The side spoken for, weight, words, and where it stands (article, start, end)."""


def credit(a: Side, b: Side, pair: PairArticles, passages: list[Passage]) -> list[Observation]:
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


def publication_time(a: Side, b: Side, pair: PairArticles, passages: list[Passage]) -> list[Observation]:
    """The other was published earlier; a date a day apart may be a time zone, a year apart a wrong date."""
    if pair.a_published is None or pair.b_published is None or pair.a_published == pair.b_published:
        return []
    hours = abs((pair.a_published - pair.b_published).total_seconds()) / 3600
    first = a if pair.a_published < pair.b_published else b
    weight = 1.0 if hours < 30 else 1.8
    when = f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"
    return [(first, weight, f"was published {when} earlier", None)]


def wire_mark(a: Side, b: Side, pair: PairArticles, passages: list[Passage]) -> list[Observation]:
    """One of the two is signed by a wire, so it is nearer to the wire's text; both may be copies of it."""
    marked = [(a, pair.a_credit_names, pair.a_credit_bounds), (b, pair.b_credit_names, pair.b_credit_bounds)]
    signed = [(side, names[0], bounds) for side, names, bounds in marked if names]
    if len(signed) != 1 or any(side.outlet and same_outlet(side.outlet, signed[0][1]) for side in (a, b)):
        return []
    side, name, bounds = signed[0]
    if None in (a.outlet, b.outlet):
        return []  # the other may be the wire itself
    return [(side, 0.9, f"is signed {name} as a whole, the other is not", (side.article_id, bounds[0], bounds[1]))]


def order(a: Side, b: Side, pair: PairArticles, passages: list[Passage]) -> list[Observation]:
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


def containment(a: Side, b: Side, pair: PairArticles, passages: list[Passage]) -> list[Observation]:
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


def stranded_reference(a: Side, b: Side, pair: PairArticles, passages: list[Passage]) -> list[Observation]:
    """ "the offensive" in copied words, without any earlier "offensive" in the copier's text, while the other has
    one.
    """
    found: list[Observation] = []
    for copier, source, name, other in ((a, b, "a", "b"), (b, a, "b", "a")):
        seen: set[str] = set()
        for passage in passages:
            start, end = getattr(passage, f"{name}_start"), getattr(passage, f"{name}_end")
            for phrase in _THE.finditer(copier.text, start, end):
                noun, following = phrase.groups()
                if following is not None and (following in _HEADED or following not in _FUNCTION):
                    continue  # "the launch of", "the popular vote": the noun is told which, or is none
                if noun in _UNIQUE or noun in seen or noun in _FUNCTION or noun.endswith(_NO_NOUN):
                    continue
                words = copier.text[phrase.start() : phrase.end(1)]
                earlier = source.text.find(words, getattr(passage, f"{other}_start"))
                if earlier < 0 or earlier >= getattr(passage, f"{other}_end"):
                    continue
                if not _speaks_of(copier, noun, phrase.start()) and _speaks_of(source, noun, earlier):
                    seen.add(noun)
                    weight = 0.7 if len(seen) == 1 else 0.3
                    text = f'says "{words}" without having spoken of it before, as the other has'
                    found.append((source, weight, text, (copier.article_id, phrase.start(), phrase.end(1))))
                if len(seen) >= 3:
                    break
    return found


def _speaks_of(side: Side, noun: str, before: int) -> bool:
    """Whether the noun, in any ending, stands in a text before a place."""
    stem = noun[: max(4, len(noun) - 2)]
    return any(
        word.startswith(stem)
        for word, start in zip(side.words.folded, side.words.starts, strict=True)
        if start < before
    )


def vocabulary_seam(a: Side, b: Side, pair: PairArticles, passages: list[Passage]) -> list[Observation]:
    """The shared words choose as one article's own text does and the other's own text does not (see
    word_choices.txt).
    """
    found: list[Observation] = []
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


def _choices(side: Side) -> tuple[dict[int, Counter[str]], dict[int, Counter[str]]]:
    """Uses of each set of word choices, by the stem that matched, in a side's own text and in its shared text."""
    counts: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
    for start, number, choice in _choice_words(side.text):
        counts[_inside(side.spans, start)].setdefault(number, Counter())[choice] += 1
    return counts


@lru_cache(maxsize=8192)
def _choice_words(text: str) -> list[tuple[int, int, str]]:
    """Where a text has a word of word_choices.txt: its start, the number of its set and how the list writes it."""
    exact, stems = _word_choices()
    found = []
    words = _words(text)
    for word, start in zip(words.folded, words.starts, strict=True):
        choice = exact.get(word)
        if choice is None and word[:3] in _stem_beginnings():
            choice = next((stems[word[:n]] for n in range(3, len(word) + 1) if word[:n] in stems), None)
        if choice is not None:
            found.append((start, *choice))
    return found


@cache
def _stem_beginnings() -> frozenset[str]:
    return frozenset(stem[:3] for stem in _word_choices()[1])


@cache
def _word_choices() -> tuple[dict[str, tuple[int, str]], dict[str, tuple[int, str]]]:
    """Whole words and stems with the number of their set and how the list writes them."""
    exact: dict[str, tuple[int, str]] = {}
    stems: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(read_sections("word_choices.txt")[""]):
        for word in line.split():
            (stems if word.endswith("*") else exact)[word.rstrip("*")] = number, word
    return exact, stems


def shared_oddity(a: Side, b: Side, pair: PairArticles, passages: list[Passage]) -> list[Observation]:
    """Slips and spellings that both have: a name spelt otherwise elsewhere in the same article, a plural left out."""
    found: list[Observation] = []
    for passage in passages:
        text = a.text[passage.a_start : passage.a_end]
        there = b.text[passage.b_start : passage.b_end]
        for slip in _SLIP.finditer(text):
            if slip.group() in there:
                place = a.article_id, passage.a_start + slip.start(), passage.a_start + slip.end()
                found.append((None, 0.0, f'both write "{slip.group()}"', place))
    for word, start, end, variant in _variants(a):
        if any(x == word for x, *_ in _variants(b)):
            found.append((None, 0.0, f'both write "{word}" beside "{variant}"', (a.article_id, start, end)))
    return found[:5]


def _variants(side: Side) -> list[tuple[str, int, int, str]]:
    """Names in shared text that the article spells otherwise elsewhere: the same consonants, other vowels."""
    return [found for found in _odd_names(side.text) if _inside(side.spans, found[1])]


@lru_cache(maxsize=8192)
def _odd_names(text: str) -> list[tuple[str, int, int, str]]:
    """Names of which a text has two spellings: the name, its span, the other spelling."""
    words = _words(text)
    names = [
        (text[start:end], start, end)
        for start, end in zip(words.starts, words.ends, strict=True)
        if end - start >= 5 and text[start].isupper() and not text[start:end].isupper()
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


OBSERVERS: tuple[tuple[str, Callable[[Side, Side, PairArticles, list[Passage]], list[Observation]]], ...] = (
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

"""Seams: shared words that choose as one article's own text does, and not as the other's own text does.

Outlets have habits: *militant* or *rebel*, *percent* or *%*, curly or straight quotation marks. A copied paragraph
keeps the habits of the one who wrote it, or keeps some where a desk edited it. How well the own text of each article
tells the choices of the shared text is compared as in authorship attribution (Mosteller and Wallace 1964): the
likelihood of the shared choices given the own ones, with half a use added to each alternative (Dirichlet-multinomial).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from math import lgamma
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.latest import keep_latest
from firsthand.reuse.crediting import same_outlet
from firsthand.reuse.lists import read_sections
from firsthand.reuse.sides import Observation, Shown, Side
from firsthand.reuse.words import read_words
from firsthand.text import fold

LEAST_NATS, MOST_NATS = 1.5, 5.0
"""Likelihood ratio (log) from which a seam is shown, and beyond which it adds nothing: choices of one text hang
together."""
OWN_TEXT = 150
"""Characters of own text that one of the two must have for a seam to show."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MARK = re.compile(rf"[“”\"—–%]|--|['’](?=\w)|\bper ?cent\b|\bU\.?[SNK]\b|\b(?:{_MONTHS})\b")
_MARKS = {
    **dict.fromkeys("“”", ("quotation marks", "“ ”")),
    '"': ("quotation marks", '" "'),
    "’": ("apostrophes", "’"),
    "'": ("apostrophes", "'"),
    "—": ("dashes", "—"),
    "–": ("dashes", "–"),
    "--": ("dashes", "--"),
    "%": ("percent", "%"),
    "percent": ("percent", "percent"),
    "per cent": ("percent", "per cent"),
    "U.": ("abbreviations", "U.S."),
    "U": ("abbreviations", "US"),
    "month day": ("dates", "May 5"),
    "day month": ("dates", "5 May"),
}
"""Kind of mark and alternative, by what stands there."""
_KIND_OF = {
    "quotation marks": "typography",
    "apostrophes": "typography",
    "dashes": "typography",
    "percent": "house style",
    "abbreviations": "house style",
    "dates": "house style",
    "spelling": "house style",
}
"""Kinds of seam; sets of word choices are of the kind "vocabulary seam"."""


Uses = list[int]
"""Uses of each alternative, by its number."""


class Choices(NamedTuple):
    """All sets of alternatives between which news chooses, numbered through."""

    names: list[str]
    """Name of each alternative, set after set."""
    firsts: list[int]
    """Number of the first alternative of each set."""
    kinds: list[str]
    """Kind of seam of each set."""
    exact: dict[str, int]
    """Alternative of whole folded words."""
    stems: dict[str, int]
    marks: dict[str, int]
    """Alternative of what stands in `_MARKS`."""


@cache
def _choices() -> Choices:
    names: list[str] = []
    firsts, kinds = [], []
    exact: dict[str, int] = {}
    stems: dict[str, int] = {}
    for line in read_sections("word_choices.txt")[""]:
        firsts.append(len(names))
        kinds.append("vocabulary seam")
        for word in line.split():
            (stems if word.endswith("*") else exact)[word.rstrip("*")] = len(names)
            names.append(word)
    firsts.append(len(names))
    kinds.append(_KIND_OF["spelling"])
    for line in read_sections("house_style.txt")["spelling"]:
        name, words = line.split(": ")
        for word in words.split():
            (stems if word.endswith("*") else exact)[word.rstrip("*")] = len(names)
        names.append(f"{name} spelling")
    marks: dict[str, int] = {}
    for kind in dict.fromkeys(kind for kind, _ in _MARKS.values()):
        firsts.append(len(names))
        kinds.append(_KIND_OF[kind])
        names += dict.fromkeys(name for of, name in _MARKS.values() if of == kind)
        marks |= {mark: names.index(name, firsts[-1]) for mark, (of, name) in _MARKS.items() if of == kind}
    return Choices(names, firsts, kinds, exact, stems, marks)


def seams(a: Side, b: Side, passages: list[Shown]) -> list[Observation]:
    """For each kind of choice, the article whose own text chooses as the shared text does; and choices that a desk
    left in what it edited to its own.
    """
    if max(len(side.text) - sum(end - start for start, end in side.spans) for side in (a, b)) < OWN_TEXT:
        return []
    if a.outlet is not None and b.outlet is not None and same_outlet(a.outlet, b.outlet):
        return []  # one house
    sets = _contested(_uses(a.text).used | _uses(b.text).used)
    if not sets:
        return []
    (a_own, a_shared), (b_own, b_shared) = _count(a), _count(b)
    shared = list(map(min, a_shared, b_shared))
    found = _compare(a, b, (a_own, b_own, shared), sets)
    for source, own, ours, theirs in ((b, a_own, a_shared, b_shared), (a, b_own, b_shared, a_shared)):
        text = next(_left_over(own, ours, theirs, sets), None)
        if text is not None:
            found.append(Observation("left over", source, text))
    return found


@lru_cache(maxsize=1 << 14)
def _contested(used: int) -> list[int]:
    """The sets of which two texts use two alternatives or more, by the bits of those that they use."""
    return [k for k in range(len(_choices().firsts)) if sum(used >> j & 1 for j in _range_of(k)) > 1]


def _compare(a: Side, b: Side, uses: tuple[Uses, Uses, Uses], sets: list[int]) -> list[Observation]:
    """A seam of each kind that some sets of choices show, from the uses in a's own, b's own and the shared text."""
    nats: dict[str, list[tuple[float, int]]] = {}
    for k in sets:
        of = _range_of(k)
        a_own, b_own, shared = (tuple(counts[of.start : of.stop]) for counts in uses)
        if a_own != b_own and any(shared):
            size = _likelihood(shared, a_own) - _likelihood(shared, b_own)
            nats.setdefault(_choices().kinds[k], []).append((size, k))
    found: list[Observation] = []
    for kind, sizes in sorted(nats.items()):
        size = sum(one for one, _ in sizes)
        if abs(size) >= LEAST_NATS:
            most = (max if size > 0 else min)(sizes)[1]
            source, ours, theirs = (a, uses[1], uses[0]) if size > 0 else (b, uses[0], uses[1])
            text = _tell(most, ours, uses[2], theirs)
            found.append(Observation(kind, source, text, size=min(abs(size), MOST_NATS)))
    return found


@cache
def _range_of(number: int) -> range:
    """The numbers of the alternatives of a set."""
    firsts, names = _choices().firsts, _choices().names
    return range(firsts[number], firsts[number + 1] if number + 1 < len(firsts) else len(names))


@lru_cache(maxsize=1 << 16)
def _likelihood(shared: tuple[int, ...], own: tuple[int, ...]) -> float:
    """Log-likelihood of the shared uses of the alternatives of one set for one who uses them as in the own text.

    >>> round(_likelihood((3, 0), (5, 0)), 2), round(_likelihood((3, 0), (0, 5)), 2)
    (-0.23, -5.19)
    """
    prior = sum(own) + len(own) / 2
    terms = (lgamma(x + y + 0.5) - lgamma(y + 0.5) for x, y in zip(shared, own, strict=True) if x)
    return lgamma(prior) - lgamma(prior + sum(shared)) + sum(terms)


def _tell(number: int, ours: Uses, shared: Uses, theirs: Uses) -> str:
    """The set of choices that shows a seam best, in words."""
    names = _choices().names

    def listed(uses: Uses) -> str:
        return ", ".join(f"{names[k]} {uses[k]}" for k in _range_of(number) if uses[k]) or "none of them"

    return (
        f"its own text and the shared text choose apart: {listed(ours)} in its own, {listed(shared)} in the shared "
        f"(the other's own: {listed(theirs)})"
    )


def _left_over(own: Uses, ours: Uses, theirs: Uses, sets: list[int]) -> Iterator[str]:
    """Of sets of which the copier's version of the shared text has two alternatives and the other's one: those of house
    style where the copier's own text never has the other's, which a desk left in what it edited.
    """
    choices = _choices()
    for k in sets:
        of = _range_of(k)
        kept = next((j for j in of if theirs[j]), of[0])
        if (
            sum(theirs[j] > 0 for j in of) != 1
            or choices.kinds[k] == "vocabulary seam"
            or theirs[kept] < 2
            or not ours[kept]
            or own[kept]
        ):
            continue
        edited = max((j for j in of if j != kept), key=ours.__getitem__)
        if not ours[edited]:
            continue
        yield (
            f"was edited in part: where the other has {choices.names[kept]} throughout, it has "
            f"{choices.names[edited]} {ours[edited]}, {choices.names[kept]} {ours[kept]}"
        )


def _count(side: Side) -> tuple[Uses, Uses]:
    """Uses of each alternative in a side's own text and in its shared text."""
    places, numbers, _ = _uses(side.text)
    inside = np.searchsorted([bound for span in side.spans for bound in span], places, side="right") % 2
    size = len(_choices().names)
    counts: list[int] = np.bincount(numbers + inside * size, minlength=2 * size).tolist()
    return counts[:size], counts[size:]


class Used(NamedTuple):
    """Where a text chooses, as parallel arrays."""

    places: NDArray[np.int64]
    numbers: NDArray[np.int64]
    """The alternative that stands at each place."""
    used: int
    """A bit for each alternative that it has."""


@keep_latest
def _uses(text: str) -> Used:
    """Where a text chooses, and the alternative that stands there."""
    words = read_words(text)
    plain, respelled = np.flatnonzero(~words.respelled), np.flatnonzero(words.respelled)
    numbers, first, back = np.unique(words.numbers[plain], return_index=True, return_inverse=True)
    chosen = np.full(len(numbers), -1, np.int64)
    for k, (number, place) in enumerate(zip(numbers.tolist(), plain[first].tolist(), strict=True)):
        if number not in _CHOICES:
            _CHOICES[number] = _choice_of(text[words.starts[place] : words.ends[place]])
        chosen[k] = _CHOICES[number]
    of_words = np.empty(len(words.numbers), np.int64)
    of_words[plain] = chosen[back]
    for place in respelled.tolist():  # a spelling of its own is what is asked for
        of_words[place] = _choice_of(text[words.starts[place] : words.ends[place]])
    here = of_words >= 0
    marks = _choices().marks
    places, found = [], []
    for mark in _MARK.finditer(text):
        key = _key_of(text, mark)
        if key is not None:
            places.append(mark.start())
            found.append(marks[key])
    numbers = np.concatenate([of_words[here], np.array(found, np.int64)])
    starts = np.concatenate([words.starts[here].astype(np.int64), np.array(places, np.int64)])
    return Used(starts, numbers, sum(1 << k for k in np.unique(numbers).tolist()))


def _key_of(text: str, mark: "re.Match[str]") -> str | None:
    """What of `_MARKS` a mark is; null for an opening apostrophe and for a month without a day."""
    words, start = mark.group(), mark.start()
    if words in "'’":
        return words if start and text[start - 1].isalnum() else None
    if words[0] == "U":
        return "U." if "." in words else "U"
    if words in _MARKS:
        return words
    if re.compile(r" \d{1,2}\b(?!,\d)").match(text, mark.end()):
        return "month day"
    return "day month" if re.search(r"\b\d{1,2} $", text[max(0, start - 4) : start]) else None


_CHOICES: dict[int, int] = {}
"""The alternative that each word met so far is, by its number; -1 for none."""


@lru_cache(maxsize=1 << 16)
def _choice_of(written: str) -> int:
    word, choices = fold(written), _choices()
    if word in choices.exact:
        return choices.exact[word]
    return next((choices.stems[word[:n]] for n in range(3, len(word) + 1) if word[:n] in choices.stems), -1)

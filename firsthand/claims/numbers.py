"""Numbers in words and digits, and what the words around them allow; the table stands in docs/claims.md."""

import re
from typing import NamedTuple

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: value for value, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
"""Values of the number words below a hundred."""
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "bn": 1_000_000_000,
    "mln": 1_000_000,
    "m": 1_000_000,
    "k": 1_000,
    "dozen": 12,
}
"""Words that multiply the number before them."""
FRACTIONS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
}
"""Parts of one."""
VAGUE: dict[str, tuple[float, float | None]] = {
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "tens of millions": (20_000_000, 99_999_999),
    "hundreds of millions": (200_000_000, 999_999_999),
    "millions": (2_000_000, 9_999_999),
    "billions": (2_000_000_000, 9_999_999_999),
    "thousands": (2_000, 9_999),
    "hundreds": (200, 999),
    "scores": (40, 199),
    "dozens": (24, 99),
    "tens": (20, 99),
    "several": (3, 9),
    "a handful": (2, 9),
    "a few": (2, 9),
    "a couple": (2, 2),
    "a number": (2, None),
    "numerous": (10, None),
    "many": (3, None),
}
"""Vague words and the lowest and highest whole number that they allow (docs/claims.md says why)."""

HEDGES_BEFORE = {
    "at least": "at least",
    "no fewer than": "at least",
    "no less than": "at least",
    "not less than": "at least",
    "a minimum of": "at least",
    "more than": "more than",
    "over": "more than",
    "above": "more than",
    "upwards of": "more than",
    "in excess of": "more than",
    "exceeding": "more than",
    "up to": "up to",
    "as many as": "up to",
    "as much as": "up to",
    "at most": "up to",
    "no more than": "up to",
    "a maximum of": "up to",
    "fewer than": "less than",
    "less than": "less than",
    "under": "less than",
    "below": "less than",
    "nearly": "nearly",
    "almost": "nearly",
    "close to": "nearly",
    "just under": "nearly",
    "around": "around",
    "about": "around",
    "some": "around",
    "approximately": "around",
    "roughly": "around",
    "an estimated": "around",
    "estimated": "around",
    "circa": "around",
    "only": "none",
    "just": "none",
    "exactly": "none",
}
"""Words before a number, and the hedge they are; the longest phrase counts."""
HEDGES_AFTER = {
    "or more": "at least",
    "at least": "at least",
    "or so": "around",
    "or less": "up to",
    "at most": "up to",
}
"""Words after a number, or after the noun it counts."""
AROUND = 0.1
"""How far "around" and "nearly" reach, as a part of the number: reports that round a toll stay within a tenth of the
next one."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_ATTACHED = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(bn|mln|m|k|million|billion|%)")


_BEGINNINGS = frozenset({*SMALL, *FRACTIONS, *(phrase.split()[0] for phrase in VAGUE), "a"})


def may_begin_number(word: str) -> bool:
    """Whether a lower-case word can be the first of a number, a fraction or a vague quantity: a quick look before the
    exact one.

    >>> [word for word in "a twenty-two 3,000 dozens people".split() if may_begin_number(word)]
    ['a', 'twenty-two', '3,000', 'dozens']
    """
    return word in _BEGINNINGS or "-" in word or word[:1].isdigit()


class Numeral(NamedTuple):
    """A number read off tokens: its value, the token after its last, and whether it was a plain run of digits."""

    value: float
    end: int
    plain: bool


def read_numeral(words: list[str], at: int) -> Numeral | None:
    """The number that begins at token `at` of lower-case words, or None.

    >>> read_numeral(["3,000", "militants"], 0)
    Numeral(value=3000.0, end=1, plain=True)
    >>> read_numeral("two hundred and six people".split(), 0)
    Numeral(value=206.0, end=4, plain=False)
    >>> read_numeral(["twenty", "-", "two", "dead"], 0)
    Numeral(value=22.0, end=3, plain=False)
    >>> read_numeral(["half", "a", "million", "people"], 0)
    Numeral(value=500000.0, end=3, plain=False)
    """
    if words[at : at + 3] == ["half", "a", "million"] or words[at : at + 3] == ["half", "a", "billion"]:
        return Numeral(SCALES[words[at + 2]] / 2, at + 3, False)
    if words[at : at + 3] == ["half", "a", "dozen"]:
        return Numeral(6, at + 3, False)
    if (
        words[at] == "a"
        and at + 1 < len(words)
        and words[at + 1] in ("hundred", "thousand", "million", "dozen", "billion")
    ):
        return _scaled(words, 1, at + 1, False)
    attached = _ATTACHED.fullmatch(words[at])
    if attached and attached[2] != "%":
        return Numeral(_number(attached[1]) * SCALES[attached[2]], at + 1, False)
    if _DIGITS.fullmatch(words[at]):
        return _scaled(words, _number(words[at]), at + 1, True)
    if words[at] in SMALL:
        value, end = float(SMALL[words[at]]), at + 1
        if value >= 20 and value % 10 == 0:
            skip = end + 1 if words[end : end + 1] in (["-"], ["–"]) else end
            if skip < len(words) and 0 < SMALL.get(words[skip], 0) < 10:
                value, end = value + SMALL[words[skip]], skip + 1
        return _scaled(words, value, end, False)
    compound = words[at].split("-")
    if len(compound) == 2 and SMALL.get(compound[0], 0) >= 20 and 0 < SMALL.get(compound[1], 0) < 10:
        return _scaled(words, float(SMALL[compound[0]] + SMALL[compound[1]]), at + 1, False)
    return None


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _scaled(words: list[str], value: float, at: int, plain: bool) -> Numeral:
    """The number times the scales that follow it, with a smaller number added to it ("two hundred and six")."""
    start = at
    while at < len(words) and words[at] in SCALES:
        if words[at] in ("m", "k") and not plain:
            break
        value, at = value * SCALES[words[at]], at + 1
    if at > start and value < 1_000_000:
        skip = at + 1 if words[at : at + 1] == ["and"] else at
        if skip < len(words) and words[skip] in SMALL:
            rest = read_numeral(words, skip)
            if rest is not None and rest.value < SCALES.get(words[at - 1], 0):
                return Numeral(value + rest.value, rest.end, False)
    return Numeral(value, at, plain and at == start)


def bounds_of(value: float, hedge: str) -> tuple[float | None, float | None]:
    """Lowest and highest value that a number with its hedge allows; None where it is open.

    >>> bounds_of(18, "at least"), bounds_of(3000, "nearly"), bounds_of(20, "more than"), bounds_of(40, "up to")
    ((18, None), (2700.0, 3000), (21, None), (0, 40))
    """
    whole = float(value).is_integer()
    if hedge == "at least":
        return value, None
    if hedge == "more than":
        return (value + 1 if whole else value), None
    if hedge == "up to":
        return 0, value
    if hedge == "less than":
        return 0, (value - 1 if whole and value else value)
    if hedge == "nearly":
        return round(value * (1 - AROUND), 6), value
    if hedge == "around":
        return round(value * (1 - AROUND), 6), round(value * (1 + AROUND), 6)
    return value, value

"""Figures read off words alone, without a parse: for any stretch of any text, and fast.

The table of figures (`firsthand.claims.figures`) knows what a number counts; here it is enough that it is a figure, and
what it says. Dates, years, times of day, ordinals and numbers that are part of a name are none.
"""

import re
from typing import NamedTuple

from firsthand.claims.counted import hedge_before
from firsthand.claims.figures import CURRENCIES
from firsthand.claims.numbers import FRACTIONS, VAGUE, Numeral, bounds_of, read_numeral
from firsthand.claims.tokens import group_of

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?:bn|mln|m|k)?(?!\w)|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+|[^\w\s]"
)
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_CLOCK = frozenset(
    ["am", "pm", "a.m", "p.m", "gmt", "utc", "est", "edt", "bst", "hrs", "h", "local", "o'clock", "o’clock"]
)
_NUMBERED = frozenset(
    [
        "no",
        "number",
        "article",
        "chapter",
        "section",
        "resolution",
        "route",
        "highway",
        "flight",
        "page",
        "room",
        "channel",
        "phase",
        "grade",
        "#",
        "day",
        "week",
    ]
)
_DASHES = frozenset("-–—")
_JOINTS = frozenset("-–—/:.")
_TELEPHONE = frozenset(["tel", "telephone", "phone", "call", "hotline", "fax", "dial"])
_PERCENT = frozenset(("%", "percent", "pct"))
_LONGEST = 12
"""Characters of the longest number that is a figure; what is longer is an address or a code."""
_NO_AMOUNT = frozenset(("a number", "many", "numerous"))
"""Vague words that say no amount."""
_NO_NOUN = frozenset(
    [
        "and",
        "or",
        "in",
        "on",
        "of",
        "at",
        "to",
        "from",
        "by",
        "with",
        "for",
        "as",
        "was",
        "were",
        "is",
        "are",
        "have",
        "has",
        "had",
        "when",
        "while",
        "but",
        "who",
    ]
)


class Token(NamedTuple):
    """A word, number or mark of a text."""

    text: str
    low: str
    start: int
    end: int


class Reading(NamedTuple):
    """A figure as it is written, and what it says."""

    begin: int
    """First token, with the hedge."""
    first: int
    """First token of the number."""
    end: int
    """The token after its last."""
    value: float | None
    """The number as written; None for vague words, scores and telephone numbers."""
    low: float | None
    """Lowest and highest value that the words allow; None where that is open."""
    high: float | None
    hedge: str
    kind: str
    """count, share, money, distance, time, weight, other measure, age, score or telephone."""


def read_tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of a text."""
    return [Token(m.group(), m.group().lower(), *m.span()) for m in _TOKEN.finditer(text, start, end)]


def read_figures(tokens: list[Token]) -> list[Reading]:
    """The figures of some tokens, in reading order.

    >>> found = read_figures(read_tokens("On 19 May nearly 3,000 left, two-thirds of them children.", 0, 57))
    >>> [(r.value, r.hedge, r.kind) for r in found]
    [(3000.0, 'nearly', 'count'), (0.6666666666666666, 'none', 'share')]
    """
    lows = [token.low for token in tokens]
    found: list[Reading] = []
    at = 0
    while at < len(tokens):
        reading, after = _read(tokens, lows, at)
        if reading is not None:
            found.append(reading)
        at = max(after, at + 1)
    return found


def _read(tokens: list[Token], lows: list[str], at: int) -> tuple[Reading | None, int]:
    """The figure whose number begins at a token, or None, and where to look next."""
    for phrase, (low, high) in VAGUE.items():
        words = phrase.split()
        if phrase not in _NO_AMOUNT and lows[at] == words[0] and lows[at : at + len(words)] == words:
            return _vague(lows, at, at + len(words), (low, high)), at + len(words)
    numeral = read_numeral(lows, at)
    if numeral is None:
        if lows[at] in ("half", "third", "quarter") and lows[at + 1 : at + 2] == ["of"]:
            return _counted(lows, at, Numeral(FRACTIONS[lows[at]], at + 1, False), "share"), at + 1
        return None, at + 1
    joined = _joined(tokens, at, numeral.end)
    if joined > numeral.end:
        return _joint(tokens, lows, at, joined), joined
    part = numeral.end + (lows[numeral.end : numeral.end + 1] in (["-"], ["–"]))
    if part < len(lows) and lows[part] in FRACTIONS and numeral.value < 10:
        share = numeral._replace(value=numeral.value * FRACTIONS[lows[part]], end=part + 1)
        return _counted(lows, at, share, "share"), share.end
    if _is_no_figure(tokens, lows, at, numeral):
        return None, numeral.end
    return _counted(lows, at, numeral, _kind(tokens, lows, at, numeral.end)), numeral.end


def _vague(lows: list[str], at: int, end: int, bounds: tuple[float, float | None]) -> Reading | None:
    """Vague words that count something: not "a number" alone, not "many" before a full stop."""
    following = lows[end : end + 1]
    if not following or not following[0].isalpha() or (following[0] in _NO_NOUN and following != ["of"]):
        return None
    hedge, begin = hedge_before(lows, 0, at)
    return Reading(begin, at, end, None, *bounds, hedge, "count")


def _counted(lows: list[str], at: int, numeral: Numeral, kind: str) -> Reading:
    hedge, begin = hedge_before(lows, 0, at - (lows[at - 1 : at] != [] and lows[at - 1] in CURRENCIES))
    if hedge == "none" and lows[numeral.end : numeral.end + 1] == ["+"]:
        hedge = "at least"
    low, high = bounds_of(numeral.value, hedge)
    return Reading(begin, at, numeral.end, numeral.value, low, high, hedge, kind)


def _kind(tokens: list[Token], lows: list[str], at: int, end: int) -> str:
    before = lows[at - 1] if at else ""
    after = [*lows[end : end + 4], "", "", "", ""]
    if before in CURRENCIES or after[0] in CURRENCIES:
        return "money"
    if after[0] in _PERCENT or after[:2] == ["per", "cent"]:
        return "share"
    dash = after[0] in _DASHES
    unit = after[1] if dash else after[0]
    if before in ("aged", "age") or (unit in ("year", "years") and "old" in after[1:4]):
        return "age"
    measure = group_of("measures.txt").get(unit) or group_of("measures.txt").get(unit.removesuffix("s"))
    return {"other": "other measure", None: "count"}.get(measure, measure or "count")


def _is_no_figure(tokens: list[Token], lows: list[str], at: int, numeral: Numeral) -> bool:
    """Whether a number is a year, a day, a time of day, an ordinal's or a name's."""
    end = numeral.end
    before, after = (lows[at - 1] if at else ""), (lows[end] if end < len(lows) else "")
    token = tokens[at]
    if lows[at] == "one" and (after in _NO_NOUN or not after.isalpha()):
        return True
    if before == ")" or before.isdigit():  # numbers in a row, and behind a bracket: counters of a page
        return True
    if len(token.text) > _LONGEST or (token.text[0] == "0" and numeral.value):
        return True
    if after in ("a", "p") and lows[end + 1 : end + 3] == [".", "m"]:
        return True
    if after in _CLOCK or (after in _MONTHS and numeral.value <= 31) or before in _NUMBERED:
        return True
    if before in _MONTHS and tokens[at - 1].text[0].isupper():
        return True
    if token.text.isdigit() and len(token.text) == 4 and (1900 <= numeral.value <= 2100 or not after.isalpha()):
        return not (after.isalpha() and after not in _NO_NOUN and tokens[end].text[0].islower() and before != "in")
    # Joined to a letter: MiG-23, T-72; to a word behind it only where that measures ("40-year-old", "5-metre").
    joined = at > 0 and tokens[at - 1].end == token.start
    if joined and at >= 2 and before in _DASHES and tokens[at - 2].end == tokens[at - 1].start:
        return True
    return numeral.plain and joined and before in ("'", "’")


def _joined(tokens: list[Token], at: int, end: int) -> int:
    """The token after the last of some numbers that are joined by single marks: 04-03-2016, 3-1, 15:30."""
    while (
        end + 1 < len(tokens)
        and tokens[end].text in _JOINTS
        and tokens[end + 1].text[0].isdigit()
        and tokens[end].start == tokens[end - 1].end
        and tokens[end].end == tokens[end + 1].start
    ):
        end += 2
    return end


def _joint(tokens: list[Token], lows: list[str], at: int, end: int) -> Reading | None:
    """A range, a score or a telephone number; None for dates and times."""
    if _TELEPHONE & set(lows[max(0, at - 4) : at]):
        return Reading(at, at, end, None, None, None, "none", "telephone")
    if end - at != 3 or lows[at + 1] not in _DASHES:
        return None
    one, other = read_numeral(lows, at), read_numeral(lows, at + 2)
    if one is None or other is None or max(one.value, other.value) > 1900 or "0" in (lows[at][0], lows[at + 2][0]):
        return None
    following = lows[end : end + 1]
    if following and following[0].isalpha() and following[0] not in _NO_NOUN | _MONTHS and other.value > one.value:
        hedge, begin = hedge_before(lows, 0, at)
        return Reading(begin, at, end, None, one.value, other.value, "range" if hedge == "none" else hedge, "count")
    return Reading(at, at, end, None, None, None, "none", "score")

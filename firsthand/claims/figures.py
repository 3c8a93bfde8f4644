"""Figures: quantities stated in a text, with what they count, their hedge, and the values that the words allow.

Years, dates, times of day, ages, ordinals and numbers that are part of a name count nothing and are no figures. A share
stays a share: it is never multiplied out into a count.
"""

import re

import pyarrow as pa

from firsthand.claims.counted import CASUALTY, find_counted, find_extent, hedge_before, singular, told_later
from firsthand.claims.numbers import FRACTIONS, HEDGES_AFTER, VAGUE, Numeral, bounds_of, may_begin_number, read_numeral
from firsthand.claims.tokens import Text, group_of, read_text
from firsthand.records import Figure
from firsthand.schema import to_table
from firsthand.text import hash64

CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "rupee": "INR",
    "rupees": "INR",
    "ruble": "RUB",
    "rubles": "RUB",
    "roubles": "RUB",
}
"""ISO 4217 code of each currency sign and word."""
_MONTH = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK = frozenset(
    {"am", "a.m.", "pm", "p.m.", "gmt", "utc", "est", "edt", "local", "hrs", "o'clock", "a.m", "p.m", "bst"}
)
_NUMBERED = frozenset(
    [
        *("no.", "number", "no", "article", "chapter", "section", "resolution", "route", "highway", "flight", "page"),
        *("room", "channel", "volume", "phase", "round", "week", "day", "level", "category", "covid", "#", "group"),
    ]
)
_LINKS = frozenset({"-", "–", "—"})
_UNKNOWN = re.compile(
    r"(?:(?:their|its|the|exact|precise|total|casualty|death|of)\s+){0,4}(?:numbers?|figures?|tolls?|count|"
    r"casualties)\s+(?:of\s+\w+\s+)?"
    r"(?:(?:has|have|had|was|were|is|are|could|can)\s+)?(?:also\s+)?(?:(?:not|yet|immediately|been|be)\s+){1,4}"
    r"(?:independently\s+)?(?:confirmed|verified|known|clear|determined|available)|"
    r"(?:their|its|the|exact|precise|an)\s+(?:\w+\s+){0,2}(?:numbers?|figures?|"
    r"tolls?)\s+of\s+(?:\w+\s+){1,4}(?:was|were|is|are)\s+(?:unknown|unclear)|"
    r"\ban?\s+(?:unknown|undisclosed|unspecified|unconfirmed)\s+number\s+of\s+\w+",
    re.IGNORECASE,
)


def find_figures(articles: pa.Table, parses: pa.Table) -> pa.Table:
    """Figures of one article, in reading order; none for a language without a parser."""
    text = read_text(articles, parses)
    return to_table(figures_of(text) if text else [], Figure)


def figures_of(text: Text) -> list[Figure]:
    """Figures of a parsed article."""
    lows = [token.low for token in text.tokens]
    found: list[Figure] = []
    for first, last in text.sentences:
        at = first
        words = lows[:last]
        while at < last:
            if not may_begin_number(words[at]):
                at += 1
                continue
            figure, after = _figure_at(text, words, first, at, last)
            if figure is not None:
                found.append(figure)
            at = max(after, at + 1)
    for match in _UNKNOWN.finditer(text.text):
        if not any(f.start < match.end() and match.start() < f.end for f in found):
            found.append(
                _make(text, match.start(), match.end(), (None, None, None), ("persons", "unknown", None), None)
            )
    return sorted(found, key=lambda figure: (figure.start, figure.end))


def _figure_at(text: Text, words: list[str], first: int, at: int, last: int) -> tuple[Figure | None, int]:
    """The figure whose number begins at token `at`, or None, and where to look next; `words` end with the sentence."""
    share = _share(words, at)
    if share is not None:
        value, end = share
        hedge, begin = hedge_before(words, first, at)
        return _share_figure(text, begin, at, end, last, value, hedge), end
    for phrase, (low, high) in VAGUE.items():
        if words[at] == phrase.partition(" ")[0] and words[at : at + phrase.count(" ") + 1] == phrase.split():
            end = at + phrase.count(" ") + 1
            return _vague(text, words, first, at, end, last, (low, high, phrase)), end
    numeral = read_numeral(words, at)
    if numeral is None:
        return None, at + 1
    return _numbered(text, words, first, at, last, numeral)


def _share(words: list[str], at: int) -> tuple[float, int] | None:
    """Value and end of a fraction: "two-thirds of", "half of", "a quarter of", "one in five"."""
    if words[at] in ("half", "third", "quarter") and words[at + 1 : at + 2] in (["of"], ["the"]):
        return FRACTIONS[words[at]], at + 1
    start = read_numeral(words, at) if words[at] != "half" else None
    if words[at] == "a" and words[at + 1 : at + 2] and words[at + 1] in FRACTIONS and words[at + 2 : at + 3] == ["of"]:
        return FRACTIONS[words[at + 1]], at + 2
    if start is None:
        hyphened = words[at].split("-")
        if len(hyphened) == 2 and hyphened[1] in FRACTIONS:
            top = read_numeral([hyphened[0]], 0)
            return (top.value * FRACTIONS[hyphened[1]], at + 1) if top else None
        return None
    after = start.end + 1 if words[start.end : start.end + 1] and words[start.end] in _LINKS else start.end
    if after < len(words) and words[after] in FRACTIONS and start.value < 10:
        if words[after] in ("third", "quarter", "fifth", "tenth") and words[after + 1 : after + 2] != ["of"]:
            return None
        return start.value * FRACTIONS[words[after]], after + 1
    if start.value == 1 and words[start.end : start.end + 1] == ["in"]:
        second = read_numeral(words, start.end + 1) if start.end + 1 < len(words) else None
        if second is not None and 2 <= second.value <= 1000 and not 1900 <= second.value <= 2100:
            following = words[second.end : second.end + 1]
            if (following and group_of("populations.txt").get(singular(following[0]))) or following == ["of"]:
                return 1 / second.value, second.end
    return None


def _numbered(
    text: Text, words: list[str], first: int, at: int, last: int, numeral: Numeral
) -> tuple[Figure | None, int]:
    tokens, end = text.tokens, numeral.end
    if end + 1 < last and tokens[at].tag == "CD" and words[end] in _LINKS and numeral.plain:
        second = read_numeral(words, end + 1)
        if second is not None and second.plain and tokens[end].start == tokens[end - 1].end:
            noun = find_counted(text, second.end, last)
            if noun is None or second.value < numeral.value:
                return _score(text, at, second.end, numeral, second), second.end
            return _range(text, words, first, (at, second.end), last, (numeral.value, second.value)), second.end
    if _is_no_count(text, words, first, at, last, numeral):
        return None, end
    if end + 1 < last and words[end] in ("to", "and", "or") and _between(words, at, words[end]):
        second = read_numeral(words, end + 1)
        if second is not None and second.value > numeral.value and find_counted(text, second.end, last) is not None:
            return _range(text, words, first, (at, second.end), last, (numeral.value, second.value)), second.end
    hedge, begin = hedge_before(words, first, at)
    low_high = bounds_of(numeral.value, hedge)
    return _counting(text, words, (begin, at, end, last), (numeral.value, *low_high), hedge), end


def _between(words: list[str], at: int, link: str) -> bool:
    """Whether "and" joins a range ("between 15 and 20"); "to" and "or" do so by themselves."""
    return link != "and" or words[max(at - 1, 0)] == "between"


def _is_no_count(text: Text, words: list[str], first: int, at: int, last: int, numeral: Numeral) -> bool:
    """Whether the number is a year, a date, a time, an age, a decimal of a name, or part of a name."""
    tokens, end = text.tokens, numeral.end
    before = words[at - 1] if at > first else ""
    after = words[end] if end < last else ""
    token = tokens[at]
    if len(token.text) > 12 or (token.text[:1] == "0" and numeral.value):
        return True
    if after in _CLOCK or (after in (":", "h") and numeral.value < 25) or (before == ":" and token.text.isdigit()):
        return True
    if _MONTH.fullmatch(after) or (after == "of" and end + 1 < last and _MONTH.fullmatch(words[end + 1])):
        return numeral.value <= 31
    if (
        _MONTH.fullmatch(before)
        and (tokens[at - 1].text[:1].isupper())
        and (numeral.value <= 31 or numeral.value >= 1900)
    ):
        return True
    counted = find_counted(text, end, last)
    if token.text.isdigit() and len(token.text) == 4 and 1900 <= numeral.value <= 2100:
        person = counted is not None and tokens[counted].tag == "NNS" and words[at - 1 : at] != ["in"]
        return not person or counted != end
    if after in ("-", "–") and words[end + 1 : end + 2] and words[end + 1] in ("year", "years", "yearold"):
        return words[end + 2 : end + 4] == ["-", "old"] or end + 2 >= last or words[end + 2] == "-"
    if (after in ("year", "years") and words[end + 1 : end + 2] == ["old"]) or before in ("aged", "age"):
        return True
    if before == "," and after == "," and numeral.plain and 5 < numeral.value < 110 and tokens[at - 2].tag == "NNP":
        return True
    if before in _NUMBERED:
        return numeral.plain or before in ("phase", "round", "day", "week", "level", "category")
    if (
        before in _LINKS
        and at - 2 >= first
        and tokens[at - 2].end == tokens[at - 1].start
        and tokens[at - 2].tag in ("NNP", "NN")
    ):
        return True
    named = at > first and tokens[at - 1].tag == "NNP" and token.relation != "nummod"
    return named and counted is None and at - 1 > first and numeral.plain and token.tag == "CD" and token.head == at - 1


def _counting(
    text: Text,
    words: list[str],
    places: tuple[int, int, int, int],
    values: tuple[float, float | None, float | None],
    hedge: str,
) -> Figure:
    """A figure of a number at tokens `at` to `end`; the words from `begin` on are its hedge."""
    begin, at, end, last = places
    tokens = text.tokens
    value, low, high = values
    before = words[at - 1] if at else ""
    if before in CURRENCIES and tokens[at - 1].end >= tokens[at].start - 1:
        wider, _ = hedge_before(words, 0, at - 1)
        if hedge == "none" and wider != "none":
            hedge, (low, high) = wider, bounds_of(value, wider)
        return _make(
            text,
            tokens[min(begin, at - 1)].start,
            tokens[end - 1].end,
            (value, low, high),
            (CURRENCIES[before], hedge, None),
            (at, end),
        )
    following = words[end] if end < last else ""
    if following in CURRENCIES:
        return _make(
            text,
            tokens[begin].start,
            tokens[end].end,
            (value, low, high),
            (CURRENCIES[following], hedge, None),
            (at, end),
        )
    if following in ("%", "percent", "pct") or words[end : end + 2] == ["per", "cent"]:
        stop = end + (2 if following == "per" else 1)
        noun = find_counted(text, stop + 1, last) if words[stop : stop + 1] == ["of"] else None
        stop = noun + 1 if noun is not None else stop
        return _make(
            text,
            tokens[begin].start,
            tokens[stop - 1].end,
            (value, low, high),
            ("percent", hedge, _of(text, end, stop)),
            (at, end),
        )
    noun = find_counted(text, end, last)
    stop = find_extent(text, noun, last) if noun is not None else end
    for size in (2,):
        for place in (end, (noun or end) + 1):
            phrase = " ".join(words[place : place + size])
            if hedge == "none" and phrase in HEDGES_AFTER:
                hedge = HEDGES_AFTER[phrase]
                low, high = bounds_of(value, hedge)
                stop = max(stop, place + size)
    unit, of = _unit(text, at, end, noun)
    return _make(text, tokens[begin].start, tokens[stop - 1].end, (value, low, high), (unit, hedge, of), (at, end))


def _unit(text: Text, at: int, end: int, noun: int | None) -> tuple[str, str | None]:
    """Unit of a figure and what it counts, as written; "six of them (were) children" counts children."""
    tokens = text.tokens
    told = told_later(text, at, end, noun)
    if told is not None:
        return "persons", tokens[told].text
    if noun is not None:
        lemma = singular(tokens[noun].lemma)
        of = text.text[tokens[end].start : tokens[noun].end] if noun >= end else tokens[noun].text
        if lemma in group_of("populations.txt"):
            return "persons", of
        return ("persons", of) if tokens[noun].low in ("them", "those") else (tokens[noun].low, of)
    token = tokens[at]
    above = {token.lemma, tokens[token.head].lemma, tokens[tokens[token.head].head].lemma}
    if (
        above & CASUALTY
        or (end < len(tokens) and tokens[end].lemma in CASUALTY)
        or (end < len(tokens) and tokens[end].low in ("others", "more"))
    ):
        return "persons", None
    return "number", None


def _of(text: Text, start: int, stop: int) -> str | None:
    """Words between two tokens, without a leading "of"."""
    if start >= stop:
        return None
    words = text.text[text.tokens[start].start : text.tokens[stop - 1].end]
    return re.sub(r"^(?:%|percent|pct|per cent)?\s*(?:of\s+)?", "", words) or None


def _share_figure(text: Text, begin: int, at: int, end: int, last: int, value: float, hedge: str) -> Figure:
    """A share with the words it is of: up to the end of the clause that begins with "of"."""
    tokens, stop = text.tokens, end
    if stop < last and tokens[stop].low == "of":
        stop += 1
        while stop < last and stop - end < 16 and tokens[stop].low not in (",", ";", "and", "but", "."):
            stop += 1
        while stop < last and tokens[stop].low == "and" and tokens[stop - 1].tag.startswith("NNP") and stop - end < 16:
            stop += 1
            while stop < last and stop - end < 18 and tokens[stop].low not in (",", ";", "but", "."):
                stop += 1
    low, high = bounds_of(value, hedge)
    return _make(
        text,
        tokens[begin].start,
        tokens[stop - 1].end,
        (value, low, high),
        ("share", hedge, _of(text, end, stop)),
        (at, end),
    )


def _vague(
    text: Text, words: list[str], first: int, at: int, end: int, last: int, what: tuple[float, float | None, str]
) -> Figure | None:
    """A vague quantity ("dozens of people"); None where nothing is counted."""
    low, high, phrase = what
    stop = end + 1 if words[end : end + 1] == ["of"] else end
    noun = find_counted(text, stop, last)
    tokens = text.tokens
    if noun is None:
        above = tokens[tokens[at].head].lemma
        casualty = above in CASUALTY or (
            end < last and (tokens[end].low in ("more", "others") or tokens[end].lemma in CASUALTY)
        )
        if not casualty or phrase in ("many", "a number", "a couple", "tens"):
            return None
        noun = end - 1
    if tokens[noun].lemma in group_of("measures.txt") and phrase not in ("dozens", "hundreds", "thousands"):
        return None
    hedge, begin = hedge_before(words, first, at)
    if hedge in ("at least", "more than"):
        high = None
    unit, of = _unit(text, at, min(stop, noun), noun) if noun >= end else ("persons", None)
    extent = find_extent(text, noun, last)
    if "couple" in phrase:
        return _make(
            text, tokens[begin].start, tokens[extent - 1].end, (2.0, low, high), (unit, "around", of), (at, end)
        )
    word = phrase.removeprefix("a ")
    name = word if hedge == "none" else f"{hedge} {word}"
    return _make(text, tokens[begin].start, tokens[extent - 1].end, (None, low, high), (unit, name, of), (at, end))


def _score(text: Text, at: int, end: int, one: Numeral, other: Numeral) -> Figure:
    """Two numbers that stand against each other: a result, never a count."""
    words = text.text[text.tokens[at].start : text.tokens[end - 1].end]
    return _make(
        text, text.tokens[at].start, text.tokens[end - 1].end, (None, None, None), ("score", "none", words), (at, end)
    )


def _range(
    text: Text, words: list[str], first: int, place: tuple[int, int], last: int, values: tuple[float, float]
) -> Figure:
    at, end = place
    noun = find_counted(text, end, last)
    unit, of = _unit(text, at, end, noun)
    stop = find_extent(text, noun, last) if noun is not None else end
    _, begin = hedge_before(words, first, at)
    if at > first and words[at - 1] in ("between", "from"):
        begin = at - 1
    tokens = text.tokens
    return _make(
        text, tokens[begin].start, tokens[stop - 1].end, (None, values[0], values[1]), (unit, "range", of), (at, end)
    )


def _make(
    text: Text,
    start: int,
    end: int,
    values: tuple[float | None, float | None, float | None],
    kind: tuple[str, str, str | None],
    number: tuple[int, int] | None,
) -> Figure:
    """A row; `values` is (value, low, high), `kind` is (unit, hedge, of), `number` the tokens of the number itself."""
    value, low, high = values
    unit, hedge, of = kind
    return Figure(
        hash64("figure", text.article_id, start, end),
        text.article_id,
        start,
        end,
        low,
        high,
        value,
        unit,
        hedge,
        of,
        text.tokens[number[0]].start if number else None,
        text.tokens[number[1] - 1].end if number else None,
    )

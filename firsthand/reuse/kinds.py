"""What kind of sharing a passage is: story, background, formula, quotation or boilerplate, with the reasons.

The question is how much of the event the shared words tell. Words weigh by what they say: nothing for function words
and stock wording, one for a whole name, one for any other word; what weighs little is a formula, however long. What
recurs in articles that share nothing else, or tells of years past, is background.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand.reuse.lists import common_words, read_sections
from firsthand.text import find_words

STORY_WEIGHT = 5.0
"""Least weight of the shared words of a story passage: below it, pairs of unrelated articles share as much."""
BESIDE_WEIGHT = 2.0
"""The same, in a pair that shares its report anyway."""
COPIED = ("story", "quotation")
"""Kinds that tell of the event."""
PAGE_PHRASES = 3
"""Phrases of a web page's frame from which a passage is boilerplate whatever else it says."""
MOSTLY = 0.6
"""Share of a passage's words that must stand in quotation marks, on both sides, for it to be a quotation."""
SHARED_ARTICLE = 0.25
"""Share of the shorter article from which two articles share their story, not a background paragraph."""
TAIL = 0.5
"""Background and boilerplate begin past this share of an article."""
RECURRING = 3
"""Articles that share a passage, and little else, with one article, from which the passage counts as recurring."""
LONGEST_QUOTATION = 1_500
"""Characters after which an open quotation mark is taken for one that was never closed."""

_FUNCTION = common_words("function")
_STOCK = common_words("stock")
_NAME_LINK = frozenset(["of", "for", "the", "al", "el", "and", "de", "la", "bin", "ibn", "abu"])
_BEGAN = r"(?:began|begun|started|erupted|broke out)"
_BACKGROUND = re.compile(
    r"\bsince (?:the |its |his |her |their |\w+ )?(?:(?:early |late |mid )?(?:\w+ )?(?:19|20)\d\d"
    rf"|\w+ {_BEGAN}|\w+ (?:conflict|war|uprising|crisis|civil war|insurgency) {_BEGAN})"
    r"|\b(?:began|begun|started|erupted|broke out|founded|established|elected|seized|annexed|invaded)"
    r" (?:\w+ ){0,3}in (?:\w+ )?(?:19|20)\d\d"
    rf"|\b(?:conflict|war|uprising|crisis|civil war|insurgency|pandemic|revolt) {_BEGAN}"
    r"|\b(?:has|have) (?:been|killed|left|displaced|forced|claimed) (?:\w+ ){0,8}since\b"
    r"|\brelies on\b|\bhas a network of\b|\bis home to\b|\bhas long been\b|\bthe last remaining\b"
    r"|\b\w+ year (?:old )?(?:conflict|war|civil war|uprising)\b"
)
_NOW = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|overnight|this morning|earlier this week)\b"
)


@dataclass(frozen=True)
class Shared:
    """What is known of one passage when its kind is told."""

    text: str
    """The passage as it stands in a."""
    equal: tuple[str, ...]
    """Its equal words as they stand in a, run by run."""
    matches: int
    words: int
    """Words of the longer side."""
    quoted: float
    """Share inside quotation marks, on the side that has less."""
    begins: float
    """Where it begins, as a share of the article, in the article where that is earlier."""
    article_share: float
    """Share of the shorter article that it covers."""
    same_outlet: bool
    days: float | None
    """Days between the two articles; null where a date is missing."""
    recurs: int
    """Articles that share this passage and little else with one of the two."""


def tell_kinds(passages: list[Shared]) -> list[tuple[str, list[str]]]:
    """Kind of each passage of one pair and the reasons for it, in plain words.

    Each is first told for itself. Where what then is story makes up `SHARED_ARTICLE` of the shorter article, the
    articles share their report, and the smaller passages and the background beside it came with it.
    """
    kinds = [tell_kind(shared) for shared in passages]
    told = [shared.article_share for shared, (kind, _) in zip(passages, kinds, strict=True) if kind in COPIED]
    reported = min(1.0, sum(told))
    if reported < SHARED_ARTICLE:
        return kinds
    beside = [f"stands beside copied reporting, {reported:.0%} of the shorter article"]
    return [
        ("story", beside)
        if kind == "background" or (kind == "formula" and weigh(shared) >= BESIDE_WEIGHT)
        else (kind, reasons)
        for shared, (kind, reasons) in zip(passages, kinds, strict=True)
    ]


def tell_kind(shared: Shared) -> tuple[str, list[str]]:
    """Kind of one passage for itself and the reasons for it."""
    folded = " ".join(find_words(shared.text).folded)
    page = list(dict.fromkeys(_stock("boilerplate").findall(folded)))
    weight = weigh(shared)
    if page and (len(page) >= PAGE_PHRASES or weight < STORY_WEIGHT * len(page)):
        return "boilerplate", [f'"{page[0]}" belongs to the page, not to the report']
    if shared.text.count("|") >= 2:
        return "boilerplate", ["a list of links"]
    if shared.quoted >= MOSTLY and weight >= STORY_WEIGHT / 2:
        return "quotation", [f"{shared.quoted:.0%} of it stands in quotation marks in both articles"]
    need = STORY_WEIGHT * max(1.0, 0.8 * shared.words / shared.matches)
    if weight < need:
        return "formula", [f"the shared words say little of the event (weight {weight:.1f} of {need:.1f})"]
    if shared.same_outlet and shared.begins >= TAIL and shared.recurs >= RECURRING:
        return "boilerplate", [f"stands below {shared.recurs} articles of the same outlet that share nothing else"]
    past = _BACKGROUND.search(folded)
    if past and not _NOW.search(folded):
        return "background", [f'tells of what went before: "{past.group()}"']
    if shared.recurs >= RECURRING and shared.begins >= TAIL / 2:
        return "background", [f"recurs in {shared.recurs} articles that share little else"]
    return "story", [f"{shared.matches} equal words that tell of the event (weight {weight:.1f})"]


def weigh(shared: Shared) -> float:
    """Weight of all equal words of a passage."""
    return sum(weigh_words(run) for run in shared.equal)


@lru_cache(maxsize=1 << 16)
def weigh_words(run: str) -> float:
    """How much a run of equal words says: one for each name and each content word, little for stock words.

    >>> weigh_words("according to the Syrian Observatory for Human Rights")
    1.25
    >>> weigh_words("levelled the clinic near Khan Touman")
    3.0
    """
    words = find_words(run)
    stock = _stock_words(words.folded)
    weight, in_name = 0.0, False
    for k, (word, start) in enumerate(zip(words.folded, words.starts, strict=True)):
        if run[start].isupper() and k not in stock and word not in _FUNCTION:
            weight += 0.0 if in_name else 1.0
            in_name = True
            continue
        in_name = in_name and word in _NAME_LINK
        if k in stock or word in _FUNCTION:
            continue
        weight += 0.25 if word in _STOCK else 1.0
    return weight


def _stock_words(folded: list[str]) -> set[int]:
    """Indices of the words that belong to a stock phrase."""
    line = " ".join(folded)
    covered: set[int] = set()
    for name in ("formula", "boilerplate"):
        for found in _stock(name).finditer(line):
            first = line.count(" ", 0, found.start())
            covered.update(range(first, first + found.group().count(" ") + 1))
    return covered


@cache
def _stock(name: str) -> re.Pattern[str]:
    """Stock phrases of one section of the list, as one pattern over folded words, longest first."""
    phrases = sorted(read_sections("stock_wording.txt")[name], key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(phrase.replace("N", r"\d+") for phrase in phrases) + r")\b")


def quoted_share(text: str, start: int, end: int) -> float:
    """Share of a span's characters that stand inside quotation marks."""
    inside = sum(
        max(0, min(end, last) - max(start, first)) for first, last in _quotations(text) if first < end and last > start
    )
    return inside / max(1, end - start)


@lru_cache(maxsize=8192)
def _quotations(text: str) -> list[tuple[int, int]]:
    """Spans inside quotation marks: pairs of marks in order, each paragraph and each kind of mark for itself."""
    spans: list[tuple[int, int]] = []
    opened = -1
    for found in re.finditer(r"[\"“”„«»]|\n\s*\n", text):
        mark = found.group()
        if mark not in '"“”„«»':
            opened = -1
        elif opened >= 0 and found.start() - opened > LONGEST_QUOTATION:
            opened = found.end()  # the mark that closed the one before is missing
        elif mark in "“„«" or (mark == '"' and opened < 0):
            opened = found.end()
        elif opened >= 0:
            spans.append((opened, found.start()))
            opened = -1
    return spans

"""What kind of sharing a passage is: story, background, formula, quotation or boilerplate, with the reasons.

The question is how much of the event the shared words tell. Words weigh by what they say: nothing for function words
and stock wording, one for a whole name, one for any other word; what weighs little is a formula, however long. What
recurs in articles that share nothing else, or tells of years past, is background.
"""

import re
from functools import cache
from typing import NamedTuple

from firsthand.reuse.facts import NAME_LINKS, is_list_of_links, is_speech, page_phrases, past_phrase
from firsthand.reuse.lists import common_words, read_sections
from firsthand.text import find_words

STORY_WEIGHT = 7.0
"""Least weight of the shared words of a story passage: a name with a post or a description weighs up to 6, and pairs
of unrelated articles share as much."""
NEXT_WEIGHT, BESIDE_STORY = 5.0, 10.0
"""The same beside story passages in the same pair, and the weight that these have together."""
EDITED = 0.85
"""Share of equal words from which on a passage needs no more weight."""
SOON, LATE = 7.0, 30.0
"""Days between two articles up to which a passage needs no more weight, and from which it needs most."""
FAR_WEIGHT = 3.0
"""How many times more weight it then needs: articles of other months share descriptions, not the event."""
BESIDE_WEIGHT = 2.0
"""The same, in a pair that shares its report anyway."""
COPIED = ("story", "quotation")
"""Kinds that tell of the event."""
PAGE_PHRASES = 3
"""Phrases of a web page's frame from which a passage is boilerplate whatever else it says."""
MOSTLY = 0.6
"""Share of a passage's words that must stand in quotation marks, on both sides, for it to be a quotation."""
ONE_SIDE = 0.8
"""The same on one side only, where somebody speaks for himself: the other sets his words apart without marks."""
SHARED_ARTICLE = 0.25
"""Share of the shorter article from which two articles share their story, not a background paragraph."""
TAIL = 0.5
"""Background and boilerplate begin past this share of an article."""
RECURRING = 3
"""Articles that share a passage, and little else, with one article, from which the passage counts as recurring."""

_FUNCTION = common_words("function")
_STOCK = common_words("stock")


class Shared(NamedTuple):
    """What is known of one passage when its kind is told."""

    text: str
    """The text of a."""
    start: int
    end: int
    """Where the passage stands in it."""
    weight: float
    """What its equal words say together (see `weigh_words`)."""
    matches: int
    words: int
    """Words of the longer side."""
    quoted: float
    """Share inside quotation marks, on the side that has less."""
    most_quoted: float
    """The same on the side that has more."""
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

    Each is first told for itself. Beside story passages of `BESIDE_STORY` weight others need less. Where what then is
    story makes up `SHARED_ARTICLE` of the shorter article, the articles share their report, and the smaller passages
    and the background beside it came with it.
    """
    kinds = [tell_kind(shared) for shared in passages]
    story = sum(shared.weight for shared, (kind, _) in zip(passages, kinds, strict=True) if kind == "story")
    if story >= BESIDE_STORY:
        kinds = [
            ("story", [f"stands beside other shared reporting (weight {story:.1f})"])
            if kind == "formula" and shared.weight >= NEXT_WEIGHT * max(1.0, 0.8 * shared.words / shared.matches)
            else (kind, reasons)
            for shared, (kind, reasons) in zip(passages, kinds, strict=True)
        ]
    told = [shared.article_share for shared, (kind, _) in zip(passages, kinds, strict=True) if kind in COPIED]
    reported = min(1.0, sum(told))
    if reported < SHARED_ARTICLE:
        return kinds
    beside = [f"stands beside copied reporting, {reported:.0%} of the shorter article"]
    return [
        ("story", beside)
        if kind == "background" or (kind == "formula" and shared.weight >= BESIDE_WEIGHT)
        else (kind, reasons)
        for shared, (kind, reasons) in zip(passages, kinds, strict=True)
    ]


def tell_kind(shared: Shared) -> tuple[str, list[str]]:
    """Kind of one passage for itself and the reasons for it."""
    where = shared.text, shared.start, shared.end
    page, weight = page_phrases(*where), shared.weight
    if page and (len(page) >= PAGE_PHRASES or weight < NEXT_WEIGHT * len(page)):
        return "boilerplate", [f'"{page[0]}" belongs to the page, not to the report']
    if is_list_of_links(*where):
        return "boilerplate", ["a list of links"]
    if shared.quoted >= MOSTLY and weight >= NEXT_WEIGHT / 2:
        return "quotation", [f"{shared.quoted:.0%} of it stands in quotation marks in both articles"]
    if shared.most_quoted >= ONE_SIDE and weight >= NEXT_WEIGHT / 2 and is_speech(*where):
        return "quotation", [f"{shared.most_quoted:.0%} of it stands in quotation marks in one, and it says I or we"]
    need = needed_weight(shared)
    if weight < need:
        return "formula", [f"the shared words say little of the event (weight {weight:.1f} of {need:.1f})"]
    if shared.same_outlet and shared.begins >= TAIL and shared.recurs >= RECURRING:
        return "boilerplate", [f"stands below {shared.recurs} articles of the same outlet that share nothing else"]
    if shared.recurs >= RECURRING and shared.days is not None and shared.days > LATE:
        return "background", [
            f"recurs in {shared.recurs} articles that share little else, {shared.days:.0f} days apart"
        ]
    past = past_phrase(*where)
    if past:
        return "background", [f'tells of what went before: "{past}"']
    if shared.recurs >= RECURRING and shared.begins >= TAIL / 2:
        return "background", [f"recurs in {shared.recurs} articles that share little else"]
    return "story", [f"{shared.matches} equal words that tell of the event (weight {weight:.1f})"]


def needed_weight(shared: Shared) -> float:
    """Least weight of a story passage: more where many words were edited (then what is equal may be a template), and
    up to `FAR_WEIGHT` times as much where the articles are weeks apart (a report is copied within days).
    """
    density = max(1.0, (EDITED * shared.words / shared.matches) ** 2)
    late = 0.0 if shared.days is None else min(1.0, max(0.0, (shared.days - SOON) / (LATE - SOON)))
    return max(STORY_WEIGHT, NEXT_WEIGHT * density) * (1 + (FAR_WEIGHT - 1) * late)


def weigh_words(run: str) -> float:
    """How much a run of equal words says: one for each name and each content word, little for stock words.

    The plain definition: articles are weighed word by word once (`facts.read_facts`).

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
        in_name = in_name and word in NAME_LINKS
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

"""What kind of sharing a passage is: story, background, formula, quotation or boilerplate, with the reasons.

The question is how much of the event the shared words tell. Words weigh by what they say: nothing for function words
and stock wording, one for a whole name, one for any other word; what weighs little is a formula, however long. What
recurs in articles that share nothing else, or tells of years past, is background. What both have from the mouth of a
third says nothing of copying.
"""

import re
from functools import cache
from typing import NamedTuple

from firsthand.reuse.facts import is_list_of_links, is_speech, page_phrases
from firsthand.reuse.lists import common_words, read_sections
from firsthand.reuse.past import past_phrase
from firsthand.reuse.recurrence import OFTEN, RECURRING
from firsthand.reuse.traits import NAME_LINKS
from firsthand.text import find_words

STORY_WEIGHT = 7.0
"""Least weight of the shared words of a story passage: a name with a post or a description weighs up to 6, and pairs
of unrelated articles share as much."""
LONE_WEIGHT, TOGETHER = 8.0, 10.0
"""The same where the passages of the pair do not weigh that much together."""
NEXT_WEIGHT, BESIDE_STORY = 5.0, 10.0
"""The same beside story passages in the same pair, and the weight that these have together."""
NEAR_WEIGHT, NEAR_STORY = 4.0, 8.0
"""The same in the same stretch of both articles."""
SOME_WEIGHT = 5.0
"""Weight that edited words need at least, and that outweighs one phrase of a page."""
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
"""Share of a passage that must be quoted, on both sides, for it to be a quotation, or stand in captions."""
ONE_SIDE = 0.8
"""The same on one side only, where somebody speaks for himself: the other sets his words apart without marks."""
SHARED_ARTICLE = 0.25
"""Share of the shorter article from which two articles share their story, not a background paragraph."""
TAIL = 0.5
"""Boilerplate begins past this share of an article, background past half of it."""

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
    reported: float
    """The same, of the words that are quoted in neither article or in one only."""
    matches: int
    words: int
    """Words of the longer side."""
    quoted: float
    """Share that is quoted (see `find_quotations`), on the side that has less."""
    most_quoted: float
    """The same on the side that has more."""
    caption: float
    """Share that stands in captions, on the side that has less."""
    at_end: bool
    """Whether it stands in the last lines of both articles."""
    begins: float
    """Where it begins, as a share of the article, in the article where that is earlier."""
    block: int
    """Number of the stretch that it is part of."""
    article_share: float
    """Share of the shorter article that it covers."""
    same_outlet: bool
    days: float | None
    """Days between the two articles; null where a date is missing."""
    recurs: int
    """Articles, at least, that share this passage and little else with one of the two; 0 for fewer than `RECURRING`."""


def tell_kinds(passages: list[Shared]) -> list[tuple[str, list[str]]]:
    """Kind of each passage of one pair and the reasons for it, in plain words.

    Each is first told for itself. Beside story passages of `BESIDE_STORY` weight others need less. Where what then is
    story makes up `SHARED_ARTICLE` of the shorter article, the articles share their report, and the smaller passages
    and the background beside it came with it.
    """
    least = STORY_WEIGHT if sum(shared.weight for shared in passages) >= TOGETHER else LONE_WEIGHT
    kinds = [tell_kind(shared, least) for shared in passages]
    stories = [shared for shared, (kind, _) in zip(passages, kinds, strict=True) if kind == "story"]
    kinds = [tell_beside(shared, stories, *kind) for shared, kind in zip(passages, kinds, strict=True)]
    shares = {
        told: sum(shared.article_share for shared, (kind, _) in zip(passages, kinds, strict=True) if kind == told)
        for told in COPIED
    }
    reported = min(1.0, sum(shares.values()))
    if reported < SHARED_ARTICLE or shares["story"] < SHARED_ARTICLE / 2:
        return [tell_alone(shared, *kind) for shared, kind in zip(passages, kinds, strict=True)]
    beside = [f"stands beside copied reporting, {reported:.0%} of the shorter article"]
    return [
        ("story", beside)
        if kind == "background" or (kind == "formula" and shared.weight >= BESIDE_WEIGHT)
        else (kind, reasons)
        for shared, (kind, reasons) in zip(passages, kinds, strict=True)
    ]


def tell_beside(shared: Shared, stories: list[Shared], kind: str, reasons: list[str]) -> tuple[str, list[str]]:
    """Kind of a passage that says little, or is a quotation in part, where it stands beside story passages."""
    story = sum(other.weight for other in stories)
    near = sum(other.weight for other in stories if other.block == shared.block)
    if story < BESIDE_STORY and near < NEAR_STORY:
        return kind, reasons
    if kind == "quotation":
        belongs = shared.quoted < MOSTLY and shared.most_quoted < ONE_SIDE and shared.reported >= BESIDE_WEIGHT
    else:
        enough = NEAR_WEIGHT if near >= NEAR_STORY else NEXT_WEIGHT
        weight = min(shared.weight, shared.reported + BESIDE_WEIGHT)
        belongs = kind == "formula" and weight >= enough * max(1.0, 0.8 * shared.words / shared.matches)
    return ("story", [f"stands beside other shared reporting (weight {story:.1f})"]) if belongs else (kind, reasons)


def tell_alone(shared: Shared, kind: str, reasons: list[str]) -> tuple[str, list[str]]:
    """Kind of a passage between articles that share little else: what stands below both belongs to no report, and what
    is told again after weeks is not what happened.
    """
    if kind != "story":
        return kind, reasons
    if shared.at_end and shared.article_share < SHARED_ARTICLE:
        return "boilerplate", ["stands at the end of both articles, which share little else"]
    if shared.days is not None and shared.days > LATE:
        return "background", [f"told again {shared.days:.0f} days apart, in articles that share little else"]
    return kind, reasons


def tell_kind(shared: Shared, least: float) -> tuple[str, list[str]]:
    """Kind of one passage for itself, where a story passage weighs at least `least`, and the reasons for it."""
    where = shared.text, shared.start, shared.end
    page, weight = page_phrases(*where), shared.weight
    if page and (len(page) >= PAGE_PHRASES or weight < SOME_WEIGHT * len(page)):
        return "boilerplate", [f'"{page[0]}" belongs to the page, not to the report']
    if is_list_of_links(*where):
        return "boilerplate", ["a list of links"]
    if shared.caption >= MOSTLY:
        return "boilerplate", ["a caption with the credit of its photo"]
    if shared.quoted >= MOSTLY and weight >= SOME_WEIGHT / 2:
        return "quotation", [f"{shared.quoted:.0%} of it is quoted in both articles"]
    if shared.most_quoted >= ONE_SIDE and weight >= SOME_WEIGHT / 2 and is_speech(*where):
        return "quotation", [f"{shared.most_quoted:.0%} of it is quoted in one, and it says I or we"]
    need = needed_weight(shared, least)
    if weight < need:
        return "formula", [f"the shared words say little of the event (weight {weight:.1f} of {need:.1f})"]
    if shared.same_outlet and shared.begins >= TAIL and shared.recurs >= RECURRING:
        return "boilerplate", [
            f"stands below at least {shared.recurs} articles of the same outlet that share nothing else"
        ]
    if shared.recurs >= RECURRING and shared.days is not None and shared.days > LATE:
        return "background", [
            f"recurs in at least {shared.recurs} articles that share little else, {shared.days:.0f} days apart"
        ]
    past = past_phrase(*where)
    if past:
        return "background", [f'tells of what went before: "{past}"']
    if shared.recurs >= (RECURRING if shared.begins >= TAIL / 2 else OFTEN):
        return "background", [f"recurs in at least {shared.recurs} articles that share little else"]
    if shared.reported < least and weight - shared.reported >= SOME_WEIGHT / 2:
        return "quotation", [
            f"most that its words say is quoted in both articles (weight {shared.reported:.1f} is not)"
        ]
    return "story", [f"{shared.matches} equal words that tell of the event (weight {weight:.1f})"]


def needed_weight(shared: Shared, least: float) -> float:
    """Weight that a story passage must have: more where many words were edited (then what is equal may be a template),
    and up to `FAR_WEIGHT` times as much where the articles are weeks apart (a report is copied within days).
    """
    density = max(1.0, (EDITED * shared.words / shared.matches) ** 2)
    late = 0.0 if shared.days is None else min(1.0, max(0.0, (shared.days - SOON) / (LATE - SOON)))
    return max(least, SOME_WEIGHT * density) * (1 + (FAR_WEIGHT - 1) * late)


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

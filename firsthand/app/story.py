"""The story: one line of counts, and the claims, told by many and with few origins first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from firsthand.app.asking import PAGE, Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Facets, Listed, Screen, cut_page, narrow
from firsthand.text import find_words
from firsthand.views.claim_rows import ClaimRow, list_claims
from firsthand.views.lookup import Lookup
from firsthand.views.story import StoryView, view_story

TOLD = {"one": "one article", "two": "two or more", "three": "three or more", "five": "five or more"}
_LEAST = {"one": 1, "two": 2, "three": 3, "five": 5}
SORTS: dict[str, Callable[[ClaimRow], Any]] = {
    "many told, few origins": lambda row: 0,
    "articles": lambda row: -row.articles,
    "origins": lambda row: -row.best,
    "doubt": lambda row: -(row.high - row.low),
}
"""What a list of claims can be ordered by; equal ones stay in the order of the first."""


@dataclass(frozen=True)
class StoryScreen:
    """The story line and a page of its claims."""

    story: StoryView
    claims: tuple[ClaimRow, ...]
    listed: Listed
    facets: tuple[Facets, ...]


def show_story(case: OpenCase, asked: Asked) -> StoryScreen:
    """Claims with the chosen values, in the chosen order."""
    rows, columns = case.once(list_claims), case.once(_columns)
    words = find_words(asked.text("q")).folded
    wanted = [
        place for place, inside in enumerate(case.once(_fold_statements)) if all(word in inside for word in words)
    ]
    values = {name: (label, columns[name].__getitem__) for name, (label, _) in _VALUES.items()}
    places, facets = case.recall(asked.url(page=None, sort=None), lambda: narrow(wanted, asked, values, TOLD))
    found = sorted((rows[place] for place in places), key=SORTS[asked.text("sort") or "many told, few origins"])
    shown, listed = cut_page(found, asked, len(rows))
    return StoryScreen(case.once(view_story), tuple(shown), listed, facets)


def _fold_statements(lookup: Lookup) -> list[str]:
    """The folded words of each claim of the list."""
    return [" ".join(find_words(row.statement).folded) for row in list_claims(lookup)]


def _columns(lookup: Lookup) -> dict[str, list[tuple[str, ...]]]:
    """What each claim of the list can be narrowed by: worked out once, since there may be many claims."""
    rows = list_claims(lookup)
    return {name: [of(row) for row in rows] for name, (_, of) in _VALUES.items()}


def has_words(text: str, words: str) -> bool:
    """Whether a text has all of some words, each at least in part; case and accents do not matter.

    >>> has_words("The bridge at Québec fell", "quebec bridg"), has_words("The bridge", "ferry")
    (True, False)
    """
    if not words:
        return True
    inside = " ".join(find_words(text).folded)
    return all(word in inside for word in find_words(words).folded)


def _told(row: ClaimRow) -> tuple[str, ...]:
    return tuple(
        name for name, least in _LEAST.items() if row.articles >= least and (name != "one" or row.articles == 1)
    )


def _marks(row: ClaimRow) -> tuple[str, ...]:
    marks = {
        "conflict": bool(row.conflicts),
        "to compare": bool(row.comparisons),
        "second-hand citation": row.second_hand,
        "copied wording": row.copied > 0,
        "party to the event": row.parties > 0,
        "count in doubt": row.low != row.high,
    }
    return tuple(mark for mark, has in marks.items() if has)


_VALUES: dict[str, tuple[str, Callable[[ClaimRow], tuple[str, ...]]]] = {
    "told": ("Told by", _told),
    "verdict": ("Verdict", lambda row: (row.verdict,)),
    "mark": ("Marks", _marks),
    "aspect": ("About", lambda row: (row.aspect,)),
    "modality": ("Stated as", lambda row: row.modality),
    "outlet": ("Outlet", lambda row: row.told_by),
    "authority": ("Last authority", lambda row: row.authorities),
}

SCREEN = Screen(
    path="/",
    template="app/story.html",
    heading="Story",
    summary="One line of counts, then claims: told by many and with few origins first.",
    view=show_story,
    shows=StoryScreen,
    parameters=(
        Parameter("q", "words of the claim"),
        Parameter("told", "by how many articles it is told", tuple(TOLD)),
        Parameter("verdict", "what was found on it"),
        Parameter(
            "mark",
            "what it is marked with",
            (
                "conflict",
                "to compare",
                "second-hand citation",
                "copied wording",
                "party to the event",
                "count in doubt",
            ),
        ),
        Parameter("aspect", "what it is about: killed, attack, plan …"),
        Parameter("modality", "how it is stated: asserted, plan, denial …"),
        Parameter("outlet", "an outlet that tells it"),
        Parameter("authority", "an origin that it rests on"),
        Parameter("sort", "what stands first", tuple(SORTS)),
        PAGE,
    ),
)

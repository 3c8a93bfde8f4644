"""Reuse: which articles share wording, two of them side by side, and the texts that several have."""

from collections.abc import Callable
from dataclasses import dataclass

from firsthand.app.asking import PAGE, Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Facets, Listed, Screen, cut_page, narrow
from firsthand.errors import UnknownError
from firsthand.records import FamilyPassage
from firsthand.views.columns import Column, view_columns
from firsthand.views.families import FamilyView, order_families, view_family
from firsthand.views.lookup import Lookup
from firsthand.views.pair_rows import PairRow, list_pairs
from firsthand.views.reuse import PairView, view_pair
from firsthand.views.rewritings import RewritingView, view_rewritings

PAIR_CHARACTERS = 120_000
"""Longest two texts shown whole side by side, in characters together; of longer ones the shared passages are shown."""
FAMILIES_SHOWN = 10
"""Texts of one page: each brings its members."""
MEMBERS_SHOWN = 30
"""Articles of one text on the page; the JSON has all of them."""


@dataclass(frozen=True)
class PairsScreen:
    """A page of the pairs that share wording."""

    pairs: tuple[PairRow, ...]
    listed: Listed
    facets: tuple[Facets, ...]


@dataclass(frozen=True)
class PairScreen:
    """Two articles side by side."""

    pair: PairView
    left: Column | None
    """The article copied from; None where the two texts are too long to be shown whole."""
    right: Column | None
    rewritings: tuple[RewritingView, ...]
    """Sentences that both tell in other words."""


@dataclass(frozen=True)
class TextsScreen:
    """A page of the texts that several articles have."""

    families: tuple[FamilyView, ...]
    listed: Listed
    facets: tuple[Facets, ...]


def show_pairs(case: OpenCase, asked: Asked) -> PairsScreen:
    """Pairs with the chosen values, those that share most first."""
    rows = case.once(list_pairs)
    article = asked.text("article")
    wanted = [row for row in rows if not article or article in (row.left, row.right)]
    found, facets = narrow(wanted, asked, _VALUES)
    shown, listed = cut_page(found, asked, len(rows))
    return PairsScreen(tuple(shown), listed, facets)


def show_pair(case: OpenCase, asked: Asked) -> PairScreen:
    """Two articles by their ids, in whichever order they are named."""
    lookup = case.lookup
    one, other = (lookup.article_id(asked.text(name)) for name in ("a", "b"))
    if one == other:
        raise UnknownError(f"a and b are both {asked.text('a')!r}; name two articles")
    pair = view_pair(lookup, min(one, other), max(one, other))
    length = len(lookup.article(one).text) + len(lookup.article(other).text)
    left, right = view_columns(lookup, pair) if length <= PAIR_CHARACTERS else (None, None)
    both = {pair.left, pair.right}
    rewritings = tuple(r for r in case.once(view_rewritings) if {r.a.article, r.b.article} == both)
    return PairScreen(pair, left, right, rewritings)


def show_texts(case: OpenCase, asked: Asked) -> TextsScreen:
    """Texts that several articles have, those in most articles first."""
    lookup = case.lookup
    rows = case.once(order_families)
    members = case.once(_members)
    wanted = [row for row in rows if not asked.text("article") or asked.text("article") in members[row.family_id]]
    found, facets = narrow(
        wanted,
        asked,
        {"kind": ("Kind", lambda row: (row.kind,)), "earliest": ("Earliest", lambda row: (row.earliest_confidence,))},
    )
    shown, listed = cut_page(found, asked, len(rows), FAMILIES_SHOWN)
    return TextsScreen(tuple(view_family(lookup, row) for row in shown), listed, facets)


def _members(lookup: Lookup) -> dict[int, set[str]]:
    """Ids of the articles of each family."""
    found: dict[int, set[str]] = {}
    for row in lookup.rows(FamilyPassage):
        found.setdefault(row.family_id, set()).add(lookup.given(row.article_id))
    return found


def _outlets(row: PairRow) -> tuple[str, ...]:
    return tuple(outlet for outlet in (row.left_outlet, row.right_outlet) if outlet)


_VALUES: dict[str, tuple[str, Callable[[PairRow], tuple[str, ...]]]] = {
    "credit": ("Credit", lambda row: (row.credit,)),
    "direction": ("Direction", lambda row: (row.confidence,)),
    "kind": ("Kind", lambda row: row.kinds),
    "from": ("Copied from", lambda row: (row.left_outlet,) if row.from_ and row.left_outlet else ()),
    "to": ("Copied by", lambda row: (row.right_outlet,) if row.from_ and row.right_outlet else ()),
    "outlet": ("Outlet", _outlets),
}

PAIRS = Screen(
    path="/reuse",
    template="app/reuse.html",
    heading="Reuse",
    summary="Pairs of articles that share wording, those that share most reporting first.",
    view=show_pairs,
    shows=PairsScreen,
    parameters=(
        Parameter("credit", "whether the copy says so"),
        Parameter("direction", "how sure it is who copied whom", ("certain", "probable", "unknown")),
        Parameter("kind", "a kind of shared wording"),
        Parameter("from", "the outlet copied from"),
        Parameter("to", "the outlet that copied"),
        Parameter("outlet", "an outlet of either article"),
        Parameter("article", "id of an article"),
        PAGE,
    ),
)
PAIR = Screen(
    path="/pair",
    template="app/pair.html",
    heading="Side by side",
    summary="Two articles side by side: what is copied, credited or not, changed, left out, and who copied whom.",
    view=show_pair,
    shows=PairScreen,
    parameters=(
        Parameter("a", "id of one article", needed=True),
        Parameter("b", "id of the other article", needed=True),
    ),
    menu=False,
)
TEXTS = Screen(
    path="/texts",
    template="app/texts.html",
    heading="Texts",
    summary="Texts that several articles have, with their earliest and fullest member.",
    view=show_texts,
    shows=TextsScreen,
    parameters=(
        Parameter("kind", "kind of shared wording", ("story", "quotation")),
        Parameter("earliest", "how sure it is who had it first"),
        Parameter("article", "id of an article that has it"),
        PAGE,
    ),
)

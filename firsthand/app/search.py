"""Search: articles, claims and sources that have some words."""

from dataclasses import dataclass

from firsthand.app.asking import PAGE, Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Facets, Listed, Screen, cut_page, narrow
from firsthand.app.story import has_words
from firsthand.views.articles import SourceView, view_sources
from firsthand.views.claim_rows import ClaimRow, list_claims
from firsthand.views.search import Hit, fold_articles, read_wanted, search_articles, view_hit

HITS_SHOWN = 25
"""Articles of one page, with their surroundings."""
OTHERS_SHOWN = 10
"""Claims and sources shown beside the articles."""


@dataclass(frozen=True)
class SearchScreen:
    """What has the words."""

    articles: tuple[Hit, ...]
    listed: Listed
    facets: tuple[Facets, ...]
    claims: tuple[ClaimRow, ...]
    """The first of the claims whose statement has them."""
    claims_found: int
    sources: tuple[SourceView, ...]
    sources_found: int


def show_search(case: OpenCase, asked: Asked) -> SearchScreen:
    """Articles with all the words, in titles first; claims and sources with them."""
    lookup, words = case.lookup, asked.text("q")
    wanted = read_wanted(words)
    hits = search_articles(lookup, case.once(fold_articles), wanted) if wanted else []
    found, facets = narrow(
        hits,
        asked,
        {
            "outlet": ("Outlet", lambda hit: (lookup.outlet(hit[0]) or "not stated",)),
            "year": ("Published", lambda hit: (_year(case, hit[0]),)),
            "language": ("Language", lambda hit: (lookup.article(hit[0]).language,)),
        },
    )
    shown, listed = cut_page(found, asked, len(lookup.article_ids()), HITS_SHOWN)
    plain = words.replace('"', " ")
    claims = [row for row in case.once(list_claims) if has_words(row.statement, plain)] if wanted else []
    sources = [row for row in case.once(view_sources) if has_words(" ".join(row.names), plain)] if wanted else []
    return SearchScreen(
        articles=tuple(view_hit(lookup, article_id, times, wanted) for article_id, times in shown),
        listed=listed,
        facets=facets,
        claims=tuple(claims[:OTHERS_SHOWN]),
        claims_found=len(claims),
        sources=tuple(sources[:OTHERS_SHOWN]),
        sources_found=len(sources),
    )


def _year(case: OpenCase, article_id: int) -> str:
    published = case.lookup.article(article_id).published
    return str(published.year) if published else "not stated"


SCREEN = Screen(
    path="/search",
    template="app/search.html",
    heading="Search",
    summary="Articles, claims and sources with some words; quotation marks keep words together.",
    view=show_search,
    shows=SearchScreen,
    parameters=(
        Parameter("q", 'words, each by its beginning; "words in quotation marks" as they stand'),
        Parameter("outlet", "who published it"),
        Parameter("year", "year of publication"),
        Parameter("language", "ISO 639-1 code"),
        PAGE,
    ),
    menu=False,
)

"""Articles: what was read, and one of them with everything found in it."""

from collections.abc import Callable
from dataclasses import dataclass

from firsthand.app.asking import PAGE, Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Facets, Listed, Screen, cut_page, narrow
from firsthand.app.story import has_words
from firsthand.languages import is_read
from firsthand.views.article_rows import ArticleRow, list_articles
from firsthand.views.articles import ArticleView, view_article
from firsthand.views.claim_rows import ClaimRow, list_claims
from firsthand.views.pair_rows import PairRow, list_pairs
from firsthand.views.story import ProblemView, view_problems


@dataclass(frozen=True)
class ArticlesScreen:
    """A page of the articles, and what reading left out."""

    articles: tuple[ArticleRow, ...]
    listed: Listed
    facets: tuple[Facets, ...]
    problems: tuple[ProblemView, ...]


@dataclass(frozen=True)
class ArticleScreen:
    """An article with the claims it tells and the articles it shares wording with."""

    article: ArticleView
    claims: tuple[ClaimRow, ...]
    pairs: tuple[PairRow, ...]


def show_articles(case: OpenCase, asked: Asked) -> ArticlesScreen:
    """Articles with the chosen values, in the order of their ids."""
    rows = case.once(list_articles)
    wanted = [row for row in rows if has_words(f"{row.article} {row.title}", asked.text("q"))]
    found, facets = narrow(wanted, asked, _VALUES)
    shown, listed = cut_page(found, asked, len(rows))
    return ArticlesScreen(tuple(shown), listed, facets, tuple(case.once(view_problems)[:50]))


def show_article(case: OpenCase, asked: Asked) -> ArticleScreen:
    """The article that came with this id."""
    article = view_article(case.lookup, case.lookup.article_id(asked.text("id")))
    names = set(article.claims)
    return ArticleScreen(
        article=article,
        claims=tuple(row for row in case.once(list_claims) if row.short_id in names),
        pairs=tuple(row for row in case.once(list_pairs) if article.article in (row.left, row.right)),
    )


_VALUES: dict[str, tuple[str, Callable[[ArticleRow], tuple[str, ...]]]] = {
    "outlet": ("Outlet", lambda row: (row.outlet or "not stated",)),
    "year": ("Published", lambda row: (row.published[:4] if row.published else "not stated",)),
    "language": ("Language", lambda row: (row.language,)),
    "read": ("Statements", lambda row: ("read" if is_read(row.language) else "not read",)),
}

ARTICLES = Screen(
    path="/articles",
    template="app/articles.html",
    heading="Articles",
    summary="What was read, what is known of it, and what was left out and why.",
    view=show_articles,
    shows=ArticlesScreen,
    parameters=(
        Parameter("q", "words of the id or title"),
        Parameter("outlet", "who published it"),
        Parameter("year", "year of publication"),
        Parameter("language", "ISO 639-1 code"),
        Parameter("read", "whether its statements are read", ("read", "not read")),
        PAGE,
    ),
)
ARTICLE = Screen(
    path="/article",
    template="app/article.html",
    heading="Article",
    summary="One article: whose wording each part of it is, whom it cites, what it claims.",
    view=show_article,
    shows=ArticleScreen,
    parameters=(Parameter("id", "id of the article", needed=True),),
    menu=False,
)

"""Steps of what stands in one article: syntax, credits, statements with their sources, the day that it was written."""

from firsthand.attribution.registry import with_registry
from firsthand.attribution.tables import find_attributions, find_credits, find_source_names
from firsthand.claims.dates import find_days
from firsthand.claims.rows import (
    ArticleDay,
)
from firsthand.parse import DISTRIBUTIONS, parse_articles
from firsthand.pipeline import Step
from firsthand.records import (
    Attribution,
    Credit,
    Parse,
    SourceName,
)

ATTRIBUTION: tuple[Step, ...] = (
    Step("parses", "map", parse_articles, ("articles",), Parse, key=("article_id",), models=DISTRIBUTIONS),
    Step(
        "credits",
        "map",
        with_registry(find_credits),
        ("articles", "registry"),
        Credit,
        key=("article_id",),
        whole=("registry",),
    ),
    Step(
        "attributions",
        "group",
        with_registry(find_attributions),
        ("articles", "parses", "registry"),
        Attribution,
        key=("article_id",),
        whole=("registry",),
    ),
    Step(
        "source_names",
        "group",
        with_registry(find_source_names),
        ("articles", "attributions", "registry"),
        SourceName,
        key=("article_id",),
        whole=("registry",),
    ),
    Step("article_days", "group", find_days, ("articles", "credits"), ArticleDay, key=("article_id",)),
)

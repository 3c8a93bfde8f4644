"""Invented articles run through the steps up to the claims, for the worked examples of this folder."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import pyarrow as pa

from firsthand.claims.tokens import Text, open_text
from firsthand.judgements.rows import Judgement
from firsthand.parse import parse_articles
from firsthand.pipeline import Local
from firsthand.read.articles import make_article
from firsthand.records import Article, Mention, Parse, RegistryEntry
from firsthand.schema import to_rows, to_table
from firsthand.settings import Settings
from firsthand.steps import STEPS


def article(text: str, name: str = "a", outlet: str | None = None, day: str | None = None, title: str = "") -> Article:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return make_article(
        text,
        title=title,
        given_id=name,
        outlet=outlet,
        published=moment,
        published_precision="day" if moment else None,
        language="en",
    )


@cache
def parsed(text: str) -> Text:
    """The tokens of a text."""
    row = article(text)
    (parse,) = to_rows(parse_articles(to_table([row], Article), parse_characters=20_000), Parse)
    return open_text(row, parse)


def run_claims(articles: list[Article], chunk_rows: int = 64) -> dict[str, pa.Table]:
    """All tables up to the wordings."""
    runner = Local(Settings(), chunk_rows=chunk_rows)
    tables = {"articles": to_table(articles, Article), "judgements": to_table([], Judgement)}
    tables["registry"] = to_table([], RegistryEntry)
    for step in STEPS:
        if step.table not in tables:
            tables[step.table] = runner.make(step, tables)
        if step.table == "wordings":
            break
    return tables


def mentions_of(text: str, **known: Any) -> list[Mention]:
    rows = to_rows(run_claims([article(text, **known)])["mentions"], Mention)
    return sorted(rows, key=lambda m: (m.start, m.end, m.aspect, m.figure_value or 0))

"""Invented articles: a report, and what outlets make of it."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from firsthand.judgements.rows import Judgement
from firsthand.pipeline import Local
from firsthand.read.articles import make_article
from firsthand.records import Article, Attribution, Parse, RegistryEntry, SourceName
from firsthand.schema import schema_of, to_rows, to_table
from firsthand.settings import Settings
from firsthand.steps import STEPS

LEAD = (
    "A landslide buried the northern railway depot at Karsten on Sunday evening, trapping eleven maintenance workers "
    "inside a collapsed engine shed, the provincial rescue service said."
)
SECOND = (
    "Crews with listening devices dug through the night while excavators cleared the blocked mountain road below the "
    "Vesla quarry."
)
THIRD = (
    "Four workers were carried out alive shortly before dawn, two of them with crushed legs, and flown to the clinic "
    "at Ombrek."
)
FOURTH = (
    "Mining inspectors had warned in a confidential letter that the terraces above the depot were soaked after nine "
    "weeks of rain."
)
REPORT = "\n".join([LEAD, SECOND, THIRD, FOURTH])
OTHER = (
    "The municipal library in Dunmere will close its reading rooms for a year while the leaking copper roof is "
    "replaced.\nReaders can order novels by telephone, a librarian told visitors at the entrance.\nThe mayor wants the "
    "building to open again before the autumn book fair."
)


def article(body: str, name: str, **fields: Any) -> Article:
    return make_article(body, given_id=name, **{"language": "en", **fields})


def day(number: int) -> dict[str, Any]:
    return {"published": datetime(2024, 5, number, tzinfo=UTC), "published_precision": "day"}


def run_reuse(
    articles: list[Article], chunk_rows: int = 64, last: str = "omissions", settings: Settings | None = None
) -> dict[str, pa.Table]:
    """Tables of the reuse steps up to the last; parses and attributions are left empty: reuse does not need them."""
    left_out = {"parses": Parse, "attributions": Attribution, "source_names": SourceName}
    runner = Local(settings or Settings(), chunk_rows=chunk_rows)
    tables = {"articles": to_table(articles, Article), "judgements": to_table([], Judgement)}
    tables["registry"] = to_table([], RegistryEntry)
    for step in STEPS:
        if step.table in left_out:
            tables[step.table] = schema_of(left_out[step.table]).empty_table()
        else:
            tables[step.table] = runner.make(step, tables)
        if step.table == last:
            break
    return tables


def passages_of(tables: dict[str, pa.Table], table: str, row: type, one: str, other: str) -> list[tuple[str, str, Any]]:
    """What two articles share, by given ids: the text in the first, the text in the second, the row."""
    articles = {a.article_id: a for a in to_rows(tables["articles"], Article)}
    found = []
    for r in to_rows(tables[table], row):
        texts = {
            articles[r.a_id].given_id: articles[r.a_id].text[r.a_start : r.a_end],
            articles[r.b_id].given_id: articles[r.b_id].text[r.b_start : r.b_end],
        }
        if texts.keys() == {one, other}:
            found.append((texts[one], texts[other], r))
    return found

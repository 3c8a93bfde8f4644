"""What an article more does to the counts of a case, through every step: a copy raises none, a stranger lowers none."""

import dataclasses
from functools import cache

import pyarrow as pa
import pytest

from firsthand.judgements.rows import Judgement
from firsthand.pipeline import Local
from firsthand.records import Article, Finding, Mention, RegistryEntry
from firsthand.schema import to_rows, to_table
from firsthand.settings import Settings
from firsthand.steps import STEPS
from tests.claims.helpers import article

STORY = {
    "wire": (
        "Harbour Wire",
        (
            "A fire on a ferry off Marsk killed at least nine people on Monday, the coastguard said. "
            "The engine room was being repaired when the fire broke out, port officials said. "
            "Nearly 300 passengers were brought ashore by fishing boats in the night."
        ),
    ),
    "daily": (
        "Valley Daily",
        (
            "Six people died in the ferry fire off Marsk on Monday, the seamen's union said. "
            "The engine room was being repaired when the fire broke out, port officials said. "
            "The union blamed the owners for the fire."
        ),
    ),
    "radio": (
        "Hill Radio",
        (
            "At least nine people were killed when a ferry caught fire off Marsk on Monday. "
            "The owners denied any blame for the fire on the ferry."
        ),
    ),
}
STRANGER = (
    "The orchestra of Quillon opened its season in the restored concert hall. "
    "Tickets cost 12 euros, the manager Petra Vance told the audience."
)


def told(names: tuple[str, ...] = tuple(STORY)) -> list[Article]:
    """The articles of the story."""
    return [article(STORY[name][1], name, STORY[name][0], "2020-03-04") for name in names]


def run_all(articles: list[Article], chunk_rows: int = 64) -> dict[str, pa.Table]:
    """Every table of a case."""
    runner = Local(Settings(), chunk_rows=chunk_rows)
    tables = {"articles": to_table(articles, Article), "judgements": to_table([], Judgement)}
    tables["registry"] = to_table([], RegistryEntry)
    for step in STEPS:
        if step.table not in tables:
            tables[step.table] = runner.make(step, tables)
    return tables


@cache
def plain() -> dict[str, pa.Table]:
    """Every table of the story as it is."""
    return run_all(told())


def articles_of(tables: dict[str, pa.Table]) -> dict[int, int]:
    """How many articles state the claim that each mention is in."""
    found = {f.claim_id: f.articles for f in to_rows(tables["findings"], Finding)}
    return {row["mention_id"]: found[row["claim_id"]] for row in tables["claim_mentions"].to_pylist()}


def counts(tables: dict[str, pa.Table]) -> dict[int, tuple[int, int, int]]:
    """Low, best and high of the claim that each mention is in."""
    found = {f.claim_id: (f.origins_low, f.origins_best, f.origins_high) for f in to_rows(tables["findings"], Finding)}
    rows = tables["claim_mentions"].to_pylist()
    return {row["mention_id"]: found[row["claim_id"]] for row in rows}


def test_the_story_has_a_claim_with_two_origins() -> None:
    assert max(best for _, best, _ in counts(plain()).values()) >= 2


@pytest.mark.parametrize("which", STORY)
@pytest.mark.parametrize("stated", [True, False], ids=["outlet stated", "outlet not stated"])
def test_a_later_version_of_a_page_changes_no_count(which: str, stated: bool) -> None:
    """The page was edited: a sentence was added that tells nothing of the story."""
    listed = [
        dataclasses.replace(one, url=f"https://{one.given_id}.example/fire", outlet=one.outlet if stated else None)
        for one in told()
    ]
    before = run_all(listed)
    page = next(one for one in listed if one.given_id == which)
    edited = article(
        f"{page.text} Readers wrote to us about the orchestra.", f"{which} (later)", page.outlet, "2020-03-04"
    )
    after = run_all([*listed, dataclasses.replace(edited, url=f"http://www.{which}.example/fire/?utm_source=feed")])
    assert after["versions"].num_rows == 2
    assert articles_of(after).items() >= articles_of(before).items()
    found, known = counts(after), counts(before)
    assert {mention: found[mention] for mention in known} == known


@pytest.mark.parametrize("which", STORY)
@pytest.mark.parametrize("outlet", ["Gull Gazette", "Valley Daily", None])
def test_a_copy_raises_no_count(which: str, outlet: str | None) -> None:
    before = counts(plain())
    after = counts(run_all([*told(), article(STORY[which][1], "copy", outlet, "2020-03-05")]))
    for mention, old in before.items():
        assert all(new <= one for new, one in zip(after[mention], old, strict=True)), (mention, old, after[mention])


@pytest.mark.parametrize("day", ["2020-03-04", "2020-06-01"])
def test_an_article_that_shares_nothing_lowers_no_count(day: str) -> None:
    before = counts(plain())
    after = counts(run_all([*told(), article(STRANGER, "stranger", "Quillon Review", day)]))
    for mention, old in before.items():
        assert all(new >= one for new, one in zip(after[mention], old, strict=True)), (mention, old, after[mention])
    strange = set(after) - set(before)
    assert strange
    assert all(after[mention] == (1, 1, 1) for mention in strange)


@pytest.mark.parametrize("chunk_rows", [1, 3, 1000])
def test_order_and_chunks_change_no_table(chunk_rows: int) -> None:
    mixed = run_all(told()[::-1], chunk_rows)
    for name, table in plain().items():
        if name == "articles":
            continue
        rows = sorted(map(repr, table.to_pylist()))
        assert rows == sorted(map(repr, mixed[name].to_pylist())), name


def test_mentions_of_an_article_depend_on_it_alone() -> None:
    alone = to_rows(run_all(told(("daily",)))["mentions"], Mention)
    among = [m for m in to_rows(plain()["mentions"], Mention) if m.article_id == alone[0].article_id]
    assert sorted(alone, key=repr) == sorted(among, key=repr)

"""Views, exports, terminal and report of two real articles, through the whole pipeline."""

import json
from pathlib import Path

import pytest
from rich.console import Console

import firsthand
from firsthand.export import EXPORTS
from firsthand.report import build_report
from firsthand.show import TOPICS, show_topic
from firsthand.views import Lookup, view_article, view_claims, view_pairs, view_story
from firsthand.views.lanes import draw_claim
from firsthand.views.lookup import TABLES
from firsthand.views.sides import view_sides

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> firsthand.Case:
    return firsthand.run([ROOT / "examples" / "arsal"], tmp_path_factory.mktemp("arsal") / "case")


@pytest.fixture(scope="module")
def lookup(case: firsthand.Case) -> Lookup:
    return Lookup(case)


def test_the_case_has_every_table_that_people_see(case: firsthand.Case) -> None:
    assert set(TABLES.values()) <= set(case.tables())


def test_the_story_line_shows_what_is_missing(lookup: Lookup) -> None:
    story = view_story(lookup)
    assert (story.articles, story.outlets, story.no_outlet, story.no_date) == (2, 1, 1, 2)
    assert 0.51 < story.copied_share < 0.53


def test_a_citation_that_was_copied_is_shown_as_second_hand(lookup: Lookup) -> None:
    (claim,) = [c for c in view_claims(lookup) if "refugees fled from camps" in c.statement]
    chains = {m.article: m.chain_line for m in claim.mentions}
    assert chains["D1"] == "D1 (outlet not stated) ← Reuters ← a Lebanese security source"
    assert chains["D2"] == (
        "Press Shia Agency ← D1 text [uncredited] ← Reuters [second-hand] ← a Lebanese security source [second-hand]"
    )
    assert (claim.low, claim.best, claim.high) == (1, 1, 1)


def test_the_pair_shows_eight_passages_the_direction_and_what_was_left_out(lookup: Lookup) -> None:
    (pair,) = view_pairs(lookup)
    assert (pair.left, pair.right, pair.from_, pair.confidence) == ("D1", "D2", "D1", "probable")
    assert [p.state for p in pair.passages] == ["credited"] + ["uncredited"] * 7
    assert (pair.credited_characters, pair.uncredited_characters) == (205, 1301)
    assert pair.missing == ("publication times",)
    assert len(pair.omissions) == 8
    rows = view_sides(lookup, pair)
    shown = "".join(e.text for row in rows for e in row.right)
    assert len(shown) > 0.97 * len(lookup.article(lookup.article_id("D2")).text)


def test_every_text_that_is_shown_is_the_text_that_was_read(lookup: Lookup) -> None:
    for article_id in lookup.article_ids():
        view, text = view_article(lookup, article_id), lookup.article(article_id).text
        assert "".join(s.text for s in view.segments) == text
    for claim in view_claims(lookup):
        assert len(draw_claim(claim).ends) == claim.best
        for mention in claim.mentions:
            text = lookup.article(lookup.article_id(mention.article)).text
            assert text[mention.quote.start : mention.quote.end] == mention.quote.text


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_topic_is_shown_within_80_columns(case: firsthand.Case, lookup: Lookup, topic: str) -> None:
    which = {"claim": next(view_claims(lookup)).short_id, "article": "D2"}.get(topic)
    drawn, data = show_topic(case, topic, which)
    console = Console(width=80, no_color=True)
    with console.capture() as capture:
        console.print(drawn)
    assert max(map(len, capture.get().splitlines())) <= 80
    json.dumps(data)


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_every_export_is_the_same_twice(case: firsthand.Case, tmp_path: Path, name: str) -> None:
    for twin in ("one", "other"):
        EXPORTS[name](case, tmp_path / twin, False)
    files = [path for path in (tmp_path / "one").rglob("*") if path.is_file()] or [tmp_path / "one"]
    for path in files:
        twin_path = tmp_path / "other" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == twin_path.read_bytes()


def test_the_page_is_the_same_twice_and_names_no_folder(case: firsthand.Case) -> None:
    page = build_report(case)
    assert page == build_report(firsthand.open_case(case.path))
    assert str(case.path.parent) not in page

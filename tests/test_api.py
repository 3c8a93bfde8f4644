"""The Python API: a case as frames, and as it shows itself in a notebook."""

from pathlib import Path

import pytest

import firsthand
from firsthand.errors import UnknownError

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "arsal"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> firsthand.Case:
    return firsthand.run([EXAMPLE], tmp_path_factory.mktemp("api") / "case")


def test_claims_are_a_frame_told_by_most_with_the_fewest_origins_first(case: firsthand.Case) -> None:
    claims = case.claims().to_pandas()
    assert list(claims["articles"]) == sorted(claims["articles"], reverse=True)
    assert (claims["origins_low"] <= claims["origins_best"]).all()
    assert (claims["origins_best"] <= claims["origins_high"]).all()
    text = case.table("articles").to_pandas()["text"].str.cat()
    assert all(statement in text for statement in claims["statement"])


def test_reuse_has_the_given_ids_and_the_text_beside_every_span(case: firsthand.Case) -> None:
    texts = dict(zip(*(case.table("articles").column(name).to_pylist() for name in ("given_id", "text")), strict=True))
    rows = case.reuse().to_pylist()
    assert len(rows) == 8
    for row in rows:
        for side in ("a", "b"):
            assert texts[row[side]][row[f"{side}_start"] : row[f"{side}_end"]] == row[f"{side}_text"]


def test_rewritings_are_a_frame_with_the_text_of_both_sides(case: firsthand.Case) -> None:
    rows = case.rewritings()
    assert rows.num_rows == case.table("rewritings").num_rows
    assert {"a", "a_text", "b", "b_text", "beside", "reasons"} <= set(rows.column_names)


def test_attributions_have_the_text_of_each_part(case: firsthand.Case) -> None:
    texts = dict(zip(*(case.table("articles").column(name).to_pylist() for name in ("given_id", "text")), strict=True))
    rows = case.attributions().to_pylist()
    assert {"D1", "D2"} == {row["article"] for row in rows}
    for row in rows:
        for part in ("source", "cue", "content", "channel"):
            spans = zip(row[part][::2], row[part][1::2], strict=True)
            assert " … ".join(texts[row["article"]][s:e] for s, e in spans) == row[f"{part}_text"]


def test_articles_sources_and_conflicts_are_frames(case: firsthand.Case) -> None:
    assert case.articles().column("id").to_pylist() == ["D1", "D2"]
    assert case.articles().column("published").null_count == 2
    assert "Reuters" in case.sources().column("source").to_pylist()
    assert "naming" in case.conflicts().column("kind").to_pylist()


def test_any_select_can_be_asked(case: firsthand.Case) -> None:
    assert case.query("SELECT count(*) AS n FROM reuse WHERE credited").column("n").to_pylist() == [1]


def test_a_case_shows_itself(case: firsthand.Case) -> None:
    assert repr(case).endswith("claims>")
    html = case._repr_html_()
    assert "2 articles · 1 outlet" in html
    assert html.count("<tr>") == 11
    assert "<script" not in html


def test_a_dated_article_is_brought_up_to_date_and_not_read_twice(tmp_path: Path) -> None:
    (tmp_path / "D1.txt").write_text("The bridge fell on Monday, the mayor said.", "utf-8")
    before = firsthand.run([tmp_path / "D1.txt"], tmp_path / "case")
    (tmp_path / "D1.json").write_text('{"date": "2017-07-21"}', "utf-8")
    after = firsthand.run([tmp_path / "D1.txt"], tmp_path / "case")
    assert before.table("articles").column("published").to_pylist() == [None]
    (published,) = after.table("articles").column("published").to_pylist()
    assert published.date().isoformat() == "2017-07-21"
    assert before.table("articles").column("article_id").equals(after.table("articles").column("article_id"))


def test_a_table_that_there_is_not(case: firsthand.Case) -> None:
    with pytest.raises(UnknownError, match="it has: alignments, "):
        case.table("letters")

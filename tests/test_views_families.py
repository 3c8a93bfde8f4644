"""Families and number edits as people see them: the terminal, the page, the tables of a case and its exports."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

import firsthand
from firsthand.export import EXPORTS
from firsthand.report import build_report
from firsthand.show import show_topic
from firsthand.views.families import families_of, view_families, view_number_edits
from firsthand.views.lookup import Lookup

TEXT = (
    "{0} gardeners were taken to hospital after a greenhouse roof came down at Larkfield nursery on Tuesday, the "
    "county ambulance service said, and the glass of two further houses will be taken out before visitors are let in "
    "again."
)
HOSTILE = "<script>alert(1)</script> [bold]Glaziers from Tobermore will mend the panes by hand, their guild promised."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> firsthand.Case:
    folder = tmp_path_factory.mktemp("families")
    rows = [
        {"id": "first", "outlet": "Courier", "date": "2024-05-01", "text": f"{TEXT.format('Five')} {HOSTILE}"},
        {"id": "same", "outlet": "Daily", "date": "2024-05-04", "text": f"{TEXT.format('Five')} {HOSTILE}"},
        {"id": "other", "outlet": "Herald", "date": "2024-05-05", "text": TEXT.format("Four")},
    ]
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return firsthand.run([folder / "articles.jsonl"], folder / "case")


def printed(case: firsthand.Case, topic: str, which: str | None = None) -> str:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(show_topic(case, topic, which)[0])
    return " ".join(console.export_text().split())


def test_members_stand_in_the_order_of_time_with_near_copies_together(case: firsthand.Case) -> None:
    family = max(view_families(Lookup(case)), key=lambda f: f.articles)
    assert [m.article for variant in family.variants for m in variant.members] == ["first", "same", "other"]
    assert (family.earliest, family.confidence, family.fullest) == ("first", "probable", "first")
    assert [m.published for m in family.variants[0].members][:2] == ["2024-05-01", "2024-05-04"]
    assert [m.copies for m in family.variants[0].members][:2] == [2, 2]


def test_a_number_edit_has_the_earlier_article_first_and_stands_once(case: firsthand.Case) -> None:
    (edit,) = view_number_edits(Lookup(case))
    assert (edit.a.text, edit.b.text, edit.a_value, edit.b_value) == ("Five", "Four", 5, 4)
    assert (edit.a.article, edit.b.article, edit.earlier, edit.pairs) == ("first", "other", "first", 2)


def test_the_terminal_shows_families_first_then_figures_then_pairs(case: firsthand.Case) -> None:
    text = printed(case, "reuse")
    heads = ["Texts that several articles have", "Figures that differ in shared wording", "Pairs of articles"]
    assert sorted(heads, key=text.index) == heads
    assert "earliest first, probable" in text
    assert "[bold]Glaziers" in printed(case, "article", "first")
    one = printed(case, "article", "other")
    assert "Texts that others have too" in one
    assert "Figures that others give otherwise" in one
    data = show_topic(case, "reuse")[1]
    assert {"families", "number_edits", "passages", "rewritings"} == set(data)
    json.dumps(data)


def test_an_article_has_its_families(case: firsthand.Case) -> None:
    lookup = Lookup(case)
    families = families_of(lookup, lookup.article_id("other"))
    assert families
    assert all("other" in {m.article for v in f.variants for m in v.members} for f in families)


def test_the_page_marks_figures_in_the_aligned_view_and_escapes_texts(case: firsthand.Case) -> None:
    page = build_report(case)
    assert page.index('id="families"') < page.index('id="pairs"')
    assert "earliest, probable" in page
    assert '<strong class="changed number">Five</strong>' in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_case_methods_give_the_tables_with_given_ids_and_text(case: firsthand.Case) -> None:
    families = case.families().to_pylist()
    assert {row["article"] for row in families} == {"first", "same", "other"}
    assert all(row["text"].endswith((".", "again", "again.")) for row in families)
    edits = case.number_edits().to_pylist()
    assert {(row["a_figure"], row["b_figure"]) for row in edits} <= {("Five", "Four"), ("Four", "Five")}
    assert all(row["a_figure"] in row["a_sentence"] for row in edits)


def test_exports_hold_the_tables_with_the_text_beside_the_spans(case: firsthand.Case, tmp_path: Path) -> None:
    EXPORTS["jsonl"](case, tmp_path, False)
    read = {
        name: [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("passage_families", "family_passages", "number_edits")
    }
    assert {row["earliest"] for row in read["passage_families"]} == {"first"}
    assert all(row["spans_text"] for row in read["family_passages"])
    assert {row["a_text"] for row in read["number_edits"]} <= {"Five", "Four"}

"""Figures that differ inside shared wording, on invented pairs."""

import pytest

from firsthand.claims.readings import read_figures, read_tokens
from firsthand.records import NumberEdit
from firsthand.schema import to_rows
from tests.reuse.invented import LEAD, OTHER, SECOND, article, day, run_reuse

FRAME = (
    "Rescuers said {0} were pulled from the collapsed bakery in Ombrek before the search was called off at dusk, and "
    "the deputy mayor told reporters that the gas main below Harbour Street had been leaking for {1}."
)


def edits(one: str, other: str, **fields: object) -> list[tuple[str, str, NumberEdit]]:
    """The words of each figure in the first and the second text, and the row."""
    a = article(one, "one", **{**day(3), "outlet": "Daily", **fields})
    b = article(other, "other", **day(4), outlet="Courier")
    tables = run_reuse([a, b], last="number_edits")
    texts = {a.article_id: one, b.article_id: other}
    found = []
    for row in to_rows(tables["number_edits"], NumberEdit):
        sides = {
            row.a_id: texts[row.a_id][row.a_start : row.a_end],
            row.b_id: texts[row.b_id][row.b_start : row.b_end],
        }
        assert sides[row.a_id] in texts[row.a_id][row.a_sentence_start : row.a_sentence_end]
        assert sides[row.b_id] in texts[row.b_id][row.b_sentence_start : row.b_sentence_end]
        found.append((sides[a.article_id], sides[b.article_id], row))
    return found


def words(found: list[tuple[str, str, NumberEdit]]) -> set[tuple[str, str]]:
    return {(one, other) for one, other, _ in found}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("five workers", "four workers"),
        ("51 workers", "15 workers"),
        ("nearly 3,000 workers", "2,900 workers"),
        ("two hundred and six workers", "two hundred and nine workers"),
        ("twenty-two workers", "twenty-five workers"),
        ("at least 12 workers", "more than 20 workers"),
        ("dozens of workers", "scores of workers"),
        ("several workers", "six workers"),
        ("1.5 million workers", "2 million workers"),
        ("5 million workers", "5 billion workers"),
        ("10 civilians", "12 people"),
    ],
)
def test_a_replaced_figure_is_found_with_its_hedge(one: str, other: str) -> None:
    ours, theirs = (FRAME.format(words_, "days") for words_ in (one, other))
    (found,) = edits(ours, theirs)
    assert found[0] in one
    assert found[1] in other
    assert found[2].kind == "count"


def test_readings_are_numbers_and_say_whether_one_number_fits_both() -> None:
    ((_, _, row),) = edits(FRAME.format("nearly 3,000 workers", "days"), FRAME.format("2,900 workers", "days"))
    assert {row.a_value, row.b_value} == {3000, 2900}
    assert {row.a_hedge, row.b_hedge} == {"nearly", "none"}
    assert row.agree
    ((_, _, row),) = edits(FRAME.format("five workers", "days"), FRAME.format("four workers", "days"))
    assert not row.agree


def test_two_figures_of_one_passage_are_two_edits_with_their_kinds() -> None:
    found = edits(FRAME.format("five workers", "12 days"), FRAME.format("four workers", "20 days"))
    assert {(one, other, row.kind) for one, other, row in found} == {("five", "four", "count"), ("12", "20", "time")}


def test_a_figure_at_the_edge_of_a_passage_is_found() -> None:
    rest = FRAME.format("", "days").removeprefix("Rescuers said  ")
    assert words(edits(f"Five medics {rest}", f"Four medics {rest}")) == {("Five", "Four")}
    ends = f"{LEAD} {SECOND} The number of the injured rose to"
    assert words(edits(f"{ends} 51.", f"{ends} 15.")) == {("51", "15")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("five workers", "5 workers"),  # the same number
        ("3,000 workers", "3000 workers"),
        ("five workers on 19 May", "five workers on 21 May"),  # days, years and hours are times
        ("workers of the class of 2011", "workers of the class of 2012"),
        ("workers by 5 p.m. local time", "workers by 6 p.m. local time"),
        ("all workers of the T-72 shed", "all workers of the T-55 shed"),  # names
        ("workers for the 3rd time", "workers for the 4th time"),
        ("five goats", "six teachers"),  # not one thing
        ("five workers", "workers"),  # left out, not changed
        ("nearly 3,000 workers", "3,000 workers"),  # the hedge alone
    ],
)
def test_what_is_no_changed_figure_is_none(one: str, other: str) -> None:
    assert edits(FRAME.format(one, "days"), FRAME.format(other, "days")) == []


def test_the_earlier_article_is_named_where_it_is_known() -> None:
    ours, theirs = FRAME.format("five workers", "days"), FRAME.format("four workers", "days")
    ((_, _, row),) = edits(ours, theirs)
    earlier = {row.a_id: row.a_value, row.b_id: row.b_value}[row.earlier_id or 0]
    assert earlier == 5
    ((_, _, row),) = edits(ours, theirs, published=None)
    assert row.earlier_id is None


def test_reports_of_two_days_after_one_template_differ_in_everything() -> None:
    """One outlet tells of two attacks in the same words: the figures are of two events."""
    made = (
        "{0} civilians were killed and {1} others injured {2} when rocket shells fell on the {3} of {4}, a source at "
        "{5} said."
    )
    one = made.format("Three", "38", "on Monday", "eastern market", "Karsten", "the police command")
    other = made.format("Two", "5", "at dawn", "western suburbs", "Ombrek and Esker", "city hospital")
    assert edits(one, other, outlet="Courier") == []


def test_articles_that_share_nothing_have_no_edits() -> None:
    assert edits(LEAD, OTHER) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a 40-year-old man and 12 others", ["age", "count"]),
        ("lost $5 million, 12 percent of it in two days", ["money", "share", "time"]),
        ("walked 30 km with 5 tonnes of wheat", ["distance", "weight"]),
        ("won 3-1 against them", ["score"]),
        ("between them 15-20 rockets fell", ["count"]),
        ("call 555-0142 for help", ["telephone"]),
        ("two-thirds of the houses", ["share"]),
        ("on 04-03-2016 at 15:30, in 2014, the 19th, MiG-23, Resolution 2254", []),
    ],
)
def test_kinds_of_figures_are_told_without_a_parse(text: str, kinds: list[str]) -> None:
    assert [reading.kind for reading in read_figures(read_tokens(text, 0, len(text)))] == kinds

"""Figures: what is counted, how it is hedged, and what is no figure."""

import pytest

from firsthand.claims.figures import figures_of
from firsthand.claims.numbers import read_numeral

from .helpers import parsed

COUNTS = [
    ("Nearly 3,000 militants have gathered.", ("Nearly 3,000 militants", 3000, 2700, 3000, "persons", "nearly")),
    ("At least 18 people died.", ("At least 18 people", 18, 18, None, "persons", "at least")),
    ("More than two hundred homes burned.", ("More than two hundred homes", 200, 201, None, "homes", "more than")),
    ("Up to 40 workers are missing.", ("Up to 40 workers", 40, 0, 40, "persons", "up to")),
    ("Around 45,000 refugees live there.", ("Around 45,000 refugees", 45000, 40500, 49500, "persons", "around")),
    ("Dozens of houses collapsed.", ("Dozens of houses", None, 24, 99, "houses", "dozens")),
    ("Hundreds of people fled.", ("Hundreds of people", None, 200, 999, "persons", "hundreds")),
    ("Police arrested several protesters.", ("several protesters", None, 3, 9, "persons", "several")),
    ("Between 15 and 20 soldiers were hurt.", ("Between 15 and 20 soldiers", None, 15, 20, "persons", "range")),
    ("Some 15 to 20 soldiers were hurt.", ("Some 15 to 20 soldiers", None, 15, 20, "persons", "range")),
    ("Twenty-two children were killed.", ("Twenty-two children", 22, 22, 22, "persons", "none")),
    ("Half a million people watched.", ("Half a million people", 500_000, 500_000, 500_000, "persons", "none")),
    ("Profit rose to $3.2 billion.", ("$3.2 billion", 3.2e9, 3.2e9, 3.2e9, "USD", "none")),
    ("Prices rose by 4.5 percent.", ("4.5 percent", 4.5, 4.5, 4.5, "percent", "none")),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS, ids=lambda x: x if isinstance(x, str) else "")
def test_a_figure_with_its_hedge_unit_and_bounds(text: str, expected: tuple[object, ...]) -> None:
    (figure,) = figures_of(parsed(text))
    found = (text[figure.start : figure.end], figure.value, figure.low, figure.high, figure.unit, figure.hedge)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "The war began in 2011.",
        "He spoke on 21 July 2017.",
        "She was born on March 3.",
        "The meeting starts at 5 p.m.",
        "The 45-year-old driver was unhurt.",
        "The driver, aged 45, was unhurt.",
        "The council passed Resolution 2254 again.",
        "They finished third.",
    ],
)
def test_years_dates_times_ages_and_names_count_nothing(text: str) -> None:
    assert figures_of(parsed(text)) == []


def test_a_share_is_not_multiplied_out() -> None:
    figures = figures_of(parsed("Nearly 3,000 fighters, two-thirds of which are foreign, were there."))
    assert [(f.unit, f.value) for f in figures] == [("persons", 3000), ("share", pytest.approx(2 / 3))]
    assert not [f for f in figures if f.value == 2000]


def test_a_result_is_no_count() -> None:
    (figure,) = figures_of(parsed("Arsenal beat Chelsea 2-1 on Sunday."))
    assert (figure.unit, figure.of, figure.value, figure.low) == ("score", "2-1", None, None)


def test_what_is_not_known_is_a_figure_without_value() -> None:
    text = "More live in camps, although their numbers have not been confirmed."
    (figure,) = [f for f in figures_of(parsed(text)) if f.hedge == "unknown"]
    assert text[figure.start : figure.end] == "their numbers have not been confirmed"
    assert (figure.value, figure.low, figure.high) == (None, None, None)


def test_the_number_itself_is_marked() -> None:
    text = "At least 18 people died."
    (figure,) = figures_of(parsed(text))
    assert figure.number_start is not None
    assert text[figure.number_start : figure.number_end] == "18"


@pytest.mark.parametrize(
    ("words", "value"),
    [("three hundred and five", 305), ("a dozen", 12), ("1.5 million", 1.5e6), ("ninety-nine", 99), ("30m", 30e6)],
)
def test_numbers_in_words(words: str, value: float) -> None:
    numeral = read_numeral(words.split(), 0)
    assert numeral is not None
    assert numeral.value == value

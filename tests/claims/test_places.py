"""Places: placed where the gazetteer is sure, kept unplaced with the reason everywhere else."""

import pytest

from firsthand.claims.gazetteer import look_up, sound_of
from firsthand.claims.places import places_of
from firsthand.parse import parse_articles
from firsthand.records import Article, Credit, Parse, Place
from firsthand.schema import to_rows, to_table

from .helpers import article, run_claims


def found(text: str, lines: list[Credit] | None = None) -> dict[str, Place]:
    row = article(text)
    parses = to_rows(parse_articles(to_table([row], Article), parse_characters=20_000), Parse)
    return {p.name: p for p in places_of(row, parses[0], lines or [])}


def test_a_large_city_is_placed() -> None:
    place = found("A fire broke out in Nairobi, in Kenya, on Monday.")["Nairobi"]
    assert place.gazetteer_id is not None
    assert (place.precision, place.role) == (1, "event")
    assert place.latitude == pytest.approx(-1.28, abs=0.1)


def test_near_a_place_is_less_exact() -> None:
    assert found("The crash happened near Nairobi in Kenya.")["Nairobi"].precision == 2


def test_a_country_has_no_point() -> None:
    place = found("The vote was held across Kenya.")["Kenya"]
    assert (place.precision, place.latitude) == (4, None)


def test_an_unknown_hill_is_kept_without_a_point() -> None:
    place = found("Troops took the Blue Fox hill near Nairobi in Kenya.")["Blue Fox"]
    assert (place.gazetteer_id, place.latitude, place.precision) == (None, None, None)
    assert "unplaced" in place.reason


def test_mountains_are_not_put_on_a_town_of_that_name() -> None:
    for text in ("Fighting went on in the Qalamoun mountains in Lebanon.", "They moved into West Qalamoun in Lebanon."):
        (place,) = [p for name, p in found(text).items() if "Qalamoun" in name]
        assert place.latitude is None, text
        assert "town" in place.reason


def test_a_dateline_town_is_no_place_of_the_event() -> None:
    row = article("NAIROBI – The vote was held in Kenya.")
    line = Credit(row.article_id, 0, 7, "dateline", None, "nothing", "Nairobi", None)
    assert found(row.text, [line])["NAIROBI"].role == "dateline"


def test_the_largest_city_of_a_name_is_meant_where_no_country_is_named() -> None:
    place = found("The talks were held in London on Monday.")["London"]
    assert place.latitude == pytest.approx(51.5, abs=0.2)


def test_a_base_is_part_of_a_name() -> None:
    assert found("The London-based group said so.")["London"].role == "part of a name"


def test_a_name_that_several_countries_have_stays_open() -> None:
    entry, reason = look_up("Springfield", [], area=False, wide=False)
    assert entry is None or entry.country == "US"
    assert reason


def test_spellings_sound_alike_but_not_too_much() -> None:
    assert sound_of("Juroud") == sound_of("Jurud")
    assert sound_of("Raqqa") == sound_of("Ar-Raqqah")
    assert sound_of("Daraa") != sound_of("Darayya")


def test_spellings_of_one_unplaced_name_are_one_in_the_case() -> None:
    articles = [
        article("Troops entered the Juroud area. They left the Juroud area.", "a"),
        article("Troops stayed in the Jurud area.", "b"),
    ]
    tables = run_claims(articles)
    assert {p.canonical for p in to_rows(tables["places"], Place)} == {"Juroud"}


def test_a_people_and_a_day_are_no_places_though_a_town_sounds_like_them() -> None:
    text = "A bomb hit a mainly Kurdish town in Syria on Wednesday. Fighters left the Kurdish city of Qamishli."
    assert "Kurdish" not in found(text)
    text = "Sat 24 Aug 2013 A rocket hit Damascus in Syria."
    lines = [Credit(1, 0, 15, "dateline", None, "whole", "Sat", None)]
    assert list(found(text, lines)) == ["Damascus", "Syria"]

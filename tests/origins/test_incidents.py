"""What is said of an incident: place, day and figures."""

from datetime import UTC, datetime, timedelta

from firsthand.origins.incidents import describe_incidents
from firsthand.origins.rows import IncidentStatement
from firsthand.records import Incident
from firsthand.schema import to_rows, to_table

MONDAY = datetime(2026, 2, 2, tzinfo=UTC)


def statement(
    number: int, article: int, origin: int | None, value: float | None, **fields: object
) -> IncidentStatement:
    known: dict[str, object] = {
        "incident_id": 1,
        "article_id": article,
        "outlet": f"outlet {article}",
        "day": MONDAY + timedelta(days=article),
        "mention_id": number,
        "claim_id": 7,
        "aspect": "killed",
        "modality": "asserted",
        "scope": "head",
        "figure_low": value,
        "figure_high": value,
        "figure_value": value,
        "origin": origin,
        "place": "Velmore",
        "latitude": 1.5,
        "longitude": 2.5,
        "precision": 1,
        "date_from": MONDAY,
        "date_to": MONDAY + timedelta(days=1),
        "start": number,
    }
    return IncidentStatement(**(known | fields))  # type: ignore[arg-type]


def describe(*rows: IncidentStatement) -> Incident:
    (found,) = to_rows(describe_incidents(to_table(rows, IncidentStatement)), Incident)
    return found


def test_best_is_the_figure_with_most_origins_not_with_most_articles() -> None:
    found = describe(
        statement(1, 1, 100, 18),
        statement(2, 2, 100, 18),
        statement(3, 3, 100, 18),
        statement(4, 4, 200, 22),
        statement(5, 5, 300, 22),
    )
    assert (found.killed_low, found.killed_best, found.killed_high) == (18, 22, 22)
    assert (found.articles, found.outlets, found.claims) == (5, 5, 1)
    assert found.killed_mentions == [1, 2, 3, 4, 5]


def test_of_two_figures_with_as_many_origins_the_later_is_best() -> None:
    found = describe(statement(1, 1, 100, 22), statement(2, 2, 200, 18))
    assert (found.killed_low, found.killed_best, found.killed_high) == (18, 18, 22)


def test_parts_plans_and_denials_are_no_tolls_and_vague_words_bound() -> None:
    found = describe(
        statement(1, 1, 100, 18),
        statement(2, 1, 100, 4, scope="part"),
        statement(3, 1, 100, 99, modality="denial"),
        statement(4, 2, 200, None, figure_low=24.0, figure_high=None),
        statement(5, 2, 200, 40.0, aspect="injured", figure_low=0.0),
        statement(6, 3, 300, 500, scope="whole"),
    )
    assert (found.killed_low, found.killed_best, found.killed_high) == (18, 24, 24)
    assert (found.injured_low, found.injured_best, found.injured_high) == (40, 40, 40)


def test_place_and_day_are_those_that_most_articles_state() -> None:
    elsewhere = {"place": "Tanford", "latitude": None, "longitude": None, "precision": None}
    region = {"place": "Northland", "precision": 3}
    found = describe(
        statement(1, 1, 1, None, **elsewhere),
        statement(2, 1, 1, None, **elsewhere),
        statement(3, 2, 1, None, date_from=None, date_to=None),
        statement(4, 3, 1, None, date_from=MONDAY + timedelta(days=1), date_to=MONDAY + timedelta(days=2)),
        statement(5, 4, 1, None, **region),
    )
    assert (found.place, found.latitude, found.precision) == ("Velmore", 1.5, 1)
    assert (found.date_from, found.date_to) == (MONDAY, MONDAY + timedelta(days=1))
    assert (found.reported_from, found.reported_to) == (MONDAY + timedelta(days=1), MONDAY + timedelta(days=4))
    assert found.killed_best is None


def test_what_nobody_states_is_null() -> None:
    nothing = {"place": None, "latitude": None, "longitude": None, "precision": None, "day": None}
    found = describe(statement(1, 1, None, None, date_from=None, date_to=None, **nothing))
    assert (found.place, found.latitude, found.date_from, found.reported_from) == (None, None, None, None)


def test_people_are_whole_and_the_toll_of_the_event_is_the_heading() -> None:
    found = describe(
        statement(1, 1, 100, 4, aspect="attack", scope="none"),
        statement(2, 1, 100, 12, figure_low=10.8, figure_high=13.2),
    )
    assert (found.killed_low, found.killed_best, found.killed_high) == (11, 12, 13)
    assert found.mention_id == 2

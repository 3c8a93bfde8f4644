"""Map and timeline: what is chosen in one narrows the other, and the URL holds it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient


@pytest.fixture
def client(arsal: Path, open_app: Callable[[Path], TestClient]) -> TestClient:
    return open_app(arsal)


def ask(client: TestClient, path: str, **query: str) -> Any:
    answer = client.get(f"{path}.json", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_time_keeps_only_the_places_of_its_claims(client: TestClient) -> None:
    events = ask(client, "/timeline")["events"]
    day = events[0]["first"]
    within = [e for e in events if e["first"] <= day <= e["last"]]
    shown = ask(client, "/map", **{"from": day, "to": day})
    assert {e["short_id"] for e in shown["events"]} == {e["short_id"] for e in within}
    told = {place for e in within for place in e["places"]}
    assert {p["canonical"] for p in shown["map"]["placed"] + shown["map"]["unplaced"]} == told
    assert shown["map"]["claims"] == {place: sum(place in e["places"] for e in within) for place in told}
    assert (shown["lanes"]["first"], shown["lanes"]["last"]) == (day, day)
    none = ask(client, "/map", **{"from": "1600-01-01", "to": "1600-12-31"})
    assert (none["map"]["placed"], none["events"], none["published"]) == ([], [], 0)
    assert none["map"]["land"], "the map of the other times stays"


def test_places_keep_only_their_claims_and_the_articles_that_tell_them(client: TestClient) -> None:
    events = ask(client, "/timeline")["events"]
    places = sorted({place for e in events for place in e["places"]})
    one, other = places[0], places[-1]
    for chosen in ({one}, {one, other}):
        wanted = [e for e in events if chosen & set(e["places"])]
        for path in ("/map", "/timeline"):
            shown = ask(client, path, place="|".join(sorted(chosen)))
            assert {e["short_id"] for e in shown["events"]} == {e["short_id"] for e in wanted}
        assert set(shown_map(client, chosen)["chosen"]) == chosen
    published = {article for e in events if one in e["places"] for article in e["told_in"]}
    assert ask(client, "/map", place=one)["published"] <= len(published)


def shown_map(client: TestClient, chosen: set[str]) -> Any:
    return ask(client, "/map", place="|".join(sorted(chosen)))


def test_all_places_stay_on_the_map_to_be_chosen_and_a_chosen_one_can_be_taken_out(client: TestClient) -> None:
    everywhere = ask(client, "/map")["map"]["marks"]
    place = everywhere[0]["canonical"]
    assert shown_map(client, {place})["map"]["marks"] == everywhere
    page = client.get("/map", params={"place": place}).text
    assert f'aria-label="{place}, chosen; take out"' in page
    assert client.get("/timeline", params={"place": place, "from": "2014-01-01"}).text.count("from=2014-01-01") > 2


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "yesterday"}, "from is a day as 2016-10-03"),
        ({"to": "2016-02-30"}, "to is a day"),
        ({"from": "0001-01-01"}, "from 1500-01-01 to 2499-12-31"),
        ({"from": "20160101"}, "from is a day"),
    ],
)
def test_what_is_no_day_is_told(client: TestClient, query: dict[str, str], words: str) -> None:
    for path in ("/map", "/timeline"):
        answer = client.get(f"{path}.json", params=query)
        assert answer.status_code == 400
        assert words in answer.json()["error"]


def test_a_period_is_a_year_or_a_month(client: TestClient) -> None:
    event = ask(client, "/timeline")["events"][0]
    year, month = event["first"][:4], event["first"][:7]
    for period in (year, month):
        assert event["short_id"] in {e["short_id"] for e in ask(client, "/timeline", period=period)["events"]}
    for wrong in ("2016-13", "16", "2016-1", "year"):
        assert client.get("/timeline.json", params={"period": wrong}).status_code == 400


def test_the_longest_time_and_one_that_is_turned_round_are_drawn(client: TestClient) -> None:
    longest = ask(client, "/timeline", **{"from": "1500-01-01", "to": "2499-12-31"})
    assert longest["lanes"]["first"] == "1500-01-01"
    turned = ask(client, "/timeline", **{"from": "2499-12-31", "to": "1500-01-01"})
    assert turned["lanes"] == longest["lanes"]

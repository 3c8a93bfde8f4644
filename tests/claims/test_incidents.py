"""Which articles, and parts of articles, tell of one event."""

from itertools import combinations

from firsthand.records import Article, IncidentMention
from firsthand.schema import to_rows
from tests.claims.helpers import article, run_claims

VELMORE = (
    "Twelve people were killed when a bus fell from the bridge of Velmore on Monday, police said. "
    "At least 20 people were injured in the crash in Velmore, the ministry of health said."
)
VELMORE_TOO = (
    "A bus crash in Velmore killed 12 people on Monday, according to police. "
    "The ministry of health said that 20 people had been injured when the bus fell from the bridge in Velmore."
)
TANFORD = (
    "Seven people were killed on Sunday when a mine collapsed in Tanford, the mine's owner said. "
    "Forty miners were injured in Tanford."
)
AGAIN = (
    "Three people were killed on Tuesday when a second bus fell from the bridge of Velmore, police said. "
    "Five people were injured in Velmore on Tuesday."
)


def incidents(*articles: Article) -> set[frozenset[str]]:
    """Articles of each incident that two or more tell of."""
    given = {row.article_id: row.given_id for row in articles}
    members: dict[int, set[str]] = {}
    for row in to_rows(run_claims(list(articles))["incident_mentions"], IncidentMention):
        members.setdefault(row.incident_id, set()).add(given[row.article_id])
    return {frozenset(names) for names in members.values() if len(names) > 1}


def test_reports_of_one_event_are_one_incident() -> None:
    found = incidents(
        article(VELMORE, "a", "A", "2026-02-03"),
        article(VELMORE_TOO, "b", "B", "2026-02-03"),
        article(TANFORD, "c", "C", "2026-02-02"),
    )
    assert found == {frozenset("ab")}


def test_a_round_up_tells_of_each_of_its_events() -> None:
    found = incidents(
        article(VELMORE, "a", "A", "2026-02-03"),
        article(TANFORD, "c", "C", "2026-02-03"),
        article(f"{VELMORE_TOO} {TANFORD}", "round-up", "D", "2026-02-03"),
    )
    assert found == {frozenset(["a", "round-up"]), frozenset(["c", "round-up"])}


def test_the_same_thing_at_the_same_place_a_day_later_is_another_incident() -> None:
    found = incidents(
        article(VELMORE, "a", "A", "2026-02-03"),
        article(VELMORE_TOO, "b", "B", "2026-02-03"),
        article(AGAIN, "c", "C", "2026-02-04"),
    )
    assert found == {frozenset("ab")}


def test_a_date_that_is_weeks_off_does_not_part_two_reports() -> None:
    texts = [text.replace(" on Monday", "") for text in (VELMORE, VELMORE_TOO)]
    found = incidents(article(texts[0], "a", "A", "2026-02-03"), article(texts[1], "b", "B", "2026-02-24"))
    assert found == {frozenset("ab")}
    assert not incidents(article(texts[0], "a", "A", "2026-02-03"), article(texts[1], "b", "B", "2026-06-24"))


def test_order_of_the_articles_changes_nothing() -> None:
    articles = [
        article(VELMORE, "a", "A", "2026-02-03"),
        article(VELMORE_TOO, "b", "B", "2026-02-03"),
        article(f"{VELMORE_TOO} {TANFORD}", "c", "D", "2026-02-03"),
    ]
    tables = [run_claims(list(order))["incident_mentions"] for order in (articles, articles[::-1])]
    assert tables[0].equals(tables[1])


def test_no_mention_stands_in_two_parts() -> None:
    rows = to_rows(
        run_claims([article(f"{VELMORE} {TANFORD} {AGAIN}", "a", "A", "2026-02-04")])["incident_mentions"],
        IncidentMention,
    )
    assert len({row.mention_id for row in rows}) == len(rows)
    assert all(a.part_id != b.part_id or a.article_id == b.article_id for a, b in combinations(rows, 2))
    assert len({row.part_id for row in rows}) == 3

"""Who a source is inside an article: short forms, roles, pronouns, bodies of state, names that run into each other."""

import pytest

from firsthand.attribution.chains import without_cycles
from firsthand.attribution.registry import look_up
from firsthand.attribution.tables import find_attributions
from firsthand.parse import parse_articles
from firsthand.read.articles import make_article
from firsthand.records import Article, Attribution
from firsthand.schema import to_rows, to_table


def sources(text: str) -> list[tuple[str | None, str]]:
    """Name and kind of every statement's source, in the order of the text."""
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    found = find_attributions(articles, parse_articles(articles, parse_characters=20_000))
    rows = sorted(to_rows(found, Attribution), key=lambda row: (row.source or row.cue, row.content))
    return [(row.who, row.kind) for row in rows]


NAMES = [
    (
        "Kenya sent troops on Monday. Kenya will pay for them, officials in Kenya hope. The army said ten men died.",
        [("Kenyan army", "organisation")],
    ),
    (
        "Chile closed a mine. “The mine is old,” Russia's defence ministry said.",
        [("Russian Defence Ministry", "organisation")],
    ),
    ("Director of the city hospital Ann Smith said the ward was full.", [("Ann Smith", "person")]),
    ("Ann Smith the head of the Harbour Office said the ward was full.", [("Ann Smith (Harbour Office)", "person")]),
    (
        "Berg Smith met Carl Smith. Carl Smith left. The port is shut, Smith said.",
        [("Carl Smith", "person")],
    ),
    ("A video posted by activists showed the port in flames.", [("A video posted by activists", "document")]),
    ("A group known as the Harbour Watch said the port was shut.", [("Harbour Watch", "organisation")]),
    ("The Ministry of Defence said the base was shut.", [("Ministry of Defence", "organisation")]),
    ("Sources close to the talks said a deal was near.", [("sources close to the talks", "collective")]),
    ("One witness said the bus was full.", [("a witness", "unnamed")]),
    ("President Putin himself said the talks had failed.", [("Putin", "person")]),
    ("The Children's agency (UNICEF) said schools were shut.", [("UNICEF", "organisation")]),
    (
        "Staff of Amnesty International met on Friday. They were tired, the group said.",
        [("Amnesty International", "organisation")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text[:60] for text, _ in NAMES])
def test_names(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert sources(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed six people in the old town of Aleppo Syrian activists said on Friday.",
        "A bomb killed six people in the old town Syrian state media reported on Wednesday.",
        "A bomb killed six people in the old town the Syrian Observatory for Human Rights (SOHR) said today.",
        "A bomb killed six people in the old town; Reuters reported.",
    ],
)
def test_a_source_after_a_clause_without_its_comma(text: str) -> None:
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    (row,) = to_rows(find_attributions(articles, parse_articles(articles, parse_characters=20_000)), Attribution)
    start, end = row.content[:2]
    assert text[start:end].startswith("A bomb killed six people in the old town")
    assert row.source[0] >= end


def test_an_alias_is_a_whole_name() -> None:
    assert look_up("The National") is not None
    assert sources("The Syrian National said the road was shut.")[0][0] != "The National"


def test_no_statement_stands_above_itself() -> None:
    assert without_cycles([1, 2, 0]) == [None, 2, 0]
    assert without_cycles([None, 0, 1]) == [None, 0, 1]
    assert without_cycles([0]) == [None]

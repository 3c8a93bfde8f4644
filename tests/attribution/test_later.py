"""Names that stand elsewhere: bodies that a text only mentions, names given afterwards, an article's own full names."""

import pytest

from firsthand.attribution.later import as_written
from firsthand.attribution.memory import Named
from firsthand.attribution.national import find_contested
from firsthand.attribution.tables import find_attributions
from firsthand.attribution.tokens import Tokens, open_tokens
from firsthand.parse import parse_articles
from firsthand.read.articles import make_article
from firsthand.records import Article, Attribution, Parse
from firsthand.schema import to_rows, to_table

LEAGUE, GROUP = "Consumers League", "consumer group"


def names(text: str) -> list[str | None]:
    """Who makes each statement, in the order of the text."""
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    found = find_attributions(articles, parse_articles(articles, parse_characters=20_000))
    rows = to_rows(found, Attribution)
    return [row.who for row in sorted(rows, key=lambda row: (row.source or row.cue, row.content))]


def tokens(text: str) -> Tokens:
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    return open_tokens(to_rows(parse_articles(articles, parse_characters=20_000), Parse)[0], text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Staff of the Union of Coastal Nurses had been called in, the group said. It will stay, the group added.",
            ["Union of Coastal Nurses"] * 2,
        ),
        (
            "A leading consumer group condemned the rise. The Dublin-based Consumers League said families would pay.",
            [LEAGUE] * 2,
        ),
        ("A consumer group condemned the rise. The Consumers League also said families would pay.", [GROUP, LEAGUE]),
        (
            "A consumer group condemned the rise. Fares rose. Rents did. Wages did not. The Consumers League said so.",
            [GROUP, LEAGUE],
        ),
        (
            "The Harbour Union said talks failed. She added it goes on. “Now,” said Harbour Union leader Ann Smith.",
            ["Harbour Union", "Ann Smith (Harbour Union)", "Ann Smith (Harbour Union)"],
        ),
        ("The charity that runs it said the shelter was full.", ["charity"]),
        (
            "The Food Standards Agency (FSA) said milk was safe. The agency said tests went on. The FSA said more.",
            ["Food Standards Agency"] * 3,
        ),
        ("The company, Acme Steel, said profits rose. The company said it would grow.", ["Acme Steel"] * 2),
        ("A United Nations report obtained by Reuters said food was short.", ["United Nations"]),
        ("The World Bank issued a report on ports. The report said docks were old.", ["The report"]),
        (
            "The Institute of Ports said in a report that trade fell. The report said docks were old.",
            ["Institute of Ports"] * 2,
        ),
        (
            "The bank's chief Ann Smith read a report on ports. Ann Smith said docks were old. The report said so too.",
            ["Ann Smith", "The report"],
        ),
        ("Turkey's state-run news agency said the bridge was open.", ["Anadolu Agency"]),
        (
            "The Northport Hospital ward is shut. A Northport press release said beds were short.",
            ["Northport Hospital"],
        ),
        ("Kenya's leaders met. Kenya said talks failed. The country asked for help.", ["Kenya"] * 2),
        ("A doctor, Jane Doe, said the ward was full.", ["Jane Doe"]),
        ("UN coordinator for Kenya, Jane Doe called the attack a crime.", ["Jane Doe"]),
    ],
)
def test_a_source_has_the_name_that_stands_elsewhere(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_nobody_speaks_for_a_body_of_which_two_people_do() -> None:
    text = (
        "The Harbour Union said talks had failed. She added that the strike would go on. “We are ready,” said Harbour "
        "Union leader Ann Smith. “Soon,” said Harbour Union spokesman Carl Berg."
    )
    assert names(text)[1] is None


def test_an_activist_group_is_no_monitor_that_the_article_names() -> None:
    text = "Human Rights Watch is at work. An activist group for fishermen said that the port was shut."
    assert names(text) == ["activist group"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Doctors of the Union of Syrian Medical Relief Organisations left.",
            "Union of Syrian Medical Relief Organisations",
        ),
        ("Doctors of the UOSSM left.", "Union of Medical Care and Relief Organizations"),
        (
            "Doctors of the Union of Medical Care and Relief Organisations left.",
            "Union of Medical Care and Relief Organizations",
        ),
    ],
)
def test_a_registered_body_has_the_full_name_that_the_article_gives_it(text: str, who: str) -> None:
    registered = Named("Union of Medical Care and Relief Organizations", "organisation")
    assert as_written(tokens(text), registered).who == who


def test_a_regime_is_of_the_state_that_has_rebels_and_not_of_the_one_named_most() -> None:
    text = (
        "Chile and Chile's partners met Chile's allies on the war in Kenya. Kenyan rebels fought on. Regime forces "
        "said the town was theirs. The opposition denied it."
    )
    assert find_contested(tokens(text)) == ("Kenya",)
    assert names(text) == ["Kenyan regime forces", "Kenyan opposition"]

"""Texts that lost their punctuation: sentences inside sentences, other words in sources, two sources in one."""

import pytest

from firsthand.attribution.glued import glued_sentences
from firsthand.attribution.tables import find_attributions
from firsthand.attribution.tokens import open_tokens
from firsthand.parse import parse_articles
from firsthand.read.articles import make_article
from firsthand.records import Article, Attribution, Parse
from firsthand.schema import pairs_of, to_rows, to_table


def statements(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each statement, in the order of the text."""
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    found = to_rows(find_attributions(articles, parse_articles(articles, parse_characters=20_000)), Attribution)

    def words(spans: list[int]) -> str:
        return " | ".join(text[start:end] for start, end in pairs_of(spans))

    rows = sorted(found, key=lambda row: (row.source or row.cue, row.content))
    return [(words(r.source), words(r.cue), words(r.content)) for r in rows]


def begun(text: str) -> list[str]:
    """The words before which a sentence begins."""
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    parse = to_rows(parse_articles(articles, parse_characters=20_000), Parse)[0]
    return [text[at:].split()[0] for at in glued_sentences(open_tokens(parse, text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "New talks in doubt for a third week Strikes at the docks went on. The strikes began in May.",
            ["Strikes"],
        ),
        ("The strikes at the docks of Port Strikes went on. The Strikes are a band.", []),
        ("A film called The river was shown. It tells of the river.", []),
        ("Talks not imminent Strikes went on.", []),
    ],
)
def test_a_sentence_begins_at_a_capital_that_is_small_elsewhere(text: str, expected: list[str]) -> None:
    assert begun(text) == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The fight took place during a change of guard among the crew the union said.", "the union"),
        ("(Post and Agencies) Harbour Union said the docks were shut.", "Harbour Union"),
        ("18:20 Harbour Union said the docks were shut.", "Harbour Union"),
    ],
)
def test_a_source_is_cut_free_of_what_stands_before_it(text: str, source: str) -> None:
    assert [found[0] for found in statements(text)] == [source]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Many fell ill the ministry and doctors at the scene said.", ["the ministry", "doctors at the scene"]),
        ("Rescuers and residents of the town said the river rose.", ["Rescuers", "residents of the town"]),
        ("According to the company and its lawyers, the mine was safe.", ["the company", "its lawyers"]),
        ("The Food and Drug Agency said the milk was safe.", ["The Food and Drug Agency"]),
        (
            "The Ministry of Health and Social Affairs said the ward was full.",
            ["The Ministry of Health and Social Affairs"],
        ),
        (
            "Ann Smith, medical professor and a specialist at the University of Leeds, said the ward was full.",
            ["Ann Smith, medical professor and a specialist at the University of Leeds"],
        ),
    ],
)
def test_two_sources_make_two_statements_and_one_name_one(text: str, sources: list[str]) -> None:
    assert [found[0] for found in statements(text)] == sources


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Flood Network has documented the deaths of 27 people.",
            [("The Flood Network", "documented", "the deaths of 27 people")],
        ),
        (
            "The names of all 18 killed were listed by the town council.",
            [("the town council", "listed", "The names of all 18 killed")],
        ),
        ("The striker recorded nine goals and listed five clubs.", []),
        ("The council listed the church in 1950.", []),
    ],
)
def test_who_counts_the_dead_states_their_number(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected

"""Who a source is inside an article: short forms, roles, pronouns, bodies of state, names that run into each other."""

import pytest

from firsthand.attribution.chains import without_cycles
from firsthand.attribution.national import state_start
from firsthand.attribution.registry import look_up
from firsthand.attribution.tables import find_attributions
from firsthand.attribution.tokens import open_tokens
from firsthand.parse import parse_articles
from firsthand.read.articles import make_article
from firsthand.records import Article, Attribution, Parse
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
    ("Bernie Waters met farmers. Waters said prices were too low.", [("Bernie Waters", "person")]),
    ("FEMA representatives said the road was shut.", [("FEMA representatives", "collective")]),
    ("A video posted by activists showed the port in flames.", [("A video posted by activists", "document")]),
    ("A group known as the Harbour Watch said the port was shut.", [("Harbour Watch", "organisation")]),
    ("Doctor Ann Smith runs the ward. It is full, Dr Smith said.", [("Ann Smith", "person")]),
    ("Ann Smith, 20, said the port was shut.", [("Ann Smith", "person")]),
    ("The valley's minority expressed concern that the road was shut.", [("valley's minority", "collective")]),
    ("The Ministry of Defence said the base was shut.", [("Ministry of Defence", "organisation")]),
    ("Sources close to the talks said a deal was near.", [("sources close to the talks", "collective")]),
    ("One witness said the bus was full.", [("a witness", "unnamed")]),
    ("President Putin himself said the talks had failed.", [("Putin", "person")]),
    ("The Children's agency (UNICEF) said schools were shut.", [("UNICEF", "organisation")]),
    (
        "The Coastal Observatory for Human Rights said nine died. The Geneva-based monitor said more were hurt.",
        [("Coastal Observatory for Human Rights", "organisation")] * 2,
    ),
    (
        "Kenya's rebels met the Kenyan opposition. Nairobi said talks had failed.",
        [("Kenyan government", "organisation")],
    ),
    ("Chile met Kenya. Nairobi said talks had failed.", [("Kenya", "organisation")]),
    (
        "Kenyan President Jane Doe spoke on Monday. The Doe government said taxes would rise.",
        [("Kenyan government", "organisation")],
    ),
    ("The Kenyan regime said taxes would rise.", [("Kenyan government", "organisation")]),
    ("The Kenyan army moved on Monday. Ten men died, Kenya's military said.", [("Kenyan army", "organisation")]),
    (
        "Chile closed a port. Chile's miners left Chile. The ministry of defence in Nairobi said talks had failed.",
        [("Kenyan ministry of defence", "organisation")],
    ),
    (
        "Chile closed a port. Chile's miners left Chile. Kenya said talks had failed. The ministry said it was sorry.",
        [("Kenya", "organisation"), ("Kenyan ministry", "organisation")],
    ),
    (
        "Kenya closed its ports. Kenya's rebels left Kenya. The opposition forces said the ports were open.",
        [("Kenyan opposition forces", "collective")],
    ),
    (
        "Chile met Kenya. Chile's miners left. Kenya called for talks. Foreign Minister Jane Doe said it was time.",
        [("Kenya", "organisation"), ("Jane Doe (Kenyan foreign ministry)", "person")],
    ),
    (
        "Jane Doe said it was time. Jane Doe, head of the Harbour Office, said she would go.",
        [("Jane Doe (Harbour Office)", "person")] * 2,
    ),
    ("UN envoy for Kenya Jane Doe said talks had failed.", [("Jane Doe", "person")]),
    ("A firm called Harbour Works said the port was open.", [("Harbour Works", "organisation")]),
    ("Ann Smith who heads the Red Cross said the ward was full.", [("Ann Smith (Red Cross)", "person")]),
    ("Ann Smith editor of the port gazette said the ward was full.", [("Ann Smith", "person")]),
    (
        "Fire broke out in Upper Dale town, near Lower Dale. Residents of the town said a pump had failed.",
        [("residents of Upper Dale", "collective")],
    ),
    ("Fire broke out. Residents of the town said a pump had failed.", [("residents of the town", "collective")]),
    ("UN figures show that ten ports are shut.", [("United Nations", "organisation")]),
    ("Opposition figures say that ten ports are shut.", [("opposition figures", "collective")]),
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
        "A bomb killed six people in the old town state television said on Friday.",
    ],
)
def test_a_source_after_a_clause_without_its_comma(text: str) -> None:
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    (row,) = to_rows(find_attributions(articles, parse_articles(articles, parse_characters=20_000)), Attribution)
    start, end = row.content[:2]
    assert text[start:end].startswith("A bomb killed six people in the old town")
    assert row.source[0] >= end


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ten men died with the mayor saying more were hurt.", "the mayor"),
        ("According to the report rebels took the town.", "the report"),
        ("According to the Harbour TV station floods were near.", "the Harbour TV station"),
        ("The toll was confirmed by Kenyan health officials who said the ward was full.", "Kenyan health officials"),
        ("“We saw it,” Ali Said told reporters.", "Ali Said"),
    ],
)
def test_where_a_source_begins_and_ends(text: str, source: str) -> None:
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    rows = to_rows(find_attributions(articles, parse_articles(articles, parse_characters=20_000)), Attribution)
    assert source in {text[row.source[0] : row.source[1]] for row in rows if row.source}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("SANA quoted a military source as saying the road was open.", "a Syrian military source"),
        ("Reuters quoted a military source as saying the road was open.", "a military source"),
        ("SANA quoted a civil defence source as saying the road was open.", "a civil defence source"),
    ],
)
def test_a_military_source_of_a_state_agency_is_that_states(text: str, who: str) -> None:
    assert who in {name for name, _ in sources(text)}


def test_an_alias_is_a_whole_name() -> None:
    assert look_up("The National") is not None
    assert sources("The Syrian National said the road was shut.")[0][0] != "The National"


def test_the_state_just_before_a_phrase_is_part_of_its_name() -> None:
    text = "In Kenya the Kenyan army left. Kenya's military and the United States spoke. In Nairobi A clerk wept."
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    (parse,) = to_rows(parse_articles(articles, parse_characters=20_000), Parse)
    t = open_tokens(parse, text)
    words = {word: i for i, word in enumerate(t.words)}

    def whole(word: str) -> str:
        return text[t.starts[state_start(t, words[word])] : t.ends[words[word]]]

    found = [whole(word) for word in ("army", "military", "States", "clerk", "A")]
    assert found == ["Kenyan army", "Kenya's military", "United States", "clerk", "A"]


def test_no_statement_stands_above_itself() -> None:
    assert without_cycles([1, 2, 0]) == [None, 2, 0]
    assert without_cycles([None, 0, 1]) == [None, 0, 1]
    assert without_cycles([0]) == [None]

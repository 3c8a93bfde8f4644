"""Worked examples of reported statements, one construction each, with exact spans."""

import pytest

from firsthand.attribution.tables import find_attributions
from firsthand.parse import parse_articles
from firsthand.read.articles import make_article
from firsthand.records import Article, Attribution
from firsthand.schema import pairs_of, to_rows, to_table


def read(text: str, language: str = "en") -> list[Attribution]:
    articles = to_table([make_article(text, given_id="a", language=language)], Article)
    rows = to_rows(find_attributions(articles, parse_articles(articles, parse_characters=20_000)), Attribution)
    return sorted(rows, key=lambda row: (row.content, row.cue))


def words(text: str, spans: list[int]) -> str:
    return " | ".join(text[start:end] for start, end in pairs_of(spans))


def statements(text: str) -> list[tuple[str, str, str]]:
    return [(words(text, r.source), words(text, r.cue), words(text, r.content)) for r in read(text)]


EXAMPLES = [
    ("The mayor said the bridge would close.", [("The mayor", "said", "the bridge would close")]),
    ("The bridge will close on Monday, the mayor said.", [("the mayor", "said", "The bridge will close on Monday")]),
    ("The bridge will close on Monday the mayor said.", [("the mayor", "said", "The bridge will close on Monday")]),
    (
        "“The bridge,” the mayor said, “will close on Monday.”",
        [("the mayor", "said", "“The bridge,” | “will close on Monday.”")],
    ),
    (
        '"We saw the river rise," said Anna Berg, a farmer near the town.',
        [("Anna Berg, a farmer near the town", "said", '"We saw the river rise,"')],
    ),
    ("Nine houses, the fire service said, burned down.", [("the fire service", "said", "Nine houses | burned down")]),
    (
        "According to the fire service, nine houses burned.",
        [("the fire service", "According to", "nine houses burned")],
    ),
    (
        "Nine houses burned, according to the fire service.",
        [("the fire service", "according to", "Nine houses burned")],
    ),
    (
        "Fire destroys nine houses in valley: fire service",
        [("fire service", ":", "Fire destroys nine houses in valley")],
    ),
    ("The governor, however, said there was no plan.", [("The governor", "said", "there was no plan")]),
    (
        "The union said 300 jobs were at risk, adding that talks had failed.",
        [("The union", "said", "300 jobs were at risk"), ("The union", "adding", "that talks had failed")],
    ),
    (
        "Nine people died, the ministry and the Red Cross said.",
        [("the ministry", "said", "Nine people died"), ("the Red Cross", "said", "Nine people died")],
    ),
    ("The rebels claimed responsibility for the attack.", [("The rebels", "claimed", "responsibility for the attack")]),
    (
        "The union accused the company of hiding losses.",
        [("The union", "accused", "the company of hiding losses")],
    ),
    (
        'President Jane Doe gave an ultimatum to the strikers, warning that the "time for talks is over."',
        [
            ("President Jane Doe", "gave", "an ultimatum to the strikers"),
            ("President Jane Doe", "warning", 'that the "time for talks is over."'),
        ],
    ),
    ("The dam reportedly broke on Tuesday.", [("", "reportedly", "The dam | broke on Tuesday")]),
    ("Two men were reported missing after the storm.", [("", "reported", "Two men | missing after the storm")]),
    (
        "There were speculations that the company would be sold.",
        [("", "speculations", "that the company would be sold")],
    ),
    (
        "The capture of the town was announced by the militia.",
        [("the militia", "announced", "The capture of the town")],
    ),
    ("Footage showed smoke over the harbour.", [("Footage", "showed", "smoke over the harbour")]),
    ("The monitor put the death toll at nine.", [("The monitor", "put", "the death toll at nine")]),
    (
        "The army said the rebels fled while activists said they remained.",
        [("The army", "said", "the rebels fled"), ("activists", "said", "they remained")],
    ),
    # Nothing is stated on somebody's authority here.
    ("Around 45,000 refugees registered with the UN live there, but more are believed to be in camps.", []),
    ("No one has claimed responsibility for the attack.", []),
    ("The war has claimed the lives of many people.", []),
    ("Work will be carried out according to planned phases.", []),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_constructions(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'The bridge fell the mayor said. "We will build it again" she said.',
        "The bridge fell, the mayor said. “We will build it again,” she said.",
        'The bridge fell, the mayor said. "We will build it again," she said.',
    ],
)
def test_punctuation_decides_nothing(text: str) -> None:
    found = statements(text)
    assert [(source, cue) for source, cue, _ in found] == [("the mayor", "said"), ("she", "said")]
    assert found[0][2] == "The bridge fell"
    assert found[1][2].strip('"“”,') == "We will build it again"


def test_a_quotation_goes_on_over_sentences() -> None:
    text = (
        '"It was a foul," coach Ann Lee said after the game. "Everybody saw it. We move on." The team plays on Friday.'
    )
    (row,) = read(text)
    assert words(text, row.content) == '"It was a foul," | "Everybody saw it. | We move on."'
    earlier = 'The town is lost. "We left at night. Nobody helped us," one resident said.'
    (row,) = read(earlier)
    assert words(earlier, row.content) == '"We left at night. Nobody helped us,"'


def test_a_headline_that_ends_in_its_source_counts_each_time() -> None:
    title = "Strike kills 15 in northern valley: monitor"
    text = f"{title}\n{title} A strike killed 15 people on Sunday, a monitor said."
    assert [r for r in statements(text) if r[1] == ":"] == [
        ("monitor", ":", "Strike kills 15 in northern valley"),
    ] * 2


def test_an_article_in_a_language_without_rules_has_no_statements() -> None:
    assert read("Le maire a dit que le pont fermerait.", language="fr") == []


HOSTILE = {
    "one sentence": "the army said that " + "rebels and the monitor said militants " * 900,
    "cues only": "said " * 3000,
    "nested quotes": '"He said ' * 800,
    "unbalanced quotes": '"The town fell," he said. He said "it fell. ' * 300,
    "markup": "<p onclick='x'>Ignore all previous instructions, the <b>editor</b> said. " * 100,
    "brackets": "(Reuters) - (AFP Photo " * 800,
    "nothing": "",
    "spaces": " \n\t " * 500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read_in_bounded_time(name: str) -> None:
    import time

    text = HOSTILE[name]
    articles = to_table([make_article(text, given_id=name, language="en")], Article)
    parses = parse_articles(articles, parse_characters=20_000)
    begun = time.process_time()
    rows = to_rows(find_attributions(articles, parses), Attribution)
    assert time.process_time() - begun < 10
    for row in rows:
        for start, end in pairs_of(row.source + row.cue + row.content + row.channel):
            assert 0 <= start < end <= len(text)


def test_the_same_text_gives_the_same_rows_whatever_stands_beside_it() -> None:
    texts = [text for text, _ in EXAMPLES]
    articles = to_table([make_article(t, given_id=str(i), language="en") for i, t in enumerate(texts)], Article)
    parses = parse_articles(articles, parse_characters=20_000)
    whole = sorted(to_rows(find_attributions(articles, parses), Attribution), key=lambda r: r.attribution_id)
    parts = [
        row
        for i in reversed(range(articles.num_rows))
        for row in to_rows(find_attributions(articles.slice(i, 1), parses), Attribution)
    ]
    assert whole == sorted(parts, key=lambda r: r.attribution_id)
    assert len({r.attribution_id for r in whole}) == len(whole)


def test_citing_somebody_for_nothing_states_nothing() -> None:
    assert statements("The bridge closed. Citing the army.") == []
    assert [who for who, _, _ in statements("Citing the army, according to the mayor.")] == ["the mayor"]

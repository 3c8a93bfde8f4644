"""Chains, channels, canonical names and the bodies behind them."""

import pytest

from firsthand.attribution.registry import bodies, look_up
from firsthand.attribution.tables import body_of, find_attributions, find_source_names
from firsthand.parse import parse_articles
from firsthand.read.articles import make_article
from firsthand.records import Article, Attribution, SourceName
from firsthand.schema import to_rows, to_table


def read(text: str) -> tuple[list[Attribution], list[SourceName]]:
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    found = find_attributions(articles, parse_articles(articles, parse_characters=20_000))
    rows = sorted(to_rows(found, Attribution), key=lambda row: (row.content, row.cue))
    return rows, to_rows(find_source_names(articles, found), SourceName)


def chains(text: str) -> list[list[str | None]]:
    """Chain of every statement: outermost reporter first, channels between."""
    rows, _ = read(text)
    by_id = {row.attribution_id: row for row in rows}

    def chain(row: Attribution) -> list[str | None]:
        outer = chain(by_id[row.parent]) if row.parent is not None else []
        return [*outer, *([row.channel_name] if row.channel else []), row.who]

    return [chain(row) for row in rows]


CHAINS = [
    (
        "Ann Smith told Reuters that the army had announced that the road was shut.",
        [["Reuters", "Ann Smith"], ["Reuters", "Ann Smith", "army"]],
    ),
    (
        "Reuters quoted a Lebanese security source as saying that refugees fled.",
        [["Reuters"], ["Reuters", "a Lebanese security source"]],
    ),
    ("The hill fell on Friday, a Syrian commander told Reuters.", [["Reuters", "a Syrian commander"]]),
    ("A Syrian commander told Reuters that the hill fell on Friday.", [["Reuters", "a Syrian commander"]]),
    ("The minister was quoted by Interfax as saying the talks had failed.", [["Interfax", "minister"]]),
    ("The army said in a statement carried by TASS that two men died.", [["TASS", "army"]]),
    ("In a statement to Reuters, the group said it would reply.", [["Reuters", "group"]]),
    ("Speaking to Reuters, Jane Doe said the road was open.", [["Reuters", "Jane Doe"]]),
    # A platform carries words and answers for none: its span is kept, and it is no name in the chain.
    ("The group said on Twitter that it would reply.", [[None, "group"]]),
    (
        "Human Rights Watch said, citing medical sources, that nine people died.",
        [["Human Rights Watch"], ["Human Rights Watch", "medical sources"]],
    ),
    ("Press TV reported that militants use the hills.", [["Press TV"]]),
    ("The mayor said the bridge was safe according to Reuters.", [["Reuters"], ["Reuters", "mayor"]]),
    (
        "The minister said the talks had failed Interfax news agency reported.",
        [["Interfax"], ["Interfax", "minister"]],
    ),
    ("Reuters reported the ministry as saying that two men died.", [["Reuters"], ["Reuters", "ministry"]]),
    (
        "“The school was hit,” said an activist speaking to AFP on condition of anonymity.",
        [["Agence France-Presse", "an activist"]],
    ),
    ("He told CBS's Face the Nation that he was done.", [["CBS's Face the Nation", None]]),
    # The writer's aside inside what another says is reported by nobody.
    (
        "Jane Doe asked the court to rule on what the ministry says was an accident.",
        [["Jane Doe"], ["ministry"]],
    ),
    ("The deal was confirmed to an AFP correspondent.", [["Agence France-Presse", None]]),
    ("The ministry told Interfax's correspondent that two boats sank.", [["Interfax", "ministry"]]),
    ("State TV, quoting the governor, said two boats sank.", [["State TV", "governor"], ["State TV"]]),
    (
        "Kenya cheered. Kenyans sang in Kenya. The mayor told state media that two boats sank.",
        [["Kenyan state media", "mayor"]],
    ),
    (
        "She said in an interview with media organisations in Oslo that talks had failed.",
        [["media organisations in Oslo", None]],
    ),
    (
        "According to a statement in the state-run Harbour Press, two boats sank.",
        [["the state-run Harbour Press", "a statement in the state-run Harbour Press"]],
    ),
    # Where a group speaks on its own accounts is a platform; a website of its own is no channel.
    ("The group claimed the raid in a statement circulated on its Facebook page.", [[None, "group"]]),
    (
        "A statement on the Harbour Department's website said two boats sank.",
        [["A statement on the Harbour Department's website"]],
    ),
    ("The mayor and the governor said two boats sank.", [["mayor"], ["governor"]]),
    ("The mayor told reporters that the road was open.", [["mayor"]]),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS, ids=[text for text, _ in CHAINS])
def test_chains(text: str, expected: list[list[str | None]]) -> None:
    assert chains(text) == expected


def test_what_a_source_says_of_itself_is_no_chain() -> None:
    assert chains("Washington said the attack, which it said killed ten, was planned.") == [["United States"]] * 2


def test_all_names_of_one_body_are_one_and_pronouns_are_resolved() -> None:
    rows, _ = read(
        "A monitor said nine people died. The Syrian Observatory for Human Rights said children were among them. "
        "It said more were hurt. Observatory head Rami Abdel Rahman told AFP the toll could rise. "
        "He said the raids went on. Abdel Rahman said rescue was slow."
    )
    body = "Syrian Observatory for Human Rights"
    head = f"Rami Abdel Rahman ({body})"
    assert [row.who for row in rows] == [body, body, body, head, head, head]
    assert [row.kind for row in rows] == ["organisation"] * 3 + ["person"] * 3


def test_unnamed_sources_keep_their_description() -> None:
    rows, _ = read("A military source told Reuters the road was cut. The source said tanks were used.")
    assert [(row.who, row.kind) for row in rows] == [("a military source", "unnamed")] * 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jane Doe said it rained.", "person"),
        ("Prime Minister Jane Doe said it rained.", "person"),
        ("The interior ministry said it rained.", "organisation"),
        ("Moscow said it rained.", "organisation"),
        ("The BBC said it rained.", "outlet"),
        ("The WHO said it rained.", "organisation"),
        ("Estimates by the WHO said it rained.", "organisation"),
        ("A Reuters correspondent said it rained.", "outlet"),
        ("A new study said it rained.", "document"),
        ("A statement by the interior ministry said it rained.", "organisation"),
        ("A security official said it rained.", "unnamed"),
        ("Security officials said it rained.", "collective"),
        ("Residents said it rained.", "collective"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    (row,), _ = read(text)
    assert row.kind == kind


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry denied that it had closed the road.", "denied"),
        ("The ministry confirmed that it had closed the road.", "confirmed"),
        ("The union accused the ministry of closing the road.", "accused"),
        ("The ministry warned that the road could close.", "warned"),
        ("The rebels claimed that the road was theirs.", "claimed"),
        ("The ministry vowed that the road would open.", "planned"),
        ("The road was reportedly closed.", "reported"),
        ("The ministry said the road was closed.", "said"),
    ],
)
def test_stances(text: str, stance: str) -> None:
    (row,), _ = read(text)
    assert row.stance == stance


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The ministry said the road was reportedly closed.", "reportedly"),
        ("The road was reportedly closed.", "reportedly"),
        ("The ministry said the toll could not be verified.", "could not be verified"),
        ("Rebels said ten died. The claim could not be independently verified.", "could not be independently verified"),
        (
            "Rebels said ten died. Reuters was unable to independently verify the report.",
            "was unable to independently verify",
        ),
        ("Rebels said ten died. The mayor could not be reached.", None),
        ("Rebels said ten died. The road was confirmed to be shut.", None),
    ],
)
def test_hedges(text: str, hedge: str | None) -> None:
    rows, _ = read(text)
    assert rows[0].hedge == hedge


@pytest.mark.parametrize(
    ("name", "who", "body"),
    [
        ("Hezbollah’s al-Manar TV", "Al-Manar", "Hezbollah"),
        ("the Hezbollah's Military Media Center", "Hezbollah Military Media Center", "Hezbollah"),
        ("a television channel run by the Taliban", "television channel", "Taliban"),
        ("the Hamas-affiliated agency", "agency", "Hamas"),
        ("SANA", "Syrian Arab News Agency", "Government of Syria"),
        ("Syrian state TV", "Syrian state television", "Government of Syria"),
        ("Reuters", "Reuters", None),
        ("Turkey's largest newspaper", "newspaper", None),
    ],
)
def test_bodies(name: str, who: str, body: str | None) -> None:
    assert body_of(name, who)[0] == body


def test_every_registered_body_has_a_name_of_its_own_and_a_source() -> None:
    assert len(bodies()) >= 400
    names = [body.name for body in bodies()]
    assert len(set(names)) == len(names)
    for body in bodies():
        assert body.source.startswith("https://")
        assert body.kind in ("wire", "outlet", "broadcaster", "monitor", "organisation", "government")
        assert (found := look_up(body.name)) is not None
        assert found.name == body.name, f"{body.name} is an alias of {found.name}"

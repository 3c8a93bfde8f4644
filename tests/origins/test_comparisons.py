"""What is set side by side for a reader, on invented news of several kinds carried through every step."""

import pytest

from firsthand.records import Article, Conflict, Mention
from firsthand.schema import to_rows
from tests.claims.helpers import article
from tests.origins.test_growing_cases import run_all

FLOOD = [
    article(
        "Water from the Varn reservoir flooded the town of Ostrel on Tuesday, and 400 people left their homes. "
        "On Monday night Hydrelia opened the gates of the dam in Ostrel, the mayor of Ostrel said. "
        "Hydrelia denied that it opened the gates of the dam in Ostrel.",
        "a", "Harbour Post", "2021-05-05",
    ),
    article(
        "The town of Ostrel was flooded on Tuesday by water from the Varn reservoir, and 400 people left their homes. "
        "The water board will inspect the dam in June, a spokesman said.",
        "b", "Valley News", "2021-05-05",
    ),
]  # fmt: skip

STRIKE = [
    article(
        "Nine people were wounded on Sunday in the village of Marsk when rockets hit the market. "
        "Kenyan troops attacked the village of Marsk on Sunday, residents said. "
        "The Kenyan army denied that it attacked Marsk. "
        "The dead were buried in the evening.",
        "a", "Harbour Post", "2021-05-03",
    ),
    article(
        "Nine people were wounded on Sunday in the village of Marsk when rockets hit the market. "
        "Ugandan troops attacked the village of Marsk on Sunday, a doctor said. "
        "Schools in the region are closed.",
        "b", "Valley News", "2021-05-03",
    ),
]  # fmt: skip

MERGER = [
    article(
        "Shares of Norda rose by 12 percent on Friday after reports of a takeover. "
        "Alberon agreed to buy the shipbuilder Norda for 3 billion dollars, the union said. "
        "Alberon denied that it agreed to buy Norda.",
        "a", "Harbour Post", "2021-05-08",
    ),
    article(
        "Shares of Norda rose by 12 percent on Friday after reports of a takeover. "
        "Alberon agreed to buy the shipbuilder Norda for 3 billion dollars, a banker said. "
        "The government is to look at the plan.",
        "b", "Valley News", "2021-05-08",
    ),
]  # fmt: skip


def compare(articles: list[Article]) -> dict[tuple[str, str], list[str]]:
    """The words of each side of what is to compare, by question and what it is about."""
    tables = run_all(articles)
    texts = {a.article_id: a.text for a in articles}
    mentions = {m.mention_id: m for m in to_rows(tables["mentions"], Mention)}
    return {
        (row.question or "", row.about): [
            texts[mentions[m].article_id][mentions[m].start : mentions[m].end] for m in row.mention_ids
        ]
        for row in to_rows(tables["conflicts"], Conflict)
        if row.kind == "to compare"
    }


@pytest.mark.parametrize(
    ("news", "about"),
    [(FLOOD, "Hydrelia"), (STRIKE, "Kenyan troops"), (MERGER, "Alberon")],
    ids=["flood", "strike", "merger"],
)
def test_denial_is_set_beside_what_others_say_of_the_same_actor(news: list[Article], about: str) -> None:
    sides = compare(news)["what one does", about]
    assert len(sides) >= 2


def test_two_forces_that_are_each_said_to_have_attacked_one_village_are_set_side_by_side() -> None:
    found = {question: sides for (question, _), sides in compare(STRIKE).items()}
    assert any("Kenyan" in side for side in found["who acts"])
    assert any("Ugandan" in side for side in found["who acts"])


def test_who_fights_whom_is_no_comparison() -> None:
    told = [
        article(
            "Nine people were wounded on Sunday in the village of Marsk when rockets hit the market. "
            f"{line} The dead were buried in the evening.",
            name, outlet, "2021-05-03",
        )
        for name, outlet, line in (
            ("a", "Harbour Post", "Kenyan troops attacked Ugandan troops in Marsk on Sunday, residents said."),
            ("b", "Valley News", "Ugandan troops attacked Kenyan troops in Marsk on Sunday, a doctor said."),
        )
    ]  # fmt: skip
    assert not [question for question, _ in compare(told) if question == "who acts"]


def test_one_target_here_and_two_there_are_set_side_by_side() -> None:
    told = [
        article(
            "Kenyan troops attacked fighters of the Dawn League near Marsk on Sunday, the army said. "
            "Nine people were wounded in the village of Marsk.",
            "a", "Harbour Post", "2021-05-03",
        ),
        article(
            "Kenyan troops attacked fighters of the Dawn League near Marsk on Sunday, a doctor said. "
            "Nine people were wounded in the village of Marsk. "
            "Some 300 fighters of the Dawn League and the Red Column have their base in the hills, residents said.",
            "b", "Valley News", "2021-05-03",
        ),
    ]  # fmt: skip
    (sides,) = [sides for (question, _), sides in compare(told).items() if question == "who is targeted"]
    assert any("Red Column" in side for side in sides)


def test_stories_that_share_nothing_are_not_compared() -> None:
    other = article(
        "The parliament of Kenya opened on Monday. The Kenyan army would march in Nairobi on Friday, its speaker said.",
        "c", "Hill Gazette", "2021-06-07",
    )  # fmt: skip
    sides = [side for listed in compare([*STRIKE, other]).values() for side in listed]
    assert not any("Nairobi" in side for side in sides)

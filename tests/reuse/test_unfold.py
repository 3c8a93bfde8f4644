"""What much-copied texts have no rows for is made when it is asked for, and is what a case without folding has."""

import random
from typing import Any

import pyarrow as pa
import pytest

from firsthand.export.lines import reuse_lines
from firsthand.records import Article
from firsthand.settings import Settings
from tests.invented_case import MemoryCase
from tests.reuse.invented import FOURTH, LEAD, OTHER, REPORT, SECOND, THIRD, article, day, run_reuse

PLACES = ["Aldern", "Birkhal", "Corve", "Dunmere", "Esker", "Fallow", "Gaunt", "Hollin", "Ibrek", "Jarrow", "Keld"]
OUTLETS = ["Vesla Post", "Karsten Courier", "Reuters", "Ombrek Times", None]
BIG = 1 << 30
NEVER = Settings(fold_pairs=BIG, crowd_families=BIG)


class SettingsCase(MemoryCase):
    """Tables in memory with the numbers that they were made with."""

    def __init__(self, tables: dict[str, pa.Table], settings: Settings) -> None:
        super().__init__(tables)
        self._settings = settings

    def settings(self) -> Settings:
        return self._settings


def replace_words(text: str, desk: random.Random, share: float) -> str:
    return " ".join(desk.choice(PLACES) if desk.random() < share else word for word in text.split(" "))


def a_copy(number: int) -> Article:
    """The report as some desk prints it: as it came, edited, cut short, credited, or between own words."""
    desk = random.Random(number)
    parts = [LEAD, SECOND, THIRD, FOURTH]
    text = REPORT
    match number % 5:
        case 1:
            text = replace_words(text, desk, 0.04)
        case 2:
            text = "\n".join(parts[: desk.choice([1, 2, 3])])
        case 3:
            text = "\n".join(["According to Reuters, this is what happened.", *parts[: desk.choice([2, 4])]])
        case 4:
            text = "\n".join([OTHER.split("\n")[desk.randrange(3)], parts[desk.randrange(4)], parts[desk.randrange(4)]])
    dated = day(1 + desk.randrange(20)) if desk.random() < 0.8 else {}
    return article(text, f"n{number:03}", outlet=desk.choice(OUTLETS), **dated)


def exported(articles: list[Article], settings: Settings, *, folded: bool = False) -> list[dict[str, Any]]:
    case = SettingsCase(run_reuse(articles, settings=settings), settings)
    return list(reuse_lines(case, folded))


def two_hundred_copies() -> list[Article]:
    copies = [a_copy(number) for number in range(200)]
    return [
        *copies,
        article(OTHER, "other", outlet="Dunmere Daily"),
        article(f"{OTHER}\n{LEAD}", "both", outlet="Both"),
    ]


@pytest.fixture(scope="module")
def whole() -> list[dict[str, Any]]:
    return exported(two_hundred_copies(), NEVER)


@pytest.mark.parametrize("most", [20, 3])
def test_the_export_of_two_hundred_folded_copies_is_that_of_a_case_without_folding(
    most: int, whole: list[dict[str, Any]]
) -> None:
    settings = Settings(fold_pairs=most, crowd_families=most)
    tables = run_reuse(two_hundred_copies(), settings=settings)
    kept = len(set(zip(*(tables["reuse"].column(n).to_pylist() for n in ("a_id", "b_id")), strict=True)))
    assert kept < 200 * 10
    assert len({(line["a"], line["b"]) for line in whole}) > 10_000
    assert list(reuse_lines(SettingsCase(tables, settings), False)) == whole


def test_one_line_stands_for_all_pairs_of_two_texts() -> None:
    copies = [article(REPORT, f"n{number:03}", outlet=OUTLETS[number % 3]) for number in range(40)]
    copies += [article(f"{OTHER}\n{LEAD}\n{SECOND}", f"o{number}") for number in range(3)]
    folded, whole = (exported(copies, Settings(fold_pairs=5), folded=True), exported(copies, NEVER, folded=True))
    assert {line["stands_for"] for line in folded} == {40 * 39 // 2, 40 * 3, 3}
    assert len({(line["a"], line["b"]) for line in folded}) == 3
    assert folded == whole


def test_nothing_of_a_crowd_is_lost_to_its_hubs() -> None:
    """Sixty texts that share one paragraph and little else, and two that share another one besides."""
    rest = [replace_words(FOURTH, random.Random(number), 0.9) for number in range(60)]
    copies = [article(f"{own}\n{SECOND}", f"n{number:02}", **day(1 + number % 9)) for number, own in enumerate(rest)]
    copies += [article(f"{OTHER}\n{SECOND}\n{own}", f"z{own[:4]}") for own in ("Aldern says.", "Keld says.")]
    settings = Settings(fold_pairs=5, crowd_families=10)
    tables = run_reuse(copies, settings=settings)
    assert tables["folded"].num_rows > 50
    lines = list(reuse_lines(SettingsCase(tables, settings), False))
    assert len({(line["a"], line["b"]) for line in lines}) == 62 * 61 // 2
    named = {a.article_id: a.given_id for a in copies}
    rows = zip(*(tables["reuse"].column(name).to_pylist() for name in ("a_id", "b_id", "matches")), strict=True)
    assert sum(matches for a, b, matches in rows if named[a][0] == named[b][0] == "z") > 40

"""Families of passages: one text in many articles, with its wordings, its earliest and its fullest member."""

import random
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest

from firsthand.records import Article, FamilyPassage, PassageFamily
from firsthand.reuse.family_history import Earliest, name_confidence, tell_earliest
from firsthand.schema import to_rows
from tests.reuse.invented import FOURTH, LEAD, OTHER, REPORT, SECOND, THIRD, article, day, run_reuse

FIFTH = (
    "Engineers from the national railway will test the remaining terraces with ground radar before any train may pass "
    "the tunnel at Vesla again."
)
SIXTH = (
    "Relatives of the buried workers slept in the waiting room of Karsten station, where volunteers handed out soup, "
    "blankets and telephone cards."
)
OWN = "Our correspondent in Ombrek spoke with shopkeepers who had heard the rumble from across the frozen lake."


class Families:
    """The families of some articles, with their texts."""

    def __init__(self, articles: list[Article], chunk_rows: int = 64) -> None:
        self.tables = run_reuse(articles, chunk_rows, last="passage_families")
        self.articles = {a.article_id: a for a in articles}
        self.families = to_rows(self.tables["passage_families"], PassageFamily)
        self.members = to_rows(self.tables["family_passages"], FamilyPassage)

    def by_articles(self) -> dict[tuple[str, ...], list[PassageFamily]]:
        """The families by the given ids of their articles."""
        found: dict[tuple[str, ...], list[PassageFamily]] = {}
        for family in self.families:
            found.setdefault(tuple(sorted(self.texts(family))), []).append(family)
        return found

    def texts(self, family: PassageFamily) -> dict[str, str]:
        """What each article has of a family, by given id; stretches joined by a bar."""
        found = {}
        for member in self.members:
            if member.family_id == family.family_id:
                owner = self.articles[member.article_id]
                pairs = zip(member.spans[::2], member.spans[1::2], strict=True)
                found[owner.given_id] = " | ".join(owner.text[start:end] for start, end in pairs)
        return found

    def given(self, article_id: int | None) -> str | None:
        return None if article_id is None else self.articles[article_id].given_id

    def member(self, name: str) -> FamilyPassage:
        """The one row of an article."""
        (row,) = (m for m in self.members if self.given(m.article_id) == name)
        return row


def test_a_report_in_three_articles_is_one_family_with_its_text_in_each() -> None:
    found = Families([article(REPORT, "a"), article(f"{OWN}\n{REPORT}", "b"), article(f"{REPORT}\n{SIXTH}", "c")])
    (family,) = found.families
    assert found.texts(family) == dict.fromkeys("abc", REPORT)
    assert (family.articles, family.outlets, family.variants, family.kind) == (3, 3, 1, "story")
    assert {m.copies for m in found.members} == {3}


def test_a_paragraph_that_travels_by_itself_is_a_family_by_itself() -> None:
    """Two articles have the whole report, three more its last paragraph only."""
    others = ["Rain", "Snow", "Hail"]
    alone = [
        article(f"{other} fell on Dunmere for the {n}th day.\n{FOURTH}", f"alone{n}") for n, other in enumerate(others)
    ]
    found = Families([article(REPORT, "a"), article(REPORT, "b"), *alone])
    names = {names: [found.texts(f)["a"] for f in families] for names, families in found.by_articles().items()}
    assert names == {("a", "b"): [f"{LEAD}\n{SECOND}\n{THIRD}"], ("a", "alone0", "alone1", "alone2", "b"): [FOURTH]}


def test_a_chain_of_versions_does_not_make_one_family_of_different_texts() -> None:
    """Each version keeps two of three paragraphs of the one before: all of a family stands in its fullest member."""
    parts = [LEAD, SECOND, THIRD, FOURTH, FIFTH, SIXTH, OWN, *OTHER.split("\n")]
    found = Families([article("\n".join(parts[n : n + 3]), f"v{n}") for n in range(8)])
    together = set()
    for family in found.families:
        texts = found.texts(family)
        whole = texts[found.given(family.fullest_id) or ""]
        assert all(part in whole for text in texts.values() for part in text.split(" | "))
        numbers = sorted(int(name[1:]) for name in texts)
        assert numbers[-1] - numbers[0] <= 4  # two before the fullest, two after it
        together |= set(pairwise(numbers))
    assert together >= set(pairwise(range(8)))


def test_the_fullest_has_most_and_the_earliest_comes_from_dates() -> None:
    found = Families(
        [
            article(f"{LEAD}\n{SECOND}\n{THIRD}", "short", **day(1)),
            article(REPORT, "full", **day(4)),
            article(f"{REPORT}\n{OWN}", "late", **day(9)),
        ]
    )
    family = max(found.families, key=lambda f: f.words)
    assert found.given(family.earliest_id) == "short"
    assert family.earliest_confidence == "probable"
    assert found.given(family.fullest_id) == "full"


def test_without_dates_and_other_evidence_the_earliest_is_unknown() -> None:
    (family,) = Families([article(REPORT, "a"), article(REPORT, "b")]).families
    assert (family.earliest_id, family.earliest_confidence, family.earliest_score) == (None, "unknown", 0.5)
    assert family.earliest_reason == "too few dates; 2 articles without a date"


def member(number: int, published: datetime | None, **fields: Any) -> FamilyPassage:
    empty = {"from_id": None, "from_score": None, "credit_start": None, "credit_end": None, "credit_name": None}
    given = {"kind": "story", "spans": [0, 9], "words": 9, "variant": 1, "copies": 1, "credited": False}
    return FamilyPassage(family_id=1, article_id=number, published=published, **{**given, **empty, **fields})


def at(number: int, hour: int = 0) -> datetime:
    return datetime(2024, 5, number, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("members", "article_id", "confidence"),
    [
        ([member(1, at(3)), member(2, at(9))], 1, "probable"),
        ([member(1, at(3, 5)), member(2, at(3, 9))], 1, "possible"),
        ([member(1, at(3)), member(2, at(3))], None, "unknown"),
        ([member(1, at(3)), member(2, at(3, 9))], None, "unknown"),  # of the one only the day is known
        ([member(1, at(3)), member(2, None)], None, "unknown"),
        ([member(1, at(3)), member(2, at(9)), member(3, None)], 1, "possible"),
        ([member(1, None), member(2, None, from_id=1, from_score=0.995)], 1, "certain"),
        ([member(1, at(9)), member(2, at(3), from_id=1, from_score=0.9)], 1, "probable"),  # a wrong date
        ([member(1, at(3), from_id=2, from_score=0.9), member(2, at(4), from_id=1, from_score=0.9)], None, "unknown"),
    ],
)
def test_the_earliest_is_who_took_from_nobody_else_who_was_first(
    members: list[FamilyPassage], article_id: int | None, confidence: str
) -> None:
    found = tell_earliest(members)
    assert (found.article_id, name_confidence(found)) == (article_id, confidence)
    assert 0.5 <= found.score <= 1
    assert isinstance(found, Earliest)


def test_variants_fold_near_copies_and_copies_count_the_exact_ones() -> None:
    near = REPORT.replace("provincial", "regional").replace("excavators", "diggers")
    words = REPORT.split(" ")
    far = " ".join("elsewhere" if n % 6 == 5 else word for n, word in enumerate(words))
    found = Families([article(REPORT, f"same{n}") for n in range(3)] + [article(near, "near"), article(far, "far")])
    variant = {found.given(m.article_id): m.variant for m in found.members}
    assert {variant[f"same{n}"] for n in range(3)} == {variant["near"]} == {1}
    assert variant["far"] == 2
    assert found.member("same0").copies == 3
    assert found.member("near").copies == found.member("far").copies == 1


def test_a_member_says_whom_it_took_the_text_from_and_whom_it_credits() -> None:
    found = Families(
        [
            article(REPORT, "source", outlet="Coastal Wire", **day(3)),
            article(
                f"{OWN}\nCoastal Wire reported that a{LEAD[1:]}\n{SECOND}\n{THIRD}", "copy", outlet="Daily", **day(5)
            ),
        ]
    )
    copy = next(m for m in found.members if found.given(m.article_id) == "copy" and m.credited)
    assert found.given(copy.from_id) == "source"
    assert copy.from_score is not None
    assert copy.from_score > 0.9
    text = found.articles[copy.article_id].text
    assert "Coastal Wire" in text[copy.credit_start : copy.credit_end]
    assert copy.credit_name == "Coastal Wire"


def test_ids_stay_when_copies_are_added_and_do_not_depend_on_order_or_chunks() -> None:
    articles = [
        article(REPORT, "a"),
        article(f"{OWN}\n{REPORT}", "b"),
        article(f"{OTHER}\n{FIFTH}", "x"),
        article(FIFTH, "y"),
    ]
    first = Families(articles)
    ids = {f.family_id for f in first.families}
    shuffled = random.Random(3).sample(articles, len(articles))
    again = Families(shuffled, chunk_rows=1)
    for table in ("family_passages", "passage_families"):
        assert again.tables[table].equals(first.tables[table])
    more = [
        article(REPORT, "c"),
        article(f"{LEAD}\n{SECOND}\n{THIRD}\n{OWN}", "d"),
        article(f"{FIFTH}\n{OWN} Later.", "z"),
    ]
    assert ids <= {f.family_id for f in Families([*articles, *more]).families}


def test_a_much_copied_story_comes_out_whole_when_reuse_has_its_leader_only() -> None:
    """Big families of near copies may have rows with their leader alone."""
    from firsthand.pipeline import Local
    from firsthand.settings import Settings
    from firsthand.steps import STEPS

    copies = [article(f"{OWN if n % 3 else ''}\n{REPORT}", f"copy{n}") for n in range(30)]
    whole = Families(copies)
    leader = min(whole.articles)
    tables = dict(whole.tables)
    for name in ("reuse", "alignments", "directions"):
        table = tables[name]
        mask = [leader in pair for pair in zip(table["a_id"].to_pylist(), table["b_id"].to_pylist(), strict=True)]
        tables[name] = table.filter(pa.array(mask))
    runner = Local(Settings())
    for step in STEPS:
        if step.table in ("shared_groups", "family_links", "family_members", "family_passages", "passage_families"):
            tables[step.table] = runner.make(step, tables)
    assert tables["passage_families"].equals(whole.tables["passage_families"])
    assert tables["family_passages"].num_rows == whole.tables["family_passages"].num_rows


def test_every_span_is_evidence_and_articles_without_shared_words_have_no_family() -> None:
    assert Families([article(REPORT, "a"), article(OTHER, "b")]).families == []
    found = Families([article(REPORT, "a"), article(f"{SECOND}\n{OWN}\n{LEAD}", "b")])
    for family in found.families:
        assert len(set(found.texts(family).values())) == 1

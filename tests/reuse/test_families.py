"""Families of near copies: every pair of many copies is found, with the passages that it would have by itself.

Which of these pairs are rows is told in `test_unfold`.
"""

import random

import pyarrow as pa
import pytest

from firsthand.pipeline import Local
from firsthand.records import Alignment, Article, RegistryEntry
from firsthand.reuse.align import align_pairs
from firsthand.reuse.rows import Family, Pair
from firsthand.schema import pairs_of, to_rows, to_table
from firsthand.settings import Settings
from firsthand.steps import STEPS
from firsthand.text import find_words
from tests.reuse.invented import FOURTH, LEAD, OTHER, REPORT, SECOND, THIRD, article

MADE = {step.table: step for step in STEPS}
FIRST = ("credits", "sketches", "families", "postings", "article_heads", "source_ranks", "family_sizes")
PAIRED = ("shared_ngrams", "hubs", "stars", "compared_ngrams", "sharing_families", "family_pairs", "pairs")
EVERY_PAIR = Settings(fold_pairs=1 << 30, crowd_families=1 << 30)
PLACES = ["Aldern", "Birkhal", "Corve", "Dunmere", "Esker", "Fallow", "Gaunt", "Hollin", "Ibrek", "Jarrow", "Keld"]


def align(articles: list[Article], *, folded: bool) -> dict[str, pa.Table]:
    """Alignments of all pairs, through families or each pair by itself."""
    runner, tables = Local(EVERY_PAIR), {"articles": to_table(articles, Article)}
    tables["registry"] = to_table([], RegistryEntry)
    for name in (*FIRST, *PAIRED, "alignments"):
        if name == "families" and not folded:
            tables[name] = to_table([Family(a.article_id, a.article_id) for a in articles], Family)
        else:
            tables[name] = runner.make(MADE[name], tables)
    return tables


def edited(seed: int) -> str:
    """A copy of the report as a desk edits it: places renamed, a word dropped, paragraphs left out or moved."""
    desk = random.Random(seed)
    parts = [LEAD, SECOND, THIRD, FOURTH][: desk.choice([3, 4, 4])]
    if desk.random() < 0.2:
        parts.reverse()
    made = []
    for word in "\n".join(parts).split(" "):
        draw = desk.random()
        made += [desk.choice(PLACES)] if draw < 0.025 else [] if draw < 0.035 else [word]
    return " ".join(made)


def test_two_hundred_equal_copies_have_the_rows_that_they_have_unfolded() -> None:
    copies = [article(REPORT, f"copy{number}") for number in range(200)]
    copies += [article(f"{OTHER}\n{THIRD}\n{LEAD}", "version"), article(OTHER, "other")]
    folded, plain = align(copies, folded=True), align(copies, folded=False)
    assert folded["alignments"].equals(plain["alignments"])
    assert len(set(folded["families"].column("leader_id").to_pylist())) == 3
    assert folded["pairs"].select(["a_id", "b_id"]).equals(plain["pairs"].select(["a_id", "b_id"]))
    # All copies pairwise, each with the version, and the version with the other.
    assert folded["pairs"].num_rows == 200 * 199 // 2 + 200 + 1


def test_two_hundred_near_copies_lose_no_pair_and_every_span_is_evidence() -> None:
    copies = [article(edited(number), f"copy{number}") for number in range(200)]
    texts = {a.article_id: a.text for a in copies}
    folded, plain = align(copies, folded=True), align(copies, folded=False)
    rows = to_rows(folded["alignments"], Alignment)
    assert len({(r.a_id, r.b_id) for r in rows}) == 200 * 199 // 2
    for row in rows:
        for (i, x), (j, y) in zip(pairs_of(row.a_equal), pairs_of(row.b_equal), strict=True):
            assert find_words(texts[row.a_id][i:x]).folded == find_words(texts[row.b_id][j:y]).folded
    unfolded = to_rows(plain["alignments"], Alignment)
    assert sum(r.matches for r in rows) == pytest.approx(sum(r.matches for r in unfolded), rel=0.002)


def test_no_copy_is_lost_however_many_there_are() -> None:
    """Each n-gram of 1,200 short copies would weigh 16 / 1,200 if copies were counted one by one: no pair would be
    left."""
    copies = [article(f"{SECOND} {number}", f"copy{number}") for number in range(1200)]
    assert align(copies, folded=True)["pairs"].num_rows == 1200 * 1199 // 2


def test_a_paragraph_that_two_copies_have_and_their_leader_has_not_is_found() -> None:
    leader, one, other = (
        article(REPORT, "leader"),
        article(f"{REPORT}\n{OTHER}", "one"),
        article(f"{OTHER}\n{REPORT}", "other"),
    )
    pair = Pair(min(one.article_id, other.article_id), max(one.article_id, other.article_id), 0, leader.article_id)
    settings = Settings()
    made = align_pairs(
        to_table([pair], Pair),
        to_table([leader, one, other], Article),
        gap_words=settings.gap_words,
        passage_words=settings.passage_words,
        stretch_words=settings.stretch_words,
    )
    assert sum(made.column("matches").to_pylist()) == len(find_words(f"{REPORT}\n{OTHER}").folded)

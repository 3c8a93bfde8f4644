"""Who copied whom, by which evidence, and what the copier left out."""

import pytest

from firsthand.records import Article, Direction, DirectionEvidence, Omission
from firsthand.schema import to_rows
from tests.reuse.invented import FOURTH, LEAD, OTHER, REPORT, SECOND, THIRD, article, day, run_reuse

OWN = (
    "Rescue volunteers in Ombrek said helicopters had circled over the valley since supper.\n"
    "A baker on the main square gave soup and blankets to the families who waited there.\n"
    "Schools along the Vesla road are to stay shut until the terraces have been surveyed."
)


def direction(one: Article, other: Article) -> tuple[str | None, str, list[str], dict[str, float]]:
    """The given id copied from, confidence, what is missing, and the evidence's kinds with their weights for `one`."""
    tables = run_reuse([one, other])
    (row,) = to_rows(tables["directions"], Direction)
    names = {one.article_id: one.given_id, other.article_id: other.given_id}
    weights: dict[str, float] = {}
    for found in to_rows(tables["direction_evidence"], DirectionEvidence):
        sign = 1 if found.from_id == one.article_id else -1
        weights[found.kind] = weights.get(found.kind, 0.0) + sign * found.weight
        if found.start is not None:
            holder = one if found.article_id == one.article_id else other
            assert holder.text[found.start : found.end].strip()
    return names.get(row.from_id or 0), row.confidence, row.missing, weights


def test_two_equal_articles_without_dates_have_no_direction() -> None:
    assert direction(article(REPORT, "one"), article(REPORT, "two")) == (None, "unknown", ["publication times"], {})


def test_the_earlier_article_was_copied_from() -> None:
    name, confidence, missing, _ = direction(
        article(REPORT, "one", **day(1)), article(f"{OWN}\n{LEAD}", "two", **day(3))
    )
    assert (name, confidence, missing) == ("one", "probable", [])


def test_an_hour_or_a_time_zone_is_thin_evidence() -> None:
    name, confidence, _, weights = direction(article(REPORT, "one", **day(1)), article(REPORT, "two", **day(2)))
    assert (name, confidence) == (None, "unknown")
    assert weights == {"publication time": 1.0}


def test_a_credit_to_the_other_outlet_decides() -> None:
    one = article(REPORT, "one", outlet="Karsten Post")
    two = article(f"{OWN}\nThe Karsten Post reported that a{LEAD[1:]}", "two", outlet="Ombrek News")
    name, confidence, missing, weights = direction(one, two)
    assert (name, confidence, missing) == ("one", "probable", ["publication times"])
    assert weights["credit"] == 4.0


def test_credit_and_time_together_are_certain() -> None:
    one = article(REPORT, "one", outlet="Karsten Post", **day(1))
    two = article(f"{OWN}\nThe Karsten Post reported that a{LEAD[1:]}", "two", outlet="Ombrek News", **day(4))
    assert direction(one, two)[:2] == ("one", "certain")


def test_a_wire_mark_on_one_side_is_not_enough() -> None:
    signed = article(f"{REPORT}\n(Reuters)", "one", outlet="Karsten Post")
    name, _, _, weights = direction(signed, article(f"{REPORT}\n{OWN}", "two", outlet="Ombrek News"))
    assert weights["wire mark"] == pytest.approx(0.9)
    assert name in (None, "one")


def test_one_block_at_the_end_speaks_for_the_other() -> None:
    spread = "\n".join([LEAD, OTHER, SECOND, THIRD, OWN.split("\n")[0], FOURTH])
    block = f"{FOURTH[:0]}The river Vesla is rising again, engineers in Ombrek said.\n" * 3 + "\n".join(
        [LEAD, SECOND, THIRD, FOURTH]
    )
    assert direction(article(spread, "one"), article(block, "two"))[3]["order"] == pytest.approx(0.9)


def test_a_definite_noun_without_antecedent_speaks_for_the_other() -> None:
    one = article(f"A barge sank in the Selby lock on Sunday with a cargo of cement and four goats.\n{_BARGE}", "one")
    two = article(f"{OWN}\n{_BARGE}", "two")
    assert direction(one, two)[3]["stranded reference"] == pytest.approx(0.7)


_BARGE = "Engineers hope to raise the barge, which blocks two of three gates, with a floating crane from Dunmere."


def test_words_that_the_copier_does_not_use_itself_are_a_seam() -> None:
    shared = (
        "The militants held the ridge above Karsten until noon, when shelling drove them into a ravine.\n"
        "Eight militants surrendered to a border patrol near the quarry after two nights without water."
    )
    one = article(f"{shared}\nMilitants also burned a bridge at Selby, villagers said.", "one")
    two = article(f"The terrorists fled, the radio said.\nTerrorists had looted the Ombrek mill.\n{shared}", "two")
    assert direction(one, two)[3]["vocabulary seam"] == pytest.approx(0.9)


def test_a_shared_slip_proves_copying_and_no_direction() -> None:
    slip = "Some two-third of the terraces above Karsten had slid into the engine shed by the time excavators arrived."
    weights = direction(article(f"{slip}\n{OTHER}", "one"), article(f"{OWN}\n{slip}", "two"))[3]
    assert weights["shared oddity"] == 0.0


def left_out(original: str, copy: str) -> list[tuple[str, bool]]:
    one, two = article(original, "one", **day(1)), article(copy, "two", **day(5))
    rows = sorted(to_rows(run_reuse([one, two])["omissions"], Omission), key=lambda row: row.start)
    assert {(row.from_id, row.to_id) for row in rows} <= {(one.article_id, two.article_id)}
    return [(one.text[row.start : row.end], row.between) for row in rows]


def test_what_the_copier_left_out_is_listed() -> None:
    assert left_out(REPORT, f"{LEAD}\n{THIRD}") == [(SECOND, True), (FOURTH, False)]


def test_sentences_are_left_out_where_there_are_no_paragraphs() -> None:
    assert left_out(REPORT.replace("\n", " "), f"{THIRD} {LEAD}") == [(SECOND, True), (FOURTH, False)]


def test_nothing_is_left_out_of_an_article_of_which_little_was_copied() -> None:
    assert left_out(f"{REPORT}\n{OTHER}\n{OWN}", f"{LEAD}\n{OWN[:0]}") == []

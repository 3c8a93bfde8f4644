"""Who copied whom, by which evidence, and what the copier left out."""

from datetime import UTC, datetime

import pyarrow as pa

from firsthand.records import Article, Direction, DirectionEvidence, Omission
from firsthand.reuse.directions import keep_reporting
from firsthand.reuse.seams import _choices, _uses
from firsthand.reuse.sides import read_weights
from firsthand.schema import to_rows
from tests.reuse.invented import FOURTH, LEAD, OTHER, REPORT, SECOND, THIRD, article, day, run_reuse

OWN = (
    "Rescue volunteers in Ombrek said helicopters had circled over the valley since supper.\n"
    "A baker on the main square gave soup and blankets to the families who waited there.\n"
    "Schools along the Vesla road are to stay shut until the terraces have been surveyed."
)


def weight(name: str) -> float:
    return read_weights()[name].weight


def direction(one: Article, other: Article) -> tuple[str | None, str, list[str], dict[str, float]]:
    """The given id copied from, confidence, what is missing, and the evidence's kinds with their weights for `one`."""
    tables = run_reuse([one, other])
    (row,) = to_rows(tables["directions"], Direction)
    names = {one.article_id: one.given_id, other.article_id: other.given_id}
    weights: dict[str, float] = {}
    for found in to_rows(tables["direction_evidence"], DirectionEvidence):
        sign = 1 if found.from_id == one.article_id else -1
        weights[found.kind] = round(weights.get(found.kind, 0.0) + sign * found.weight, 2)
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


def test_a_day_between_two_dates_is_thin_evidence() -> None:
    name, confidence, _, weights = direction(article(REPORT, "one", **day(1)), article(REPORT, "two", **day(2)))
    assert (name, confidence) == (None, "unknown")
    assert weights == {"publication time": weight("dated a day earlier")}


def test_hours_by_the_clock_are_more_than_a_day_without_one() -> None:
    at = {"published_precision": "second"}
    one = article(REPORT, "one", published=datetime(2024, 5, 1, 9, tzinfo=UTC), **at)
    two = article(REPORT, "two", published=datetime(2024, 5, 1, 15, 30, tzinfo=UTC), **at)
    assert direction(one, two)[3] == {"publication time": weight("published hours earlier")}
    assert weight("published days earlier") > weight("published hours earlier") > weight("dated a day earlier")


def test_a_credit_to_the_other_outlet_decides() -> None:
    one = article(REPORT, "one", outlet="Karsten Post")
    two = article(f"{OWN}\nThe Karsten Post reported that a{LEAD[1:]}", "two", outlet="Ombrek News")
    name, confidence, missing, weights = direction(one, two)
    assert (name, confidence, missing) == ("one", "probable", ["publication times"])
    assert weights["credit"] == weight("credit to the other's outlet")


def test_credit_and_time_together_are_certain() -> None:
    one = article(REPORT, "one", outlet="Karsten Post", **day(1))
    two = article(f"{OWN}\nThe Karsten Post reported that a{LEAD[1:]}", "two", outlet="Ombrek News", **day(4))
    assert direction(one, two)[:2] == ("one", "certain")


def test_a_wire_mark_on_one_side_tells_of_a_common_source_and_no_direction() -> None:
    signed = article(f"{REPORT}\n(Reuters)", "one", outlet="Karsten Post")
    weights = direction(signed, article(f"{REPORT}\n{OWN}", "two", outlet="Ombrek News"))[3]
    assert weights["wire mark"] == 0.0


def test_the_article_of_an_agency_itself_is_likelier_the_first() -> None:
    agency = article(REPORT, "one", outlet="Reuters")
    weights = direction(agency, article(f"{LEAD}\n{OWN}", "two", outlet="Ombrek News"))[3]
    assert weights["wire mark"] == weight("of an agency")


def test_a_credit_to_a_third_outlet_tells_no_direction() -> None:
    credited = article(f"{OWN}\nReuters reported that a{LEAD[1:]}", "two", outlet="Ombrek News")
    assert direction(article(REPORT, "one", outlet="Karsten Post"), credited)[3]["credit"] == 0.0


def test_one_block_at_the_end_speaks_for_the_other() -> None:
    spread = "\n".join([LEAD, OTHER, SECOND, THIRD, OWN.split("\n")[0], FOURTH])
    block = f"{FOURTH[:0]}The river Vesla is rising again, engineers in Ombrek said.\n" * 3 + "\n".join(
        [LEAD, SECOND, THIRD, FOURTH]
    )
    assert direction(article(spread, "one"), article(block, "two"))[3]["order"] == weight("one block at the end")


def test_a_definite_noun_without_antecedent_speaks_for_the_other() -> None:
    one = article(f"A barge sank in the Selby lock on Sunday with a cargo of cement and four goats.\n{_BARGE}", "one")
    two = article(f"{OWN}\n{_BARGE}", "two")
    assert direction(one, two)[3]["stranded reference"] == weight("stranded noun")


_BARGE = "Engineers hope to raise the barge, which blocks two of three gates, with a floating crane from Dunmere."


def test_words_that_the_copier_does_not_use_itself_are_a_seam() -> None:
    shared = (
        "The militants held the ridge above Karsten until noon, when shelling drove them into a ravine.\n"
        "Eight militants surrendered to a border patrol near the quarry after two nights without water."
    )
    one = article(f"{shared}\nMilitants also burned a bridge at Selby, villagers said.", "one")
    two = article(f"The terrorists fled.\nTerrorists had looted the Ombrek mill.\n{OWN}\n{shared}", "two")
    seam = direction(one, two)[3]["vocabulary seam"]
    assert 1.5 * weight("vocabulary seam") <= seam <= 5 * weight("vocabulary seam")


def test_a_last_name_alone_points_to_where_the_full_name_stands() -> None:
    told = "Serrano said the third gate had been welded shut since the flood and would be cut open before midnight."
    one = article(f"Barge sinks\nHarbour master Ada Serrano closed the Selby lock after a barge sank.\n{told}", "one")
    two = article(f"{OWN}\n{told}", "two")
    assert direction(one, two)[3]["stranded reference"] == weight("stranded name")
    assert (
        "stranded reference"
        not in direction(one, article(f"Goats lost\nA guard, Ada Serrano, wept.\n{told}", "two"))[3]
    )


def test_marks_and_spellings_of_the_other_are_a_seam() -> None:
    shared = (
        "The harbour wall gave way in 5 per cent of its length, and 30 per cent of the neighbouring quay is grey with "
        "silt, the port’s organisers and the city’s surveyors wrote.\nLabour crews cleared 12 per cent of it."
    )
    one = article(f"{shared}\nA defence engineer put the damage at 9 per cent of the harbour’s worth.", "one")
    two = article(
        f"The harbor lost 4% of its trade.\nLabor groups in gray vests saw 7% of the color fade.\n{OWN}\n{shared}",
        "two",
    )
    assert direction(one, two)[3]["house style"] > weight("house style")


def test_one_house_has_no_seam_with_itself() -> None:
    shared = (
        f"{LEAD}\nSome 5 per cent of it is lost, and 30 per cent of the neighbouring quay with it, surveyors wrote."
    )
    one = article(f"{shared}\nOf the harbour 9 per cent is shut.\n{OWN}", "one", outlet="Karsten Post")
    two = article(
        f"The harbor lost 4%.\nLabor groups saw 7% of it fade.\n{OTHER}\n{shared}", "two", outlet="Karsten Post"
    )
    assert "house style" not in direction(one, two)[3]


def test_what_a_desk_overlooked_speaks_for_the_other() -> None:
    one = article(f"{LEAD} “We dig,” they said. “We hear taps.”\n{SECOND} “Bring lamps,” one said.", "one")
    two = article(f'{LEAD} "We dig," they said. "We hear taps."\n{SECOND} “Bring lamps,” one said.\n{OWN}', "two")
    assert direction(one, two)[3]["house style"] == weight("left over")


def test_an_article_that_breaks_off_was_cut() -> None:
    cut = article(f"{LEAD}\n{SECOND}\n{THIRD.split(', two')[0]}", "two")
    assert direction(article(REPORT, "one"), cut)[3]["truncation"] == weight("breaks off in a sentence")
    ended = article(f"{LEAD} {OWN[:84]}\n{SECOND} The road stays shut.\n{THIRD}", "one")
    assert "truncation" not in direction(ended, article(f"{LEAD} {OWN[:84]}\n{SECOND} The road stays shut.", "two"))[3]


def test_order_containment_and_a_cut_tail_are_one_observation() -> None:
    below = article(f"{OWN}\n{OTHER}\n{REPORT}", "two")
    weights = direction(article(REPORT, "one"), below)[3]
    assert weights["containment"] == weight("whole below other text")
    assert not {"order", "truncation"} & weights.keys()


def test_a_shared_rare_figure_proves_copying_and_no_direction() -> None:
    told = f"{LEAD} The depot had cost 1,347,250 crowns and stood on 4,000 piles when it opened in 1998."
    tables = run_reuse([article(f"{told}\n{OTHER}", "one"), article(f"{OWN}\n{told}", "two")])
    (row,) = [e for e in to_rows(tables["direction_evidence"], DirectionEvidence) if e.kind == "shared oddity"]
    assert (row.text, row.from_id, row.weight) == ('both give "1,347,250"', None, 0.0)


def test_weights_are_small_named_once_and_used() -> None:
    lines = read_weights()
    assert all(0 <= line.weight <= 4 for line in lines.values())
    known = "credit, publication time, wire mark, truncation, order, containment, stranded reference, vocabulary seam, "
    assert {line.kind for line in lines.values()} == set(f"{known}house style, shared oddity".split(", "))


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


def test_spellings_are_choices_though_they_count_as_one_word() -> None:
    """The second text has the word in both spellings: each is the choice that it is, whichever was met first."""
    names = _choices().names
    used = [_uses(text).numbers.tolist() for text in ("They organized it.", "They organised what was organized.")]
    assert [[names[k] for k in each] for each in used] == [
        ["American spelling"],
        ["British spelling", "American spelling"],
    ]


def test_evidence_is_looked_for_where_two_articles_share_a_report() -> None:
    kinds = ["formula", "quotation", "story", "background", "formula"]
    passages = pa.table({"a_id": [1, 1, 1, 2, 2], "b_id": [4, 5, 5, 4, 5], "kind": kinds})
    assert keep_reporting(passages).column("kind").to_pylist() == ["quotation", "story"]
    assert keep_reporting(passages.slice(0, 0)).num_rows == 0

"""How copies are edited: each sort is one passage with exact spans, and its edits are what was edited."""

import pytest

from firsthand.records import Alignment
from firsthand.reuse.edits import list_edits
from firsthand.schema import to_rows
from tests.reuse.invented import OTHER, article, run_reuse

TOLD = (
    "Rebels near Al-Karsa said that the Da'esh emir Assad, who organised 12 raids, was travelling to the harbour "
    'theatre, and called it "a defence of the colours" in 2014.'
)


def edits_of(one: str, other: str) -> list[tuple[str, str, str]]:
    """The edits of the only passage of two texts, less what is equal; it must be the whole of one."""
    tables = run_reuse([article(f"{OTHER}\n\n{one}", "one"), article(other, "other")])
    (found,) = to_rows(tables["alignments"], Alignment)
    texts = {a["article_id"]: a["text"] for a in tables["articles"].to_pylist()}
    names = {a["article_id"]: a["given_id"] for a in tables["articles"].to_pylist()}
    a, b = texts[found.a_id], texts[found.b_id]
    spans = {names[found.a_id]: a[found.a_start : found.a_end], names[found.b_id]: b[found.b_start : found.b_end]}
    assert spans == {"one": one, "other": other}
    steps = [(e.kind, a[e.a_start : e.a_end], b[e.b_start : e.b_end]) for e in list_edits(found, a, b)]
    if names[found.a_id] == "other":
        swapped = {"only in a": "only in b", "only in b": "only in a"}
        steps = [(swapped.get(kind, kind), y, x) for kind, x, y in steps]
    return [step for step in steps if step[0] != "equal"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("organised", "organized"),
        ("travelling", "traveling"),
        ("harbour theatre", "harbor theater"),
        ("a defence of the colours", "a defense of the colors"),
        ("Assad", "Asad"),
        ("Da'esh", "Daesh"),
        ("Da'esh", "Da’esh"),
        ("Al-Karsa", "El-Karsa"),
        ("Al-Karsa", "al Karsah"),
        ("Assad, who", "Assad who"),
        ("raids, was", "raids was"),
        ('"a defence of the colours"', "“a defence of the colours”"),
        ('"a defence of the colours"', "'a defence of the colours'"),
        ("12 raids", "12-raids"),
        ("Rebels near", "REBELS NEAR"),
    ],
)
def test_another_way_of_writing_is_no_edit(old: str, new: str) -> None:
    assert edits_of(TOLD, TOLD.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("said that", "later said that", [("only in b", "", "later")]),
        ("the harbour theatre", "the theatre", [("only in a", "harbour", "")]),
        ("travelling to", "moving into", [("replaced", "travelling to", "moving into")]),
        ("12 raids", "13 raids", [("replaced", "12", "13")]),
        ("12 raids", "twelve raids", [("replaced", "12", "twelve")]),
        (", who organised 12 raids,", "", [("only in a", "who organised 12 raids", "")]),
        ("Assad", "Essid", [("replaced", "Assad", "Essid")]),
    ],
)
def test_an_edit_is_said_as_it_was_made(old: str, new: str, edits: list[tuple[str, str, str]]) -> None:
    assert edits_of(TOLD, TOLD.replace(old, new)) == edits


def test_reordered_sentences_are_a_passage_each() -> None:
    parts = [
        "Divers searched the flooded quarry for the crane driver until midnight.",
        "The owner of the ferry refused to show inspectors his papers.",
        "Nobody in the valley had heard the second siren on Thursday.",
    ]
    tables = run_reuse([article(" ".join(parts), "one"), article(" ".join([parts[2], parts[0], parts[1]]), "other")])
    found = to_rows(tables["alignments"], Alignment)
    assert sorted(row.matches for row in found) == [11, 22]
    assert {row.block for row in found} == {0}

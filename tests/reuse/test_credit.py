"""Whether the copier says whose words they are, and what only looks like it."""

import pytest

from firsthand.records import Article, Reuse
from firsthand.reuse.crediting import find_namings, same_outlet
from firsthand.schema import to_rows
from tests.reuse.invented import LEAD, OTHER, REPORT, SECOND, THIRD, article, day, run_reuse

WIRE = article(REPORT, "wire", outlet="Reuters", **day(1))


def credits_of(
    body: str, *, original: Article = WIRE, outlet: str = "Dunmere Courier"
) -> list[tuple[bool, str | None, str | None]]:
    """Credited, the crediting words and whom they name, of each passage of a later copy, in its order."""
    copy = article(body, "copy", outlet=outlet, **day(4))
    rows = to_rows(run_reuse([original, copy])["reuse"], Reuse)
    rows.sort(key=lambda r: r.a_start if r.a_id == copy.article_id else r.b_start)
    assert {r.from_id for r in rows if r.kind == "story"} <= {original.article_id, None}
    return [(r.credited, copy.text[r.credit_start : r.credit_end] if r.credited else None, r.credit_name) for r in rows]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"{OTHER}\nReuters reported that a{LEAD[1:]}", "Reuters reported that"),
        (
            f"{OTHER}\nMeanwhile Reuters reported on Monday that a{LEAD[1:]}",
            "Meanwhile Reuters reported on Monday that",
        ),
        (f"{OTHER}\nAccording to the Reuters news agency, a{LEAD[1:]}", "According to the Reuters news agency,"),
        (f"{OTHER}\n{LEAD[:-1]}, according to Reuters.", "according to Reuters"),
        (f"{OTHER}\n{LEAD[:-1]}, Reuters reported.", "Reuters reported"),
        (f"{OTHER}\n{LEAD} (Reuters)", "(Reuters)"),
    ],
)
def test_a_credit_beside_the_passage_is_found_with_its_words(body: str, words: str) -> None:
    assert credits_of(body) == [(True, words, "Reuters")]


@pytest.mark.parametrize("mark", ["-REUTERS", "--Reuters", "(Reuters)", "Source: Reuters"])
def test_a_wire_mark_covers_the_whole_article(mark: str) -> None:
    found = credits_of(f"{LEAD}\n{OTHER}\n{THIRD}\n{mark}")
    assert [credited for credited, _, _ in found] == [True, True]


@pytest.mark.parametrize("mark", ["- ANADOLU AGENCY", "-ASSOCIATED PRESS"])
def test_a_mark_may_have_several_words(mark: str) -> None:
    original = article(REPORT, "wire", **day(1))
    assert credits_of(f"{LEAD}\n{OTHER}\n{mark}", original=original)[0][:2] == (True, mark)


def test_a_wire_that_only_one_of_two_clients_names_is_no_credit_to_the_other() -> None:
    original = article(REPORT, "first", outlet="Karsten Post", **day(1))
    assert credits_of(f"{OTHER}\n{LEAD}\n(Reuters)", original=original) == [(False, None, None)]


@pytest.mark.parametrize(
    "body",
    [
        f"{OTHER}\n{LEAD}",
        f"{OTHER}\nA shepherd told Reuters that the hill had moved. {LEAD}",
        f"{OTHER}\n{LEAD} A shepherd told Reuters that the hill had moved.",
        f"{OTHER}\nThe quarry company said in a statement that a{LEAD[1:]}",
        f"{OTHER} A Reuters photographer saw the roof.\n{LEAD}",
        f"The roof of the library, Reuters reported, is leaking.\n{OTHER}\n{LEAD}",
        f"{LEAD}\n{OTHER}\n(Photo: Reuters)",
    ],
)
def test_look_alikes_are_no_credit(body: str) -> None:
    assert not any(credited for credited, _, _ in credits_of(body))


def test_a_citation_that_came_along_with_the_words_is_no_credit() -> None:
    cited = "Reuters quoted a crane driver as saying that the eastern terrace had cracked long before that day."
    original = article(f"{LEAD}\n{cited}\n{SECOND}", "first", outlet="Karsten Post", **day(1))
    assert credits_of(f"{OTHER}\n{cited}", original=original) == [(False, None, None)]


def test_a_credit_covers_its_own_sentence_only() -> None:
    found = credits_of(f"{OTHER}\n\nReuters reported that a{LEAD[1:]}\n\n{SECOND}\n\n{THIRD}")
    assert [credited for credited, _, _ in found] == [True, False, False]


@pytest.mark.parametrize(
    ("body", "covers"),
    [
        (f"{OTHER}\n\nReuters reported that a{LEAD[1:]}", "sentence"),
        (f"{OTHER}\n\n{LEAD[:-1]}, according to Reuters.", "sentence"),
        (f"{OTHER}\n\nReuters reported on Monday:\n\n{LEAD}", "block"),
        (f"{OTHER}\n\n{LEAD} (Reuters)", "block"),
        (f"{LEAD}\n\n{OTHER}\n\n-REUTERS", "article"),
    ],
)
def test_it_is_said_what_a_credit_covers(body: str, covers: str) -> None:
    rows = to_rows(run_reuse([WIRE, article(body, "copy", outlet="Dunmere Courier", **day(4))])["reuse"], Reuse)
    assert [(row.credited, row.credit_covers) for row in rows if row.kind == "story"] == [(True, covers)]


def test_an_outlet_that_no_list_knows_is_credited_by_its_name() -> None:
    original = article(REPORT, "first", outlet="Vesla Bugle", **day(1))
    found = credits_of(f"{OTHER}\nThe Vesla Bugle reported that a{LEAD[1:]}", original=original)
    assert found == [(True, "The Vesla Bugle reported that", "Vesla Bugle")]


def test_an_outlet_that_names_itself_gives_no_credit() -> None:
    found = credits_of(f"{OTHER}\nReuters reported that a{LEAD[1:]}", outlet="Reuters")
    assert [credited for credited, _, _ in found] == [False]


def test_told_to_an_agency_is_no_naming() -> None:
    text = "A shepherd told AFP the hill had moved."
    assert find_namings(text, 0, len(text), None) == []


def test_outlets_have_many_names() -> None:
    assert same_outlet("AP", "the Associated Press")
    assert not same_outlet("Karsten Post", "Karsten Courier")

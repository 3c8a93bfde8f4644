"""What two articles share, with exact spans: worked examples on invented articles."""

import random

import pytest

from firsthand.records import Article, Reuse
from firsthand.schema import to_rows
from firsthand.settings import Settings
from tests.reuse.invented import FOURTH, LEAD, OTHER, REPORT, SECOND, THIRD, article, passages_of, run_reuse


def share(one: str, other: str) -> list[tuple[str, str]]:
    """The passages of two texts in the order of the first."""
    tables = run_reuse([article(one, "one"), article(other, "other")])
    return sorted(
        ((x, y) for x, y, _ in passages_of(tables, "reuse", Reuse, "one", "other")), key=lambda p: one.find(p[0])
    )


def test_each_copied_paragraph_is_a_passage_with_its_full_stop() -> None:
    assert share(REPORT, f"{OTHER}\n\n{SECOND}\n\n{THIRD}") == [(SECOND, SECOND), (THIRD, THIRD)]


def test_a_copy_at_the_first_character_is_found_whole() -> None:
    assert share(LEAD, LEAD + " " + OTHER) == [(LEAD, LEAD)]


def test_a_clause_before_the_copy_stays_outside() -> None:
    copy = "The Dunmere Courier reported that a" + LEAD[1:]
    assert share(REPORT, copy) == [(LEAD, "a" + LEAD[1:])]


def test_edited_words_stay_inside_one_passage() -> None:
    edited = LEAD.replace("eleven maintenance workers", "twelve workers").replace("on Sunday evening", "late on Sunday")
    ((original, copy),) = share(LEAD + "\n" + OTHER, edited)
    assert (original, copy) == (LEAD, edited)


def test_reordered_paragraphs_are_all_found() -> None:
    found = share(REPORT, f"{THIRD}\n\n{FOURTH}\n\n{LEAD}")
    assert [one for one, _ in found] == [LEAD, THIRD, FOURTH]


def test_text_without_line_breaks_is_one_passage() -> None:
    flat = " ".join([LEAD, SECOND, THIRD]).replace(",", "")
    ((original, copy),) = share(f"{LEAD}\n{SECOND}\n{THIRD}", flat + " " + OTHER.replace("\n", " "))
    assert original == f"{LEAD}\n{SECOND}\n{THIRD}"
    assert copy == flat


def test_an_article_inside_another_is_found() -> None:
    found = share(f"{SECOND}\n{THIRD}", f"{OTHER}\n{REPORT}\n{OTHER}")
    assert [one for one, _ in found] == [SECOND, THIRD]


def test_a_passage_twice_in_one_article_is_found_twice() -> None:
    assert share(LEAD, f"{LEAD}\n{OTHER}\n{LEAD}") == [(LEAD, LEAD), (LEAD, LEAD)]


def test_quotation_marks_belong_to_a_quoted_passage_however_they_are_drawn() -> None:
    said = "“We heard them knocking on the steel girders until about four in the morning.”"
    drawn = said.replace("“", '"').replace("”", '"')
    assert share(f"{said}\n{OTHER}", f"{FOURTH}\n{drawn}") == [(said, drawn)]


def test_no_passage_begins_or_ends_inside_a_hyphenated_word() -> None:
    one = "Inspectors counted the missing lamps at the depot before they opened the steel doors of engine-shed four."
    other = "Inspectors counted the missing lamps at the depot before they opened the steel doors of engine-room nine."
    ((x, y),) = share(one, other)
    assert x == y == "Inspectors counted the missing lamps at the depot before they opened the steel doors of"


@pytest.mark.parametrize(
    "text",
    [
        "Поздно вечером в воскресенье оползень накрыл железнодорожное депо под Карстеном, сообщила служба спасения.",
        "انهارت التلال فوق مستودع السكك الحديدية في كارستن مساء الأحد وحاصرت أحد عشر عاملا داخل الورشة القديمة.",
        "Am Sonntagabend begrub ein Erdrutsch das Bahndepot von Karsten und schloss elf Arbeiter in einer Halle ein.",
    ],
    ids=["ru", "ar", "de"],
)
def test_any_script_with_spaces_works(text: str) -> None:
    assert share(f"{text}\n{OTHER}", f"{FOURTH}\n{text}") == [(text, text)]


@pytest.mark.parametrize("text", ["", "Landslide", "... !", "two words"])
def test_an_article_of_no_or_few_words_shares_nothing(text: str) -> None:
    assert share(text, REPORT) == []


def test_every_pair_of_two_hundred_copies_is_there() -> None:
    copies = [
        article(REPORT.replace("eleven", f"{number}") + f"\nSeen by witness {number} of Karsten.", f"copy{number}")
        for number in range(200)
    ]
    tables = run_reuse(copies, settings=Settings(fold_pairs=20_000))
    pairs = {(r.a_id, r.b_id) for r in to_rows(tables["reuse"], Reuse)}
    assert len(pairs) == 200 * 199 // 2


def test_the_order_and_the_chunks_of_the_input_change_nothing() -> None:
    articles = [
        article(REPORT, "a"),
        article(f"{OTHER}\n{THIRD}", "b"),
        article(f"{THIRD}\n{LEAD}", "c"),
        article(OTHER, "d"),
        article(REPORT, "e"),
    ]
    first = run_reuse(articles)
    random.Random(5).shuffle(articles)
    second = run_reuse(articles, chunk_rows=2)
    for name in ("pairs", "alignments", "passages", "direction_evidence", "directions", "reuse", "omissions"):
        assert first[name].equals(second[name]), name
    assert len(to_rows(first["articles"], Article)) == 5

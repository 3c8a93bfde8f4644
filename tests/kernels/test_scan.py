"""Reading words by numbers agrees with the plain functions that define words, folding and marks."""

import sys

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.kernels import scan
from firsthand.reuse.words import JOINED, MARK_CLASSES, MARKS_AFTER, MARKS_BEFORE, PARAGRAPH, read_words
from firsthand.text import find_paragraphs, find_words

PIECES = ["Syria’s", "don't", "3,000.5", "4,", "U.S.", "al-Nusra", "Québec", "12th", "²x'y", "ʼA", "don´t", "Straße"]
SCRIPTS = ["İzmir", "👍", "الأحد", "оползень", "東京", "۱۲۳", "_a_b"]
SPELLINGS = [
    "colours", "Honour's", "organisation", "analyse", "theatres", "centred", "defence", "offences", "dialogues",
    "programme", "PROGRAMMES", "travelled", "filled", "Assad", "raqqah", "Raqqa", "el", "el-", "El", "e'l", "fours",
    "source", "promise", "ices", "agoe", "tree", "entre", "metred", "sabres", "kilogrammes", "llll'l", "cooee",
    "1100", "programe", "fibred", "catalogue",
]  # fmt: skip
MARKS = ["\n", "\n\n", " ", " “", "”.", '."', "(", ")", "—", "-", "‑", "''", "…"]
pieces = st.sampled_from([*PIECES, *SCRIPTS, *MARKS, *SPELLINGS])
texts = st.one_of(st.lists(pieces, max_size=40).map("".join), st.text(max_size=60))


def plain_edges(text: str) -> list[int]:
    """Marks and flags around each word, as `reuse.words` describes them."""

    def pack(marks: str) -> int:
        code = 0
        for place, mark in enumerate(marks):
            if mark not in MARK_CLASSES:
                break
            code |= MARK_CLASSES[mark] << (4 * place)
        return code

    words = find_words(text)
    edges = []
    for k, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
        before = text[words.ends[k - 1] if k else 0 : start]
        after = text[end : words.starts[k + 1] if k + 1 < len(words.starts) else len(text)]
        edge = pack(after[:MARKS_AFTER]) | pack(before[::-1][:MARKS_BEFORE]) << 16
        edges.append(edge | (JOINED if k and (not before or before in "-‐‑") else 0))
    for paragraph, _ in find_paragraphs(text):
        first = next((k for k, start in enumerate(words.starts) if start >= paragraph), None)
        if first is not None:
            edges[first] |= PARAGRAPH
    return edges


@given(texts)
@settings(max_examples=400, deadline=None)
@example("")
@example("“It fell,” 3,000 of al-Manar’s U.S.-backed men said (on 12 May).”")
def test_words_numbers_and_marks_are_those_of_the_plain_functions(text: str) -> None:
    plain, made = find_words(text), read_words(text)
    assert made.starts.tolist() == plain.starts
    assert made.ends.tolist() == plain.ends
    assert made.numbers.tolist() == [scan.number_word(word) for word in plain.folded]
    assert made.edges.tolist() == plain_edges(text)


ENDINGS = [
    "re",
    "res",
    "red",
    "ence",
    "ences",
    "ogue",
    "ogues",
    "amme",
    "grame",
    "grames",
    "ah",
    "el",
    "our",
    "ise",
    "ys",
]


@given(st.lists(st.one_of(st.text("aeioustrbhlgmncy'", max_size=5), st.sampled_from(ENDINGS)), max_size=5).map("".join))
@settings(max_examples=1_000, deadline=None)
def test_every_word_with_another_spelling_is_noticed(word: str) -> None:
    """The scan leaves such words to `fold_spelling`; one that it does not notice would keep a number of its own."""
    numbers = [scan.number_word(folded) for folded in find_words(word).folded]
    assert read_words(word).numbers.tolist() == numbers


def test_no_letter_or_digit_stands_beyond_the_classed_code_points() -> None:
    assert not any(chr(code).isalnum() for code in range(scan.CLASSED, sys.maxunicode + 1))


def test_a_sketch_tells_what_share_of_n_grams_two_articles_have_in_common() -> None:
    random = np.random.default_rng(7)
    one = random.integers(-(2**62), 2**62, 1000)
    other = np.concatenate([one[:500], random.integers(-(2**62), 2**62, 500)])
    alike = (scan.sketch_ngrams(one, 600) == scan.sketch_ngrams(other, 600)).mean()
    assert abs(alike - 1 / 3) < 0.05


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=30), st.integers(1, 8))
@settings(deadline=None)
def test_a_sketch_is_the_least_of_each_rehashing(hashes: list[int], size: int) -> None:
    mask, mixed, least = (1 << 64) - 1, hashes, []
    for k in range(size):
        mixed = [(value * 6_364_136_223_846_793_005 + 2 * k + 1) & mask for value in mixed]
        mixed = [value ^ value >> 33 for value in mixed]
        least.append(min((value >> 1 for value in mixed), default=(1 << 63) - 1))
    assert scan.sketch_ngrams(np.array(hashes, np.int64), size).tolist() == least

"""The compiled kernels compute what the reference defines."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.kernels import compiled, reference

# Few different words make many repeats, many make few: both are needed.
words = st.integers(2, 40).flatmap(lambda size: st.lists(st.integers(0, size), max_size=70))


def as_array(values: list[int]) -> np.ndarray:
    return np.array(values, np.int64)


@st.composite
def edited_pairs(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Two articles of which the second is made of pieces of the first, edited, and of other words."""
    a = draw(words)
    b: list[int] = []
    for _ in range(draw(st.integers(0, 4))):
        if a and draw(st.booleans()):
            start = draw(st.integers(0, len(a) - 1))
            piece = a[start : start + draw(st.integers(1, 30))]
            change = draw(st.integers(0, len(piece)))
            b += piece[:change] + draw(st.lists(st.integers(0, 40), max_size=3)) + piece[change + 1 :]
        else:
            b += draw(st.lists(st.integers(0, 40), max_size=12))
    if draw(st.booleans()):
        start = list(range(50, 50 + draw(st.integers(15, 25))))
        a, b = start + a, start + b
    return a, b


@settings(deadline=None)
@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=12), st.integers(1, 6))
def test_ngrams_hash_alike(values: list[int], size: int) -> None:
    assert compiled.hash_ngrams(as_array(values), size).tolist() == reference.hash_ngrams(values, size)


@given(edited_pairs())
@settings(max_examples=150, deadline=None)
def test_alignments_are_alike(pair: tuple[list[int], list[int]]) -> None:
    a, b = pair
    assert list(map(tuple, compiled.find_runs(as_array(a), as_array(b), 3).tolist())) == reference.find_runs(a, b, 3)
    made = compiled.align_words(as_array(a), as_array(b), 12, 8)
    assert list(map(tuple, made.tolist())) == reference.align_words(a, b, 12, 8)


@given(words, words, st.booleans())
@settings(max_examples=100, deadline=None)
def test_boxes_align_alike(a: list[int], b: list[int], whole: bool) -> None:
    made = compiled.align_box(as_array(a[:20]), as_array(b[:20]), whole)
    assert list(map(tuple, made.tolist())) == reference.align_box(a[:20], b[:20], whole)


def test_an_edited_run_is_one_alignment() -> None:
    a = list(range(100, 130))
    b = [1, 2, *a[:12], 7, *a[13:], 3]
    assert reference.align_words(a, b, 16, 8) == [(0, 0, 2, 12), (0, 13, 15, 17)]


def test_reordered_blocks_are_two_alignments() -> None:
    a = list(range(100, 140))
    assert reference.align_words(a, a[20:] + a[:20], 16, 8) == [(0, 0, 20, 20), (1, 20, 0, 20)]


def test_a_passage_that_stands_twice_is_found_twice() -> None:
    a = list(range(100, 120))
    b = [*a, *range(40), *a]
    assert reference.align_words(a, b, 16, 8) == [(0, 0, 0, 20), (1, 0, 60, 20)]


def test_two_copies_on_both_sides_are_not_crossed() -> None:
    a = [*range(100, 120), *range(40), *range(100, 120)]
    assert len({run[0] for run in reference.align_words(a, list(a), 16, 8)}) == 1


def test_unrelated_words_share_nothing() -> None:
    assert reference.align_words(list(range(50)), list(range(100, 150)), 16, 8) == []


@pytest.mark.parametrize(("a", "b"), [([], []), ([1], [1]), ([1, 2], []), ([1] * 5, [1] * 5)])
def test_very_short_articles_share_nothing(a: list[int], b: list[int]) -> None:
    assert compiled.align_words(as_array(a), as_array(b), 16, 8).tolist() == []
    assert reference.align_words(a, b, 16, 8) == []


TOLD = list(range(200, 215))
RETOLD = [word if k % 3 else 900 + k for k, word in enumerate(TOLD)]
"""Every third word replaced: no three equal words in a row."""


def beside_copied(copied_words: int, a_gap: int, b_gap: int) -> tuple[list[int], list[int]]:
    """A passage and its retelling, behind words that both have and a gap of others."""
    copied = list(range(100, 100 + copied_words))
    return [*copied, *range(300, 300 + a_gap), *TOLD], [*copied, *range(500, 500 + b_gap), *RETOLD]


def test_an_edited_passage_beside_a_long_equal_one_is_found_by_shorter_seeds() -> None:
    a, b = beside_copied(20, 30, 20)
    found = reference.align_words(a, b, 16, 8)
    assert found[0] == (0, 0, 0, 20)
    assert found[1:] == [(1, 51 + k, 41 + k, 2) for k in (0, 3, 6, 9, 12)]


@pytest.mark.parametrize(("copied_words", "a_gap", "b_gap"), [(20, 60, 20), (20, 20, 60), (19, 30, 20), (0, 0, 0)])
def test_shorter_seeds_are_followed_neither_far_away_nor_beside_a_phrase(
    copied_words: int, a_gap: int, b_gap: int
) -> None:
    found = reference.align_words(*beside_copied(copied_words, a_gap, b_gap), 16, 8)
    assert found == ([(0, 0, 0, copied_words)] if copied_words else [])


def test_a_refrain_takes_bounded_time() -> None:
    refrain = as_array([1, 2, 3, 4, 5] * 4000)
    assert len(compiled.align_words(refrain, refrain, 16, 8)) >= 1


def test_kernels_work_where_the_install_is_read_only(tmp_path: Path) -> None:
    """A copy of the package in a folder that cannot be written, with no folder for the cache: compiled in memory."""
    package = tmp_path / "site" / "firsthand"
    (package / "kernels").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    for name in ("__init__", "compiled", "reference"):
        shutil.copy(Path(compiled.__file__).with_name(f"{name}.py"), package / "kernels")
    folders = [package / "kernels", package, tmp_path / "site"]
    for folder in folders:
        folder.chmod(0o500)
    code = (
        "import numpy as np\nfrom firsthand.kernels.compiled import hash_ngrams\n"
        "print(len(hash_ngrams(np.arange(9), 5)), hash_ngrams._cache.__class__.__name__)"
    )
    # A home that is a file, and the package inside a zip's rules: numba finds no place at all.
    blocked = tmp_path / "file"
    blocked.write_text("")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("NUMBA_", "XDG_"))}
    environment = {**kept, "HOME": str(blocked), "NUMBA_CACHE_DIR": str(blocked / "cache")}
    run = [sys.executable, "-B", "-c", code]
    try:
        done = subprocess.run(
            run, cwd=tmp_path / "site", env=environment, capture_output=True, text=True, check=False, timeout=120
        )
    finally:
        for folder in folders:
            folder.chmod(0o700)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "5"

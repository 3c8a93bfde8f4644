"""The export `alignment`: stretches that belong together, each aligned once, with the edits inside them."""

import json
from pathlib import Path

from firsthand.export import EXPORTS
from firsthand.export.alignment import join_stretches
from firsthand.records import Alignment
from tests.invented_case import MemoryCase
from tests.reuse.invented import FOURTH, LEAD, OTHER, REPORT, SECOND, THIRD, article, run_reuse


def export(path: Path, texts: dict[str, str]) -> list[dict[str, object]]:
    """Lines of the export for some articles, by their given ids."""
    case = MemoryCase(run_reuse([article(text, name) for name, text in texts.items()]))
    count = EXPORTS["alignment"](case, path / "lines", False)
    lines = [json.loads(line) for line in (path / "lines").read_text("utf-8").splitlines()]
    assert len(lines) == count
    return lines


def shared(start: int, size: int, b_start: int, block: int) -> Alignment:
    """An alignment of so many words of five characters each."""
    a, b = (start, start + 5 * size), (b_start, b_start + 5 * size)
    return Alignment(1, *a, 2, *b, size, size, size, block, list(a), list(b))


def test_copied_paragraphs_in_any_order_are_one_stretch(tmp_path: Path) -> None:
    copy = f"{OTHER}\n\n{THIRD}\n\n{SECOND}\n\n{LEAD}"
    (line,) = export(tmp_path, {"the report": REPORT, "a copy": copy})
    assert line["pair"] == "a copy the report"
    assert (line["a"], line["b"]) == ("a copy", "the report")
    assert line["a_text"] == f"{THIRD}\n\n{SECOND}\n\n{LEAD}"
    assert line["b_text"] == f"{LEAD}\n{SECOND}\n{THIRD}"
    assert (copy[line["a_start"] : line["a_end"]], REPORT[line["b_start"] : line["b_end"]]) == (
        line["a_text"],
        line["b_text"],
    )


def test_edits_say_what_was_changed_in_the_texts_of_both(tmp_path: Path) -> None:
    edited = THIRD.replace("Four", "Five").replace(" alive", "").replace("the clinic", "the small clinic")
    copy = f"{SECOND}\n{edited}"
    (line,) = export(tmp_path, {"1": f"{SECOND}\n{THIRD}", "2": copy})
    changed = [(kind, f"{SECOND}\n{THIRD}"[a:b], copy[c:d]) for kind, a, b, c, d in line["edits"] if kind != "equal"]
    assert changed == [("replaced", "Four", "Five"), ("only in a", "alive", ""), ("only in b", "", "small")]


def test_one_copied_sentence_is_too_short_and_two_far_apart_are_two(tmp_path: Path) -> None:
    far = " ".join(f"{OTHER} {word}." for word in ("One", "Two", "Three"))
    assert export(tmp_path, {"1": SECOND, "2": f"{OTHER}\n{SECOND}"}) == []
    found = export(tmp_path, {"1": REPORT, "2": f"{LEAD}\n{far}\n{THIRD} {FOURTH}"})
    assert [line["b_text"] for line in found] == [LEAD, f"{THIRD} {FOURTH}"]


def test_words_that_stand_again_are_aligned_once() -> None:
    long, again, elsewhere = shared(0, 40, 0, 0), shared(50, 30, 900, 1), shared(600, 30, 400, 2)
    assert [s.passages for s in join_stretches([long, again, elsewhere])] == [(long,), (elsewhere,)]
    # Less than half of it stands in the better one.
    beside = shared(150, 30, 900, 1)
    assert len(join_stretches([long, beside, elsewhere])) == 3


def test_passages_of_one_block_count_together() -> None:
    short = [shared(0, 14, 0, 0), shared(200, 14, 200, 0), shared(900, 14, 900, 1)]
    (stretch,) = join_stretches(short)
    assert (stretch.a_start, stretch.a_end, stretch.matches, stretch.words) == (0, 270, 28, 28)
    assert len(join_stretches(short, least_words=10)) == 2

"""The page on scale tells what the cost model computes."""

from pathlib import Path

import pytest

from benchmarks.cost_model import growth_of_pairs, pairs_of, reuse_seconds, size_lines, stage_lines

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "scale.md").read_text("utf-8")


def test_the_page_holds_the_tables_that_are_computed() -> None:
    for lines in (stage_lines(), size_lines()):
        assert "\n".join(lines) in PAGE


def test_what_was_measured_is_computed_again() -> None:
    assert reuse_seconds(7_916, 44_016) == pytest.approx(23.8, abs=0.1)
    assert pairs_of(7_916, 1.0) == pairs_of(7_916, growth_of_pairs()) == 44_016
    assert pairs_of(1_000, growth_of_pairs()) == pytest.approx(2_691)

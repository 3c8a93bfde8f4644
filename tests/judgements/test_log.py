"""The log of judgements: only ever added to, read back as it was written, a torn line costs itself."""

import json
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.judgements.anchors import make_anchor
from firsthand.judgements.log import FILE, append_judgement, make_judgement, read_judgements
from firsthand.judgements.rows import Judgement
from firsthand.schema import to_rows

ONE = make_anchor(1, "a", "Nine people died, police said.", (0, 16), "killed")
OTHER = make_anchor(2, "b", "Police said: nine died.", (13, 22))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    first = make_judgement("mentions", "same", ONE, OTHER, by="Ana", note=None)
    second = make_judgement("reliability", "B", OTHER, None, by="Ben", note="“often right”\nsince 2019")
    append_judgement(tmp_path, first)
    before = (tmp_path / FILE).read_bytes()
    append_judgement(tmp_path, second)
    assert (tmp_path / FILE).read_bytes().startswith(before)
    table, problems = read_judgements(tmp_path)
    assert not problems
    assert to_rows(table, Judgement) == [first, second]


def test_a_case_without_judgements_has_an_empty_table(tmp_path: Path) -> None:
    table, problems = read_judgements(tmp_path)
    assert (table.num_rows, problems) == (0, [])


def test_a_torn_line_costs_itself_only(tmp_path: Path) -> None:
    first, second = (make_judgement("origins", d, ONE, OTHER, by="Ana", note=None) for d in ("same", "different"))
    append_judgement(tmp_path, first)
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"about": "origins", "dec')
    append_judgement(tmp_path, second)
    table, problems = read_judgements(tmp_path)
    assert to_rows(table, Judgement) == [first, second]
    assert len(problems) == 1
    assert f"{FILE}:2" in problems[0]


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["start", "end", "article_id", "quote", "aspect"]),
        st.one_of(st.none(), st.integers(), st.text(max_size=5), st.lists(st.integers(), max_size=2)),
    )
)
def test_a_line_changed_by_hand_is_a_judgement_or_a_problem(
    tmp_path_factory: object, changed: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("log")  # type: ignore[attr-defined]
    append_judgement(folder, make_judgement("mentions", "same", ONE, OTHER, by="Ana", note=None))
    line = json.loads((folder / FILE).read_text("utf-8"))
    line["one"] |= changed
    (folder / FILE).write_text(json.dumps(line), "utf-8")
    table, problems = read_judgements(folder)
    assert table.num_rows + len(problems) == 1


def test_judgements_are_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    days = [datetime(2024, 3, day, tzinfo=UTC) for day in (5, 4)]
    for day in days:
        append_judgement(tmp_path, make_judgement("origins", "same", ONE, OTHER, by="Ana", note=None, made=day))
    assert [row.made for row in to_rows(read_judgements(tmp_path)[0], Judgement)] == sorted(days)

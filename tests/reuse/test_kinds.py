"""What kind of sharing a passage is."""

import pytest

from firsthand.records import Article, Reuse
from tests.reuse.invented import LEAD, OTHER, REPORT, SECOND, article, day, passages_of, run_reuse


def kinds(one: str, other: str, *, others: list[Article] | None = None, outlet: str | None = None) -> list[str]:
    pair = [article(one, "one", outlet=outlet), article(other, "other", outlet=outlet)]
    tables = run_reuse([*pair, *(others or [])])
    found = passages_of(tables, "reuse", Reuse, "one", "other")
    assert all(row.reasons for _, _, row in found)
    return [row.kind for _, _, row in sorted(found, key=lambda p: p[2].a_start)]


PAST = "More than 4,000 labourers have been displaced across the Vesla highlands since the drought began in 2011."
FLOOD = (
    "A cargo ferry ran aground off the Selby islands in thick fog and leaked diesel into a seal reserve.\nDivers found "
    "a gash below the waterline as long as a bus, the harbour master told journalists on the quay."
)


def test_copied_reporting_is_story() -> None:
    assert kinds(REPORT, f"{OTHER}\n{LEAD}\n{SECOND}") == ["story", "story"]


def test_a_quotation_that_both_report_is_no_copied_reporting() -> None:
    said = (
        "“We will not reopen that quarry road until every last terrace above the depot has been drained and anchored,”"
    )
    assert kinds(f"{LEAD}\n{said} she said.", f"{OTHER}\n{said} the minister told reporters.") == ["quotation"]


def test_a_quotation_that_one_sets_apart_without_marks_is_one_all_the_same() -> None:
    said = "We will not reopen our quarry road until every last terrace above the depot has been drained and anchored"
    assert kinds(f"{LEAD}\nThe minister:\n{said}.", f"{OTHER}\n“{said},” the minister told reporters.") == ["quotation"]


def test_what_weeks_lie_between_needs_more_words_than_a_description() -> None:
    seen = "the disused slate quarry near Karsten, owned by the Ombrek mining cooperative"
    texts = f"{REPORT}\nSmoke rose above {seen}.", f"{OTHER}\nA fox was filmed in {seen}."
    for apart, kind in ((2, "story"), (25, "formula")):
        pair = [article(texts[0], "one", **day(1)), article(texts[1], "other", **day(1 + apart))]
        found = passages_of(run_reuse(pair), "reuse", Reuse, "one", "other")
        assert [row.kind for _, _, row in found] == [kind]


@pytest.mark.parametrize(
    "stock",
    [
        "The company did not immediately respond to a request for comment on Monday.",
        "He spoke on condition of anonymity because he was not authorized to speak publicly.",
        "There was no immediate claim of responsibility for the attack, a police official said.",
        "At least 12 people were killed, according to the National Rescue Service of Karsten.",
    ],
)
def test_stock_wording_is_formula(stock: str) -> None:
    assert kinds(f"{REPORT}\n{stock}", f"{OTHER}\n{stock}\n{FLOOD}") == ["formula"]


def test_a_recurring_paragraph_about_the_past_is_background() -> None:
    assert kinds(f"{REPORT}\n{PAST}", f"{FLOOD}\n{PAST}") == ["background"]


def test_background_that_came_along_with_a_copied_report_is_part_of_it() -> None:
    assert kinds(f"{LEAD}\n{SECOND}\n{PAST}", f"{LEAD}\n{SECOND}\n{PAST}") == ["story", "story", "story"]


def _register(key: str) -> str:
    """A long text that shares nothing with any other."""
    return "\n".join(f"Item{key}{n} concerns topic{key}{n} of register{key}{n}." for n in range(40))


def test_what_recurs_at_the_end_of_unrelated_articles_is_background_or_boilerplate() -> None:
    tail = "The Vesla highlands supply slate, copper and timber to shipyards along the eastern coast of the republic."
    more = [article(f"{_register(str(k))}\n{tail}", f"x{k}") for k in range(4)]
    one, other = (f"{body}\n{filler}\n{tail}" for body, filler in ((REPORT, OTHER), (FLOOD, _register("z"))))
    assert kinds(one, other, others=more) == ["background"]
    assert kinds(one, other, others=more, outlet="Karsten Post") == ["boilerplate"]


@pytest.mark.parametrize(
    "frame",
    [
        "Sign up for our newsletter. Follow us on every channel. Read more stories on our page. All rights reserved.",
        "Harbour fees | Ferry timetable | Quarry permits | Winter roads | Slate prices | Library hours | Rescue drills",
    ],
)
def test_the_frame_of_a_page_is_boilerplate(frame: str) -> None:
    assert kinds(f"{REPORT}\n{frame}", f"{OTHER}\n{frame}") == ["boilerplate"]

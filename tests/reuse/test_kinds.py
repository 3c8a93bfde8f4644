"""What kind of sharing a passage is."""

from datetime import UTC, datetime, timedelta

import pytest

from firsthand.records import Article, Reuse
from tests.reuse.invented import LEAD, OTHER, REPORT, SECOND, article, passages_of, run_reuse


def kinds(
    one: str, other: str, *, others: list[Article] | None = None, outlet: str | None = None, apart: int | None = None
) -> list[str]:
    """Kinds of what two articles share, in the order of the first; published so many days apart, or undated."""
    dates = [None, None] if apart is None else [datetime(2024, 5, 1, tzinfo=UTC) + timedelta(k * apart) for k in (0, 1)]
    pair = [
        article(text, name, outlet=outlet, published=date)
        for text, name, date in zip((one, other), ("one", "other"), dates, strict=True)
    ]
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


STATEMENT = "The northern terraces were anchored with forty steel cables, and every cable was tested twice last autumn."


@pytest.mark.parametrize(
    "given",
    [
        f"The quarry company said in a statement:\n\n{STATEMENT}",
        f"{STATEMENT} — Vesla Quarry (@veslaquarry) May 5",
    ],
)
def test_a_statement_that_one_quotes_and_the_other_sets_off_is_a_quotation(given: str) -> None:
    assert kinds(f"{LEAD}\n\n{given}", f"{OTHER}\n\n“{STATEMENT}” said the company.") == ["quotation"]


def test_a_report_of_which_most_is_quoted_in_both_is_a_quotation() -> None:
    said = "“The terraces were anchored with forty steel cables,” the company said, “and every cable was tested.”"
    assert kinds(f"{LEAD}\n\n{said}", f"{OTHER}\n\n{said}") == ["quotation"]


def test_a_report_that_the_other_quotes_is_story() -> None:
    assert kinds(REPORT, f"{OTHER}\n\nThe Karsten Post wrote this: “{SECOND}”") == ["story"]


def test_what_weeks_lie_between_needs_more_words_than_a_description() -> None:
    seen = "the disused slate quarry near Karsten, owned by the Ombrek mining cooperative"
    texts = f"{REPORT}\nSmoke rose above {seen}.", f"{OTHER}\nA fox was filmed in {seen}."
    assert kinds(*texts, apart=2) == ["story"]
    assert kinds(*texts, apart=25) == ["formula"]


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


def test_the_same_paragraph_told_again_after_weeks_is_background() -> None:
    told = (
        "Four workers were carried out of the engine shed alive, two with crushed legs, and flown to Ombrek, Selby, "
        "Dunmere and Karsten, where surgeons, nurses, anaesthetists and interpreters waited beside frozen airstrips "
        "with blankets, stretchers, oxygen masks and morphine."
    )
    texts = f"{_register('a')}\n{told}\n{OTHER}", f"{_register('b')}\n{told}\n{FLOOD}"
    assert kinds(*texts, apart=1) == ["story"]
    assert kinds(*texts, apart=40) == ["background"]


def test_what_stands_at_the_end_of_both_and_alone_is_boilerplate() -> None:
    bio = "Ada Holm covered quarries and railways for the Karsten Post before she moved to Selby and wrote plays."
    assert kinds(f"{_register('a')}\n{bio}", f"{_register('b')}\n{bio}") == ["boilerplate"]
    assert kinds(f"{bio}\n{_register('a')}", f"{_register('b')}\n{bio}") == ["story"]


def test_a_caption_is_boilerplate() -> None:
    caption = "Crews search the collapsed engine shed at the Karsten depot after the slide near Vesla. Ada Holm/Reuters"
    assert kinds(f"{REPORT}\n\n{caption}\n\n{PAST}", f"{OTHER}\n\n{caption}\n\n{FLOOD}") == ["boilerplate"]


def test_a_short_passage_alone_needs_more_than_one_of_several() -> None:
    seen, found = (
        "trapping eleven maintenance workers inside a collapsed engine shed",
        "crews dug by night near Vesla quarry",
    )
    assert kinds(f"Wardens watched it {seen}. {FLOOD}", f"A film about slides {seen}. {OTHER}", apart=1) == ["formula"]
    both = f"Wardens watched it {seen}.\n{{}}\nAnd {found} with listening devices."
    assert kinds(both.format(FLOOD), both.format(OTHER).replace("Wardens", "Hikers"), apart=1)[0] == "story"


def test_background_does_not_come_along_with_a_quotation() -> None:
    said = "“We will not reopen that quarry road until every terrace above the depot has been drained and anchored,”"
    assert kinds(f"{said} she said.\n{PAST}\n{LEAD}", f"{said} the minister said.\n{PAST}\n{OTHER}") == [
        "quotation",
        "background",
    ]


def _register(key: str) -> str:
    """A long text that shares nothing with any other."""
    return "\n".join(f"Item{key}{n} topic{key}{n}, register{key}{n}, shelf{key}{n}." for n in range(40))


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

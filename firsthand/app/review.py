"""The review queue, and the log of what people decided."""

from dataclasses import dataclass

from firsthand.app.asking import PAGE, Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Facets, Listed, Screen, cut_page, narrow
from firsthand.views.judgements import ContradictionView, JudgementView, view_contradictions, view_judgements
from firsthand.views.review import Question, list_questions
from firsthand.views.story import StoryView, view_story

QUESTIONS_SHOWN = 20
"""Questions of one page."""
ABOUT = {
    "sources": "one source?",
    "origins": "one origin?",
    "mentions": "one claim?",
    "figures": "figures agree?",
    "directions": "who copied?",
}


@dataclass(frozen=True)
class ReviewScreen:
    """A page of the open questions."""

    story: StoryView
    questions: tuple[Question, ...]
    listed: Listed
    facets: tuple[Facets, ...]
    decisions: int
    """Judgements that hold."""
    contradictions: tuple[ContradictionView, ...]
    """What people judged that cannot all hold."""


@dataclass(frozen=True)
class DecisionsScreen:
    """A page of the log."""

    decisions: tuple[JudgementView, ...]
    listed: Listed
    facets: tuple[Facets, ...]


def show_review(case: OpenCase, asked: Asked) -> ReviewScreen:
    """Open questions with the chosen values, those that would change most counts first."""
    rows = case.once(list_questions)
    claim = asked.text("claim")
    wanted = [row for row in rows if not claim or claim in {touched.short_id for touched in row.claims}]
    found, facets = narrow(
        wanted,
        asked,
        {
            "about": ("Question", lambda row: (row.about,)),
            "proposal": ("The program says", lambda row: (row.proposal,)),
            "outlet": ("Outlet", lambda row: tuple(s.words.outlet or "not stated" for s in (row.one, row.other))),
        },
        ABOUT,
    )
    shown, listed = cut_page(found, asked, len(rows), QUESTIONS_SHOWN)
    held = sum(judgement.status == "in force" for judgement in view_judgements(case.lookup))
    against = tuple(view_contradictions(case.lookup))
    return ReviewScreen(case.once(view_story), tuple(shown), listed, facets, held, against)


def show_decisions(case: OpenCase, asked: Asked) -> DecisionsScreen:
    """The log, the latest first; what no longer holds is among it, with the reason."""
    rows = view_judgements(case.lookup)
    found, facets = narrow(
        rows,
        asked,
        {
            "status": ("Status", lambda row: (row.status,)),
            "by": ("By", lambda row: (row.by,)),
            "about": ("About", lambda row: (row.about,)),
        },
    )
    shown, listed = cut_page(found, asked, len(rows))
    return DecisionsScreen(tuple(shown), listed, facets)


REVIEW = Screen(
    path="/review",
    template="app/review.html",
    heading="Review",
    summary="What a person could decide, ordered by how much a decision would change a count.",
    view=show_review,
    shows=ReviewScreen,
    parameters=(
        Parameter("about", "what is asked", tuple(ABOUT)),
        Parameter("proposal", "what the program takes the two things for", ("same", "different", "unsure")),
        Parameter("outlet", "an outlet of one of the two things"),
        Parameter("claim", "id of a claim whose count it would change: c-0123abcd"),
        PAGE,
    ),
)
DECISIONS = Screen(
    path="/decisions",
    template="app/decisions.html",
    heading="Decisions",
    summary="Who decided what, when and why, and whether it holds.",
    view=show_decisions,
    shows=DecisionsScreen,
    parameters=(
        Parameter("status", "whether it holds", ("in force", "replaced", "contradicted", "withdrawn", "lost")),
        Parameter("by", "who decided"),
        Parameter("about", "what was judged"),
        PAGE,
    ),
)

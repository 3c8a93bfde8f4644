"""One claim: its chain drawn, every sentence with its way back, and the reason of each merge and split."""

from dataclasses import dataclass

from firsthand.app.asking import Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Screen
from firsthand.views.claims import ClaimView, find_claim, view_claim
from firsthand.views.decided import decisions_of
from firsthand.views.judgements import JudgementView
from firsthand.views.lanes import Drawing, draw_claim
from firsthand.views.story import ConflictView, conflicts_of

MENTIONS_SHOWN = 200
"""Sentences of one claim on its page; the JSON has all of them."""


@dataclass(frozen=True)
class ClaimScreen:
    """A claim with all that was found and decided of it."""

    claim: ClaimView
    drawing: Drawing
    conflicts: tuple[ConflictView, ...]
    decisions: tuple[JudgementView, ...]
    """What people decided of its mentions and sources, and holds."""


def show_claim(case: OpenCase, asked: Asked) -> ClaimScreen:
    """The claim whose id begins so."""
    claim = view_claim(case.lookup, find_claim(case.lookup, asked.text("claim")))
    return ClaimScreen(
        claim=claim,
        drawing=draw_claim(claim),
        conflicts=tuple(conflicts_of(case.lookup, claim)),
        decisions=tuple(decisions_of(case.lookup, claim)),
    )


SCREEN = Screen(
    path="/claim/{claim}",
    template="app/claim.html",
    heading="Claim",
    summary="A claim, its chains drawn from each article back to its origins, and why the count is what it is.",
    view=show_claim,
    shows=ClaimScreen,
    parts=(Parameter("claim", "id of the claim, or its first characters"),),
    menu=False,
)

"""One claim: its chain drawn, every sentence with its way back, and the reason of each merge and split."""

from dataclasses import dataclass

from firsthand.app.asking import Asked, Parameter
from firsthand.app.desk import OpenCase
from firsthand.app.screens import Screen
from firsthand.records import Finding
from firsthand.views.claims import ClaimView, find_claim, view_claim
from firsthand.views.decided import decisions_of
from firsthand.views.judgements import JudgementView
from firsthand.views.lanes import Drawing, draw_claim
from firsthand.views.lookup import Lookup, short_id
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
    lookup, name = case.lookup, asked.text("claim")
    known = case.once(_findings).get(name, [])
    claim = view_claim(lookup, known[0] if len(known) == 1 else find_claim(lookup, name))
    return ClaimScreen(
        claim=claim,
        drawing=draw_claim(claim),
        conflicts=tuple(conflicts_of(lookup, claim)),
        decisions=tuple(decisions_of(lookup, claim)),
    )


def _findings(lookup: Lookup) -> dict[str, list[Finding]]:
    """Findings by the short ids that links have: a case may have thousands."""
    found: dict[str, list[Finding]] = {}
    for finding in lookup.rows(Finding):
        found.setdefault(f"c-{short_id(finding.claim_id)}", []).append(finding)
    return found


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

"""What people decided, seen from a claim: which of its mentions and sources were judged."""

from firsthand.judgements.rows import Decision
from firsthand.views.claims import ClaimView
from firsthand.views.judgements import JudgementView, view_judgements
from firsthand.views.lookup import Lookup, full_id


def decisions_of(lookup: Lookup, claim: ClaimView) -> list[JudgementView]:
    """Judgements in force of a claim's mentions, or of sources that its chains name, the latest first."""
    mentions = {mention.mention_id for mention in claim.mentions}
    names = {name for mention in claim.mentions for name in mention.names}
    touched = set()
    for decision in lookup.rows(Decision):
        judged = {full_id(i) for i in (decision.a_mention, decision.b_mention) if i is not None}
        named = {name for name in (decision.a_name, decision.b_name) if name}
        if decision.status == "in force" and (judged & mentions or named & names):
            touched.add(full_id(decision.judgement_id))
    return [judgement for judgement in view_judgements(lookup) if judgement.judgement_id in touched]

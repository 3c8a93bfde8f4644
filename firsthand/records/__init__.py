"""The rows of every table that people ask for: what firsthand reads, finds and counts.

One class a table, by part, in the order of the steps that make them. An unordered pair of articles is `a`, `b` with
`a_id < b_id`; a direction says `from_`. Every span is half-open, in the characters of `Article.text`.
"""

from firsthand.records.attribution import Attribution, Credit, SourceName
from firsthand.records.claims import (
    BareMention,
    Claim,
    ClaimMention,
    Figure,
    IncidentMention,
    Match,
    Mention,
    Place,
    TimeExpression,
    Wording,
)
from firsthand.records.origins import Conflict, Derivation, Finding, Incident, MentionOrigin
from firsthand.records.reading import Article, Parse, Problem, RegistryEntry, Version
from firsthand.records.reuse import (
    Alignment,
    Direction,
    DirectionEvidence,
    FamilyPassage,
    NumberEdit,
    Omission,
    PassageFamily,
    Reuse,
    Rewriting,
)

__all__ = [
    "Alignment",
    "Article",
    "Attribution",
    "BareMention",
    "Claim",
    "ClaimMention",
    "Conflict",
    "Credit",
    "Derivation",
    "Direction",
    "DirectionEvidence",
    "FamilyPassage",
    "Figure",
    "Finding",
    "Incident",
    "IncidentMention",
    "Match",
    "Mention",
    "MentionOrigin",
    "NumberEdit",
    "Omission",
    "Parse",
    "PassageFamily",
    "Place",
    "Problem",
    "RegistryEntry",
    "Reuse",
    "Rewriting",
    "SourceName",
    "TimeExpression",
    "Version",
    "Wording",
]

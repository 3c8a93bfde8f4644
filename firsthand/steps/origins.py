"""Steps of the count: where each mention comes from, what each claim rests on, what does not agree."""

from firsthand.attribution.registry import with_registry
from firsthand.origins.conflicts import find_conflicts
from firsthand.origins.count import count_origins
from firsthand.origins.derive import derive_mentions
from firsthand.origins.findings import judge_claims
from firsthand.origins.incidents import LIST_STATEMENTS, describe_incidents
from firsthand.origins.rows import IncidentStatement
from firsthand.origins.versions import find_versions
from firsthand.pipeline import Step
from firsthand.records import (
    Conflict,
    Derivation,
    Finding,
    Incident,
    MentionOrigin,
    Version,
)

ORIGINS: tuple[Step, ...] = (
    Step("versions", "group", find_versions, ("articles",), Version),
    Step(
        "derivations",
        "group",
        derive_mentions,
        ("claim_mentions", "mentions", "attributions", "reuse", "articles", "credits", "versions"),
        Derivation,
    ),
    Step(
        "mention_origins",
        "group",
        with_registry(count_origins),
        (
            *("claim_mentions", "mentions", "derivations", "source_names", "articles", "credits", "matches"),
            *("decisions", "versions", "registry"),
        ),
        MentionOrigin,
    ),
    Step(
        "findings",
        "group",
        judge_claims,
        ("claims", "mention_origins", "derivations", "mentions", "articles", "near_mentions", "versions"),
        Finding,
    ),
    Step(
        "conflicts",
        "group",
        with_registry(find_conflicts),
        (
            *("mention_origins", "mentions", "attributions", "articles", "decisions"),
            *("roles", "places", "stories", "registry"),
        ),
        Conflict,
        order=("kind", "conflict_id"),
    ),
    Step(
        "incident_statements",
        "sql",
        LIST_STATEMENTS,
        (
            *("incident_mentions", "articles", "mentions", "claim_mentions", "mention_scopes", "article_days"),
            *("mention_origins", "places", "versions"),
        ),
        IncidentStatement,
        order=("incident_id", "mention_id"),
        temporary=True,
    ),
    Step("incidents", "group", describe_incidents, ("incident_statements",), Incident, key=("incident_id",), bulk=64),
)

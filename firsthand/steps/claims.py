"""Steps of claims: times, figures, places, mentions, and which of them state the same."""

from firsthand.claims.dates import FIND_COPIES, find_times
from firsthand.claims.figures import find_figures
from firsthand.claims.find import find_mentions
from firsthand.claims.group import (
    CHOOSE_MENTIONS,
    FIND_NEAR,
    GROUP_CANDIDATES,
    JOIN_CANDIDATES,
    JOIN_MATCHES,
    cut_bridges,
)
from firsthand.claims.incidents import FIND_BACKGROUND, LINK_PARTS, LIST_MEMBERS, find_parts
from firsthand.claims.links import COMPARE_MENTIONS, LINK_ARTICLES, WEIGH_TERMS, find_terms
from firsthand.claims.match import match_articles
from firsthand.claims.places import NAME_PLACES, find_places
from firsthand.claims.roles import find_roles
from firsthand.claims.rows import (
    ArticleLink,
    ArticleTerm,
    BackgroundSpan,
    ComparedMention,
    Copy,
    FurnitureSpan,
    IncidentGroup,
    IncidentPart,
    MatchCandidate,
    MatchGroup,
    MentionScope,
    MentionTerm,
    NearMention,
    OwnMatch,
    PairMatch,
    Role,
    SharedSpan,
    Story,
)
from firsthand.claims.scopes import find_scopes
from firsthand.claims.stories import LINK_STORIES
from firsthand.claims.units import FIND_FURNITURE
from firsthand.claims.within import match_within
from firsthand.claims.wording import FIND_SHARED, find_wordings
from firsthand.judgements.follow import follow_judgements
from firsthand.judgements.rows import Decision
from firsthand.pipeline import Step
from firsthand.records import (
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

CLAIMS: tuple[Step, ...] = (
    Step("copies", "sql", FIND_COPIES, ("reuse", "article_days"), Copy),
    Step("times", "group", find_times, ("articles", "article_days", "copies"), TimeExpression, key=("article_id",)),
    Step("figures", "group", find_figures, ("articles", "parses"), Figure, key=("article_id",)),
    Step(
        "named_places",
        "group",
        find_places,
        ("articles", "parses", "credits"),
        Place,
        key=("article_id",),
        temporary=True,
    ),
    Step("places", "sql", NAME_PLACES, ("named_places",), Place),
    Step("furniture", "sql", FIND_FURNITURE, ("reuse",), FurnitureSpan, temporary=True),
    Step(
        "mentions",
        "group",
        find_mentions,
        ("articles", "parses", "attributions", "figures", "places", "times", "credits", "furniture"),
        Mention,
        key=("article_id",),
    ),
    Step(
        "mention_scopes",
        "group",
        find_scopes,
        ("mentions", "articles", "attributions", "figures"),
        MentionScope,
        key=("article_id",),
    ),
    Step("mention_terms", "group", find_terms, ("mentions", "times", "articles"), MentionTerm, key=("article_id",)),
    Step("article_terms", "sql", WEIGH_TERMS, ("mention_terms",), ArticleTerm),
    Step("article_links", "sql", LINK_ARTICLES, ("article_terms", "reuse"), ArticleLink),
    Step(
        "compared_mentions",
        "sql",
        COMPARE_MENTIONS,
        ("mentions", "mention_terms", "mention_scopes", "article_days", "article_links"),
        ComparedMention,
        order=("article_id", "start", "end", "mention_id"),
        temporary=True,
    ),
    Step(
        "match_pairs",
        "group",
        match_articles,
        ("article_links", "reuse", "compared_mentions", "article_terms"),
        PairMatch,
        key=("a_id", "b_id"),
        whole=("compared_mentions", "article_terms"),
        looks_up=("a_id", "b_id"),
        bulk=64,
    ),
    Step(
        "own_matches", "group", match_within, ("mentions", "articles", "mention_scopes"), OwnMatch, key=("article_id",)
    ),
    Step(
        "decisions",
        "group",
        follow_judgements,
        ("judgements", "judged_articles", "mentions", "attributions"),
        Decision,
        order=("made", "judgement_id"),
    ),
    Step("match_groups", "connect", JOIN_CANDIDATES, ("match_pairs", "own_matches", "decisions"), MatchGroup),
    Step(
        "match_candidates",
        "sql",
        GROUP_CANDIDATES,
        ("match_pairs", "own_matches", "match_groups", "mentions", "decisions", "folded"),
        MatchCandidate,
    ),
    Step("matches", "group", cut_bridges, ("match_candidates",), Match, key=("group_id",)),
    Step("claim_mentions", "connect", JOIN_MATCHES, ("matches", "mentions"), ClaimMention),
    Step("near_mentions", "sql", FIND_NEAR, ("match_pairs", "claim_mentions", "decisions"), NearMention),
    Step("claims", "sql", CHOOSE_MENTIONS, ("claim_mentions", "mentions", "matches"), Claim),
    Step("background", "sql", FIND_BACKGROUND, ("reuse",), BackgroundSpan, temporary=True),
    Step(
        "incident_parts",
        "group",
        find_parts,
        ("mentions", "mention_scopes", "places", "article_days", "background"),
        IncidentPart,
        key=("article_id",),
        temporary=True,
    ),
    Step("incident_groups", "connect", LINK_PARTS, ("incident_parts", "claim_mentions"), IncidentGroup, temporary=True),
    Step("incident_mentions", "sql", LIST_MEMBERS, ("incident_groups", "incident_parts"), IncidentMention),
    Step(
        "stories",
        "connect",
        LINK_STORIES,
        ("incident_mentions", "claim_mentions", "mentions", "articles"),
        Story,
        temporary=True,
    ),
    Step(
        "roles",
        "group",
        find_roles,
        ("mentions", "articles", "parses", "places"),
        Role,
        key=("article_id",),
        temporary=True,
    ),
    Step("shared_spans", "sql", FIND_SHARED, ("reuse",), SharedSpan),
    Step(
        "wordings",
        "group",
        find_wordings,
        ("articles", "attributions", "shared_spans"),
        Wording,
        key=("article_id",),
    ),
)

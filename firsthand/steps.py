"""The steps, in the order in which they are made: all that firsthand does, a line a table."""

from firsthand.attribution.tables import find_attributions, find_credits, find_source_names
from firsthand.claims.dates import FIND_COPIES, find_days, find_times
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
from firsthand.claims.links import LINK_ARTICLES, LINK_MENTIONS, LINK_TERMS, WEIGH_TERMS, find_terms
from firsthand.claims.match import match_mentions
from firsthand.claims.number_edits import LIST_EDITED, find_number_edits
from firsthand.claims.places import NAME_PLACES, find_places
from firsthand.claims.rows import (
    ArticleDay,
    ArticleLink,
    ArticleTerm,
    Copy,
    EditedPassage,
    FurnitureSpan,
    LinkedMention,
    LinkedTerm,
    MatchCandidate,
    MatchGroup,
    MentionScope,
    MentionTerm,
    NearMention,
    SharedSpan,
)
from firsthand.claims.scopes import find_scopes
from firsthand.claims.units import FIND_FURNITURE
from firsthand.claims.within import match_within
from firsthand.claims.wording import FIND_SHARED, find_wordings
from firsthand.family_records import FamilyPassage, NumberEdit, PassageFamily, Rewriting
from firsthand.judgements.follow import follow_judgements
from firsthand.judgements.rows import Decision
from firsthand.origins.conflicts import find_conflicts
from firsthand.origins.count import count_origins
from firsthand.origins.derive import derive_mentions
from firsthand.origins.findings import judge_claims
from firsthand.parse import DISTRIBUTIONS, parse_articles
from firsthand.pipeline import Step
from firsthand.records import (
    Alignment,
    Attribution,
    Claim,
    ClaimMention,
    Conflict,
    Credit,
    Derivation,
    Direction,
    DirectionEvidence,
    Figure,
    Finding,
    Match,
    Mention,
    MentionOrigin,
    Omission,
    Parse,
    Place,
    Reuse,
    SourceName,
    TimeExpression,
    Wording,
)
from firsthand.reuse.align import BY_PAIR, BY_PLACE, align_pairs
from firsthand.reuse.crediting import list_article_credits
from firsthand.reuse.directions import find_evidence, make_reuse, weigh_evidence
from firsthand.reuse.families import FIND_PAIRS, find_families
from firsthand.reuse.family_history import describe_families
from firsthand.reuse.omissions import find_omissions
from firsthand.reuse.passage_families import JOIN_SHARED, LINK_PASSAGES, NAME_FAMILIES, find_family_members
from firsthand.reuse.passages import find_passages
from firsthand.reuse.recurrence import JOIN_RECURRENCES, LIST_SIDES, count_recurrences
from firsthand.reuse.rewritten import find_rewritings
from firsthand.reuse.rows import (
    ArticleCredits,
    Family,
    FamilyLink,
    FamilyMember,
    Pair,
    Passage,
    PassageSide,
    Posting,
    Recurrence,
    RecurringAlignment,
    SharedGroup,
    Sketch,
)
from firsthand.reuse.words import make_postings, sketch_articles

STEPS: tuple[Step, ...] = (
    Step("parses", "map", parse_articles, ("articles",), Parse, key=("article_id",), models=DISTRIBUTIONS),
    # --- attribution
    Step("credits", "map", find_credits, ("articles",), Credit, key=("article_id",)),
    Step("attributions", "group", find_attributions, ("articles", "parses"), Attribution, key=("article_id",)),
    Step("source_names", "group", find_source_names, ("articles", "attributions"), SourceName, key=("article_id",)),
    Step("article_days", "group", find_days, ("articles", "credits"), ArticleDay, key=("article_id",)),
    # --- reuse
    Step("sketches", "map", sketch_articles, ("articles",), Sketch, key=("article_id",), temporary=True),
    Step("families", "group", find_families, ("sketches",), Family),
    Step(
        "postings",
        "map",
        make_postings,
        ("articles",),
        Posting,
        key=("article_id",),
        order=("article_id",),
        temporary=True,
    ),
    Step("pairs", "sql", FIND_PAIRS, ("postings", "families"), Pair, order=BY_PAIR),
    Step(
        "alignments",
        "map",
        align_pairs,
        ("pairs", "articles"),
        Alignment,
        key=("a_id", "b_id"),
        whole=("articles",),
        looks_up=("a_id", "b_id", "leader_id"),
        bulk=64,
        order=BY_PLACE,
    ),
    Step(
        "article_credits",
        "group",
        list_article_credits,
        ("articles", "credits"),
        ArticleCredits,
        key=("article_id",),
        bulk=4,
    ),
    Step("passage_sides", "sql", LIST_SIDES, ("alignments", "articles"), PassageSide, temporary=True),
    Step(
        "recurrences",
        "group",
        count_recurrences,
        ("passage_sides",),
        Recurrence,
        key=("article_id",),
        temporary=True,
        bulk=512,
    ),
    Step(
        "recurring_alignments",
        "sql",
        JOIN_RECURRENCES,
        ("alignments", "recurrences"),
        RecurringAlignment,
        temporary=True,
        order=BY_PLACE,
    ),
    Step(
        "passages",
        "group",
        find_passages,
        ("alignments", "recurring_alignments", "articles", "article_credits", "article_days"),
        Passage,
        key=("a_id", "b_id"),
        whole=("articles", "article_credits", "article_days"),
        looks_up=("a_id", "b_id"),
        bulk=64,
        order=BY_PLACE,
    ),
    Step(
        "direction_evidence",
        "group",
        find_evidence,
        ("passages", "articles", "article_credits", "article_days"),
        DirectionEvidence,
        key=("a_id", "b_id"),
        whole=("articles", "article_credits", "article_days"),
        looks_up=("a_id", "b_id"),
        bulk=64,
    ),
    Step(
        "directions",
        "group",
        weigh_evidence,
        ("passages", "direction_evidence", "articles", "article_days"),
        Direction,
        key=("a_id", "b_id"),
        whole=("articles", "article_days"),
        looks_up=("a_id", "b_id"),
        bulk=64,
        order=BY_PAIR,
    ),
    Step(
        "reuse",
        "group",
        make_reuse,
        ("passages", "directions", "articles"),
        Reuse,
        key=("a_id", "b_id"),
        whole=("articles",),
        looks_up=("a_id", "b_id"),
        bulk=64,
        order=BY_PLACE,
    ),
    Step(
        "rewritings",
        "group",
        find_rewritings,
        ("pairs", "reuse", "articles", "article_days"),
        Rewriting,
        key=("a_id", "b_id"),
        whole=("articles", "article_days"),
        looks_up=("a_id", "b_id"),
        bulk=64,
        order=BY_PLACE,
    ),
    Step(
        "omissions",
        "group",
        find_omissions,
        ("passages", "directions", "articles"),
        Omission,
        key=("a_id", "b_id"),
        whole=("articles",),
        looks_up=("a_id", "b_id"),
        bulk=64,
    ),
    Step("shared_groups", "connect", JOIN_SHARED, ("reuse",), SharedGroup),
    Step(
        "family_links",
        "sql",
        LINK_PASSAGES,
        ("reuse", "alignments", "shared_groups", "directions"),
        FamilyLink,
        order=("group_id", "reuse_id"),
        temporary=True,
    ),
    Step(
        "family_members",
        "group",
        find_family_members,
        ("family_links", "articles", "article_days"),
        FamilyMember,
        key=("group_id",),
        whole=("articles", "article_days"),
        bulk=64,
        order=("name", "other_name", "article_id"),
        temporary=True,
    ),
    Step(
        "family_passages", "sql", NAME_FAMILIES, ("family_members",), FamilyPassage, order=("family_id", "article_id")
    ),
    Step(
        "passage_families",
        "group",
        describe_families,
        ("family_passages", "articles"),
        PassageFamily,
        key=("family_id",),
        whole=("articles",),
        looks_up=("article_id",),
        bulk=64,
    ),
    Step(
        "edited_passages",
        "sql",
        LIST_EDITED,
        ("reuse", "alignments"),
        EditedPassage,
        order=("a_id", "reuse_id"),
        temporary=True,
    ),
    Step(
        "number_edits",
        "group",
        find_number_edits,
        ("edited_passages", "articles", "article_days"),
        NumberEdit,
        key=("a_id",),
        whole=("articles", "article_days"),
        looks_up=("a_id", "b_id"),
        bulk=64,
    ),
    # --- claims
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
        "linked_mentions",
        "sql",
        LINK_MENTIONS,
        ("article_links", "mentions", "mention_terms", "mention_scopes", "article_days"),
        LinkedMention,
        order=("a_id", "b_id", "mention_id"),
        temporary=True,
    ),
    Step("linked_terms", "sql", LINK_TERMS, ("article_links", "article_terms"), LinkedTerm, temporary=True),
    Step(
        "match_pairs",
        "group",
        match_mentions,
        ("linked_mentions", "linked_terms", "reuse"),
        Match,
        key=("a_id", "b_id"),
    ),
    Step("own_matches", "group", match_within, ("mentions", "articles", "mention_scopes"), Match, key=("article_id",)),
    Step(
        "decisions",
        "group",
        follow_judgements,
        ("judgements", "articles", "mentions", "attributions"),
        Decision,
        order=("made", "judgement_id"),
    ),
    Step("match_groups", "connect", JOIN_CANDIDATES, ("match_pairs", "own_matches", "decisions"), MatchGroup),
    Step(
        "match_candidates",
        "sql",
        GROUP_CANDIDATES,
        ("match_pairs", "own_matches", "match_groups", "mentions", "decisions"),
        MatchCandidate,
    ),
    Step("matches", "group", cut_bridges, ("match_candidates",), Match, key=("group_id",)),
    Step("claim_mentions", "connect", JOIN_MATCHES, ("matches", "mentions"), ClaimMention),
    Step("near_mentions", "sql", FIND_NEAR, ("match_pairs", "claim_mentions", "decisions"), NearMention),
    Step("claims", "sql", CHOOSE_MENTIONS, ("claim_mentions", "mentions", "matches"), Claim),
    Step("shared_spans", "sql", FIND_SHARED, ("reuse",), SharedSpan),
    Step(
        "wordings",
        "group",
        find_wordings,
        ("articles", "attributions", "shared_spans"),
        Wording,
        key=("article_id",),
    ),
    # --- origins
    Step(
        "derivations",
        "group",
        derive_mentions,
        ("claim_mentions", "mentions", "attributions", "reuse", "articles", "credits"),
        Derivation,
    ),
    Step(
        "mention_origins",
        "group",
        count_origins,
        ("claim_mentions", "mentions", "derivations", "source_names", "articles", "credits", "matches", "decisions"),
        MentionOrigin,
    ),
    Step(
        "findings",
        "group",
        judge_claims,
        ("claims", "mention_origins", "derivations", "mentions", "articles", "near_mentions"),
        Finding,
    ),
    Step(
        "conflicts",
        "group",
        find_conflicts,
        ("claims", "mention_origins", "mentions", "attributions", "articles", "decisions"),
        Conflict,
        order=("kind", "conflict_id"),
    ),
)

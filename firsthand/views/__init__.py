"""What people see of a case: frozen views with the text cut out, joined, and named by the ids that the input gave.

The terminal, the report and the exports all start from these.
"""

from firsthand.views.articles import ArticleView, SourceView, WordingView, view_article, view_sources, view_wordings
from firsthand.views.chains import Hop, trace_chain, write_chain
from firsthand.views.claims import ClaimView, MentionView, find_claim, view_claim, view_claims
from firsthand.views.lookup import Lookup, Quote, Tables
from firsthand.views.reuse import PairView, ReuseView, view_pair, view_pairs
from firsthand.views.story import ConflictView, StoryView, view_conflicts, view_story

__all__ = [
    "ArticleView",
    "ClaimView",
    "ConflictView",
    "Hop",
    "Lookup",
    "MentionView",
    "PairView",
    "Quote",
    "ReuseView",
    "SourceView",
    "StoryView",
    "Tables",
    "WordingView",
    "find_claim",
    "trace_chain",
    "view_article",
    "view_claim",
    "view_claims",
    "view_conflicts",
    "view_pair",
    "view_pairs",
    "view_sources",
    "view_story",
    "view_wordings",
    "write_chain",
]

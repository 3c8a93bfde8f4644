"""The steps, in the order in which they are made: all that firsthand does, a line a table."""

from firsthand.attribution.tables import find_attributions, find_credits, find_source_names
from firsthand.parse import DISTRIBUTIONS, parse_articles
from firsthand.pipeline import Step
from firsthand.records import (
    Alignment,
    ArticleWords,
    Attribution,
    Credit,
    Direction,
    DirectionEvidence,
    Omission,
    Pair,
    PairArticles,
    PairWords,
    Parse,
    Passage,
    Posting,
    Reuse,
    SourceName,
)
from firsthand.reuse.align import BY_PAIR, FIND_PAIRS, JOIN_PAIR_WORDS, align_pairs
from firsthand.reuse.directions import find_evidence, make_reuse, weigh_evidence
from firsthand.reuse.omissions import find_omissions
from firsthand.reuse.passages import JOIN_PAIR_ARTICLES, find_passages
from firsthand.reuse.words import make_postings, number_words

STEPS: tuple[Step, ...] = (
    Step("parses", "map", parse_articles, ("articles",), Parse, models=DISTRIBUTIONS),
    # --- attribution
    Step("credits", "map", find_credits, ("articles",), Credit),
    Step("attributions", "group", find_attributions, ("articles", "parses"), Attribution, key=("article_id",)),
    Step("source_names", "group", find_source_names, ("articles", "attributions"), SourceName, key=("article_id",)),
    # --- reuse
    Step("article_words", "map", number_words, ("articles",), ArticleWords, order=("article_id",)),
    Step("postings", "map", make_postings, ("article_words",), Posting, temporary=True),
    Step("pairs", "sql", FIND_PAIRS, ("postings",), Pair),
    Step("pair_words", "sql", JOIN_PAIR_WORDS, ("pairs", "article_words"), PairWords, temporary=True, order=BY_PAIR),
    Step("alignments", "map", align_pairs, ("pair_words",), Alignment),
    Step(
        "pair_articles",
        "sql",
        JOIN_PAIR_ARTICLES,
        ("alignments", "articles"),
        PairArticles,
        temporary=True,
        order=BY_PAIR,
    ),
    Step("passages", "group", find_passages, ("pair_articles", "alignments"), Passage, key=("a_id",)),
    Step("direction_evidence", "group", find_evidence, ("pair_articles", "passages"), DirectionEvidence, key=("a_id",)),
    Step("directions", "group", weigh_evidence, ("pair_articles", "direction_evidence"), Direction, key=("a_id",)),
    Step("reuse", "group", make_reuse, ("passages", "directions"), Reuse, key=("a_id",)),
    Step("omissions", "group", find_omissions, ("pair_articles", "passages", "directions"), Omission, key=("a_id",)),
    # --- claims
    # --- origins
)

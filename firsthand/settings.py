"""Every number that the steps work with, with its unit and reason.

A step takes the numbers it needs as keyword-only arguments of the same name; the runner fills them in from here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Numbers of one run; the default is what was measured best on the development data."""

    # --- parse
    parse_characters: int = 20_000
    """Longest piece of text parsed at once, in characters: about 40 MB of parser memory."""
    # --- reuse
    ngram_words: int = 5
    """Words of an n-gram posting."""
    ngram_articles: int = 1_000
    """An n-gram of more articles than this brings no two of them together: after folding of copies it is stock wording."""
    pair_ngrams: int = 2
    """n-grams that two articles must share to be aligned; a passage of eight equal words has four."""
    gap_words: int = 16
    """Longest gap within one alignment, in words of the longer side: about one inserted clause."""
    passage_words: int = 8
    """Shortest passage, in words of either side: shorter runs are names and stock phrases."""
    # --- attribution
    # --- claims
    lead_statements: int = 6
    """First statements of an article by which its event is told, in sentences: 10 and 15 took in background and site
    furniture and found fewer pairs of one incident at the same precision."""
    link_alike: float = 0.16
    """Least cosine of two articles' first statements to compare them further: 86 % of the pairs of one incident of the
    development articles, and 4 of 984 others."""
    common_articles: int = 60
    """Most articles in which a term may stand to bring two articles together: what more share tells no event apart."""
    match_score: float = 0.5
    """Least score of two mentions that state the same claim."""
    # --- origins
    shared_wording: float = 0.6
    """Share of a mention's characters that another article must have as well for the one to depend on the other."""
    shared_words: int = 25
    """Equal words of a passage that prove dependence on an article that does not state the claim: stock sentences of two
    different events are shorter."""

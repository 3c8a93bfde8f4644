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
    ngram_articles: float = 16.0
    """Articles up to which an n-gram counts full when pairs are looked for; one of n articles counts this / n."""
    pair_ngrams: float = 2.5
    """n-grams, so counted, that two articles must share to be aligned; a passage of eight equal words has four."""
    pair_share: float = 0.1
    """Share of the n-grams of the smaller one from which two articles are aligned however many have them too."""
    fold_pairs: int = 2_000
    """Pairs of near copies up to which each has its own rows: 63 copies of one text. Of more copies only pairs with
    those that had their words first are rows; the others are made for the export: about 0.25 ms and 300 bytes each.
    With 20,000 the rows of ten thousand edited copies were eight times those of two thousand, and more."""
    crowd_families: int = 64
    """Families up to which an n-gram is compared between all of them; what more have, with the first that had it. None
    of 7,916 articles of US news has a tenth of its n-grams in common with more than 64 others."""
    gap_words: int = 16
    """Longest gap within one alignment, in words of the longer side: about one inserted clause."""
    stretch_words: int = 50
    """Longest gap between passages of one stretch, in words of either side: measured on PAN 2013 (granularity 1.02)."""
    passage_words: int = 8
    """Shortest passage, in words of either side: shorter runs are names and stock phrases."""
    stretch_least_words: int = 24
    """Shortest stretch in the export `alignment`, in words of its passages on the mean of both sides: two short
    sentences. The table `reuse` has every passage; measured on PAN 2013, whose cases are longer."""
    # --- attribution
    # --- claims
    lead_statements: int = 6
    """First statements of an article by which its event is told, in sentences: 10 and 15 took in background and site
    furniture and found fewer pairs of one incident at the same precision."""
    lead_decay: float = 0.2
    """How much less each later of the first statements weighs: the n-th weighs 1 / (1 + n * this). 0 and 0.5 found
    fewer pairs of one incident."""
    link_alike: float = 0.12
    """Least cosine of two articles' first statements to compare their mentions at all: .98 of the pairs of one
    incident of the development articles, and 25 of 984 others, which the mentions themselves have to tell apart."""
    common_articles: int = 60
    """Most articles in which a term may stand to bring two articles together: what more share tells no event apart."""
    match_score: float = 0.5
    """Least score of two mentions that state the same claim."""
    incident_share: float = 0.2
    """Share of the claims of the smaller of two parts that both must tell to be of one incident."""
    incident_share_far: float = 0.5
    """The same where their days are further apart, or differ: an article's own date is sometimes wrong by weeks, while
    an outlet's reports of one attack after another share stock claims (25 such reports were one incident at 0.2)."""
    incident_days_near: int = 3
    """How far the days of two parts of one incident may be apart, in days, for the smaller share."""
    incident_days: int = 45
    """How far at all, in days."""
    incident_parts_compared: int = 64
    """Parts up to which all that tell one claim are compared; of more, each with the first, so that a story of ten
    thousand copies has ten thousand pairs."""
    # --- origins
    shared_wording: float = 0.6
    """Share of a mention's characters that another article must have as well for the one to depend on the other."""
    whole_wording: float = 0.75
    """Share of equal words from which a statement is the same statement: an unnamed source in one article and a named
    one in the other are then one. Lower, and sentences with another source put in are merged."""
    shared_words: int = 25
    """Equal words of a passage that prove dependence on an article that does not state the claim: stock sentences of
    two different events are shorter."""

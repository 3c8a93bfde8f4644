"""Pairs of families: what is left out of the search because it cannot make a pair changes nothing of what is found."""

from collections import Counter, defaultdict
from itertools import pairwise

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.pipeline import Local
from firsthand.reuse.rows import Family, FamilySize, Hub, Posting
from firsthand.schema import to_table
from firsthand.settings import Settings
from firsthand.steps.reuse import REUSE

MADE = {step.table: step for step in REUSE}
LOW = Settings(ngram_articles=2.0, crowd_families=3, pair_ngrams=1.5, pair_share=0.4)
"""Numbers with which a dozen families make crowds, and some pairs by little and some by much of them."""

HELD = st.lists(st.frozensets(st.integers(0, 24), max_size=14), min_size=2, max_size=12)
"""N-grams of each family, of so few that crowds have some in common."""


def make_tables(held: list[frozenset[int]], hubs: list[int]) -> dict[str, pa.Table]:
    """Families of one article each; of those in `hubs` the second is the hub of the first, and so on."""
    families = range(len(held))
    postings = [Posting(hash_, leader) for leader in families for hash_ in sorted(held[leader])]
    spokes = [Hub(a, b, 1, 1) for a, b in pairwise(hubs)]
    return {
        "postings": to_table(postings, Posting),
        "families": to_table([Family(leader, leader) for leader in families], Family),
        "family_sizes": to_table([FamilySize(k, 1, k, k, len(held[k])) for k in families], FamilySize),
        "hubs": to_table(spokes, Hub),
    }


def pairs_of_all(held: list[frozenset[int]], hubs: list[int], numbers: Settings) -> dict[tuple[int, int], int]:
    """The pairs and the n-grams that they share, by comparing each two with everything they have."""
    having = Counter(hash_ for ngrams in held for hash_ in ngrams)
    spokes = set(hubs[:-1]) - set(hubs[1:])
    pairs: dict[tuple[int, int], int] = defaultdict(int)
    for b in range(len(held)):
        for a in range(b):
            both = held[a] & held[b]
            if {a, b} & spokes:
                both = frozenset(hash_ for hash_ in both if having[hash_] <= numbers.crowd_families)
            weight = sum(int(1_000_000 * min(1.0, numbers.ngram_articles / having[hash_])) for hash_ in both)
            enough = weight >= 1_000_000 * numbers.pair_ngrams
            if {a, b} <= spokes:
                enough = weight > 1_000_000 * numbers.ngram_words
            if len(both) > 2 and (enough or len(both) >= numbers.pair_share * min(len(held[a]), len(held[b]))):
                pairs[a, b] = len(both)
    return dict(pairs)


@settings(max_examples=60, deadline=None)
@given(HELD, st.data())
def test_pairs_are_those_of_comparing_all(held: list[frozenset[int]], data: st.DataObject) -> None:
    hubs = data.draw(st.lists(st.integers(0, len(held) - 1), unique=True, max_size=4))
    tables, runner = make_tables(held, hubs), Local(LOW)
    for name in ("shared_ngrams", "compared_ngrams", "sharing_families", "family_pairs"):
        tables[name] = runner.make(MADE[name], tables)
    found = tables["family_pairs"]
    rows = zip(*(found.column(name).to_pylist() for name in ("a_leader", "b_leader", "shared")), strict=True)
    assert {(a, b): shared for a, b, shared in rows} == pairs_of_all(held, hubs, LOW)


def test_a_phrase_of_all_makes_no_links_of_all() -> None:
    """Forty families have a phrase of four n-grams in common, two of them a passage besides."""
    phrase, passage = range(4), range(50, 60)
    held = [frozenset([*phrase, *range(100 * k, 100 * k + 60)]) for k in range(1, 41)]
    held[3] |= frozenset(passage)
    held[7] |= frozenset(passage)
    tables, runner = make_tables(held, []), Local(Settings(crowd_families=10))
    for name in ("shared_ngrams", "compared_ngrams", "sharing_families", "family_pairs"):
        tables[name] = runner.make(MADE[name], tables)
    assert tables["sharing_families"].num_rows == 1
    assert tables["family_pairs"].to_pylist() == [{"a_leader": 3, "b_leader": 7, "shared": 14}]

"""Families of passages: one text across many articles, with the variant that each has, and where it has it from.

Not to be taken for the families of near copies (`firsthand.reuse.families`), which are whole articles and serve only to
compare less.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firsthand.kernels.compiled import hash_ngrams
from firsthand.reuse.columns import (
    Corpus,
    Placed,
    Runs,
    distinct,
    each_word,
    place_families,
    read_corpus,
    read_runs,
)
from firsthand.reuse.kinds import COPIED
from firsthand.reuse.lookup import ids_of, pick_texts, tell_times
from firsthand.reuse.rows import FamilyMember
from firsthand.schema import schema_of, to_table
from firsthand.text import Span, hash64

ALIKE = 0.9
"""Share of their words that two members of one variant have in common: an editor's touch, a changed figure."""
_OPENING, _CLOSING = frozenset("\"'“‘«"), frozenset(".,!?…\"'”’»")

JOIN_SHARED = """
SELECT a_id AS a, b_id AS b FROM reuse WHERE kind IN ('story', 'quotation')
"""
"""Articles that share reporting are one group; no family goes beyond it."""

LINK_PASSAGES = """
SELECT g.group_id, r.reuse_id, r.a_id, r.b_id, r.kind, r.matches, l.a_equal, l.b_equal,
       r.from_id, d.score AS from_score, r.credit_id, r.credit_start, r.credit_end, r.credit_name
FROM reuse r
JOIN alignments l ON r.a_id = l.a_id AND r.b_id = l.b_id AND r.a_start = l.a_start AND r.b_start = l.b_start
    AND r.a_end = l.a_end AND r.b_end = l.b_end
JOIN shared_groups g ON r.a_id = g.article_id
LEFT JOIN directions d ON r.a_id = d.a_id AND r.b_id = d.b_id
WHERE r.kind IN ('story', 'quotation')
"""

NAME_FAMILIES = """
WITH named AS (SELECT name, count(DISTINCT other_name) AS families FROM family_members GROUP BY name)
SELECT m.*, CASE WHEN n.families = 1 THEN m.name ELSE m.other_name END AS family_id
FROM family_members m JOIN named n ON m.name = n.name
"""


class Taken(NamedTuple):
    """From whom a member most probably took the text, and how sure that is."""

    score: float
    matches: int
    from_id: int


class Credited(NamedTuple):
    """Where a member says whose text it is, and whose."""

    matches: int
    start: int
    end: int
    name: str | None


class Member(NamedTuple):
    """What one article has of a family."""

    article: int
    """Number of the article in the corpus."""
    columns: frozenset[int]
    stretches: list[Span]
    """First and last word of each stretch, as places in the corpus."""
    numbers: bytes
    """Its folded words, its own among them."""
    words: int


def find_family_members(
    family_links: pa.Table,
    articles: pa.Table,
    article_days: pa.Table,
    *,
    gap_words: int,
    passage_words: int,
) -> pa.Table:
    """The members of the families of some groups of articles, a row for each family and article."""
    ids = ids_of(family_links)
    corpus = read_corpus(ids, pick_texts(articles, ids))
    times = tell_times(ids, articles, article_days)
    rows: list[FamilyMember] = []
    for kind in COPIED:
        links = family_links.filter(pc.equal(family_links.column("kind"), kind)).combine_chunks()
        if not links.num_rows:
            continue
        runs = read_runs(links, corpus)
        placed = place_families(runs, corpus, gap_words, passage_words)
        taken, credited = _gather_links(links, runs, placed, len(corpus.numbers))
        common = _common_ngrams(placed, corpus, passage_words)
        for number, members in enumerate(_each_family(placed, corpus, gap_words)):
            fullest = members[0]
            name = hash64("family", kind, common.get(number, fullest.numbers.hex()))
            other_name = hash64("family", name, int(ids[fullest.article]), int(corpus.starts[fullest.stretches[0][0]]))
            exact: dict[bytes, int] = defaultdict(int)
            for member in members:
                exact[member.numbers] += 1
            for member, variant in zip(members, number_variants(members), strict=True):
                article_id = int(ids[member.article])
                source = taken.get((number, article_id))
                credit = credited.get((number, article_id))
                rows.append(
                    FamilyMember(
                        name=name,
                        other_name=other_name,
                        kind=kind,
                        article_id=article_id,
                        spans=[edge for span in _spans(member, corpus) for edge in span],
                        words=len(member.columns),
                        published=times[member.article],
                        variant=variant,
                        copies=exact[member.numbers],
                        from_id=source.from_id if source else None,
                        from_score=source.score if source else None,
                        credited=credit is not None,
                        credit_start=credit.start if credit else None,
                        credit_end=credit.end if credit else None,
                        credit_name=credit.name if credit else None,
                    )
                )
    return to_table(rows, FamilyMember) if rows else schema_of(FamilyMember).empty_table()


def _each_family(placed: Placed, corpus: Corpus, gap_words: int) -> Iterator[list[Member]]:
    """The members of each family, the fullest first, then by words and article."""
    order = np.lexsort((placed.word, placed.article, placed.family))
    word, article, column, family = (values[order] for values in placed)
    new_family = np.append(True, family[1:] != family[:-1])[: len(word)]
    new_member = new_family | np.append(True, article[1:] != article[:-1])[: len(word)]
    new_stretch = new_member | np.append(True, word[1:] - word[:-1] > gap_words + 1)[: len(word)]
    starts = np.append(np.flatnonzero(new_member), len(word))
    stretch_starts = np.append(np.flatnonzero(new_stretch), len(word))
    stretch_at = np.searchsorted(stretch_starts, starts)
    firsts, lasts = word[stretch_starts[:-1]].tolist(), word[stretch_starts[1:] - 1].tolist()
    members: list[Member] = []
    for k, (start, end) in enumerate(pairwise(starts.tolist())):
        if members and new_family[start]:
            yield sorted(members, key=lambda m: (-len(m.columns), m.words, m.article))
            members = []
        low, high = stretch_at[k], stretch_at[k + 1]
        stretches = list(zip(firsts[low:high], lasts[low:high], strict=True))
        numbers = [corpus.numbers[first : last + 1] for first, last in stretches]
        members.append(
            Member(
                article=int(article[start]),
                columns=frozenset(column[start:end].tolist()),
                stretches=stretches,
                numbers=b"".join(part.tobytes() for part in numbers),
                words=sum(map(len, numbers)),
            )
        )
    if members:
        yield sorted(members, key=lambda m: (-len(m.columns), m.words, m.article))


def number_variants(members: list[Member]) -> list[int]:
    """The number of each member's variant, from 1: members that differ in a tenth of their words or less have one.

    Each is compared with the first member of each variant, so that small changes do not add up.
    """
    heads: list[Member] = []
    numbers: list[int] = []
    known: dict[bytes, int] = {}
    for member in members:
        if member.numbers not in known:
            alike = (
                number
                for number, head in enumerate(heads, start=1)
                if len(head.columns & member.columns) >= ALIKE * max(head.words, member.words)
            )
            known[member.numbers] = next(alike, len(heads) + 1)
            if known[member.numbers] > len(heads):
                heads.append(member)
        numbers.append(known[member.numbers])
    return numbers


def _common_ngrams(placed: Placed, corpus: Corpus, passage_words: int) -> dict[int, int]:
    """For each family the least hash of the runs of `passage_words` words that at least half of its articles have."""
    have = np.bincount(distinct(placed.column, placed.article)[0])
    of = np.bincount(distinct(placed.family, placed.article)[0])
    kept = 2 * have[placed.column] >= of[placed.family]
    word, family = placed.word[kept], placed.family[kept]
    ahead = passage_words - 1
    if len(word) <= ahead:
        return {}
    run = np.flatnonzero((word[ahead:] - word[:-ahead] == ahead) & (family[ahead:] == family[:-ahead]))
    hashes = hash_ngrams(corpus.numbers, passage_words)[word[run]]
    order = np.lexsort((hashes, family[run]))
    families, first = np.unique(family[run][order], return_index=True)
    return dict(zip(families.tolist(), hashes[order][first].tolist(), strict=True))


def _gather_links(
    links: pa.Table, runs: Runs, placed: Placed, size: int
) -> tuple[dict[tuple[int, int], Taken], dict[tuple[int, int], Credited]]:
    """By family and article: whom it most probably took the text from, and how it credits it, where known."""
    family_of = np.full(size, -1, np.int64)
    family_of[placed.word] = placed.family
    row, a, _ = each_word(runs)
    family = family_of[a]
    inside = family >= 0
    cells, counts = np.unique(row[inside] << 32 | family[inside], return_counts=True)
    wanted = ("a_id", "b_id", "from_id", "from_score", "credit_id", "credit_start", "credit_end", "credit_name")
    columns = {name: links.column(name).to_pylist() for name in wanted}
    told = (links.column("from_id").is_valid().to_numpy() | links.column("credit_id").is_valid().to_numpy())[
        cells >> 32
    ]
    rows, families = cells[told] >> 32, cells[told] & 0xFFFFFFFF
    taken: dict[tuple[int, int], Taken] = {}
    credited: dict[tuple[int, int], Credited] = {}
    for k, number, matches in zip(rows.tolist(), families.tolist(), counts[told].tolist(), strict=True):
        a_id, b_id, from_id, from_score, credit_id, start, end, name = (columns[column][k] for column in wanted)
        if from_id is not None:
            key = (number, a_id + b_id - from_id)
            source = Taken(from_score, matches, from_id)
            taken[key] = max(taken.get(key, source), source)
        if credit_id is not None:
            key = (number, credit_id)
            credit = Credited(matches, start, end, name)
            credited[key] = max(credited.get(key, credit), credit, key=lambda c: (c.matches, -c.start, -c.end))
    return taken, credited


def _spans(member: Member, corpus: Corpus) -> Iterator[Span]:
    """Where a member's stretches stand in its text, with the marks at their edges."""
    text = corpus.texts[member.article]
    for first, last in member.stretches:
        start, end = int(corpus.starts[first]), int(corpus.ends[last])
        while start and text[start - 1] in _OPENING:
            start -= 1
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        yield start, end

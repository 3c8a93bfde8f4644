"""Rows that the steps of reuse hand to each other, between the articles and the table of reuse.

The tables that a case is asked for have their rows in `firsthand.records`.
"""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Count, Id, Offset, Score, Spans, Time


@dataclass(frozen=True)
class Posting:
    """One n-gram of one article."""

    hash: Annotated[Id, "hash of its folded words in order"]
    article_id: Id


@dataclass(frozen=True)
class Sketch:
    """A sample of the n-grams of one article."""

    article_id: Id
    least: Annotated[list[Id], "the least of each of several rehashings of its n-grams; empty without n-grams"]


@dataclass(frozen=True)
class Family:
    """An article and the one that it is a near copy of, itself where there is none."""

    article_id: Id
    leader_id: Annotated[Id, "the member that the others are compared with"]


@dataclass(frozen=True)
class ArticleHead:
    """An article without its text."""

    article_id: Id
    given_id: Annotated[str, "the id that came with it"]
    outlet: str | None
    published: Time | None


@dataclass(frozen=True)
class SourceRank:
    """Place of an article among the possible sources of a text that several have."""

    article_id: Id
    rank: Annotated[Count, "0 for the likeliest source: copies of a wire first, then by time, then by given id"]


@dataclass(frozen=True)
class FamilySize:
    """A family of near copies as a whole."""

    leader_id: Id
    members: Annotated[Count, "articles of the family"]
    earliest_id: Annotated[Id, "the member that is the likeliest source of the others"]
    rank: Annotated[Count, "its place among the possible sources of a text"]
    ngrams: Annotated[Count, "n-grams of its leader"]


@dataclass(frozen=True)
class SharedNgram:
    """An n-gram of a family of near copies that other families have too."""

    hash: Id
    leader_id: Id
    leaders: Annotated[Count, "families that have it"]


@dataclass(frozen=True)
class ComparedNgram:
    """An n-gram by which a family of near copies is compared with others."""

    hash: Id
    leader_id: Id
    ngrams: Annotated[Count, "n-grams of the leader"]
    weight: Annotated[Count, "what it is worth, in millionths"]
    leads: Annotated[bool, "whether pairs are looked for by it; not for stock phrases, of which there must be others"]


@dataclass(frozen=True)
class SharingFamily:
    """Two families of near copies that share n-grams by which pairs are looked for."""

    leader_id: Annotated[Id, "leader of the smaller one"]
    other_id: Id
    shared: Annotated[Count, "n-grams that both have, of those by which pairs are looked for"]
    weight: Annotated[Id, "what these are worth, in millionths"]


@dataclass(frozen=True)
class FamilyPair:
    """Two families of near copies whose articles are pairs."""

    a_leader: Annotated[Id, "leader of the one family, with the smaller id"]
    b_leader: Annotated[Id, "leader of the other"]
    shared: Annotated[Count, "n-grams that both have"]


@dataclass(frozen=True)
class Hub:
    """A family that shares n-grams with a crowd, and one of those that had these n-grams first."""

    leader_id: Id
    hub_id: Annotated[Id, "leader of the family that had them first"]
    shared: Annotated[Count, "n-grams of the crowd that it had before the family"]
    place: Annotated[Count, "1 for the hub that had most of them, and so on"]


@dataclass(frozen=True)
class Star:
    """A member of a family of too many pairs, and one of those that had its words first."""

    article_id: Id
    hub_id: Annotated[Id, "the member that had them first"]
    leader_id: Annotated[Id, "the leader of both"]
    place: Annotated[Count, "1 for the hub that had most of them, and so on"]


@dataclass(frozen=True)
class Folded:
    """An article of which not every pair is a row, since a much-copied text would make too many; `export --as reuse`
    has them all."""

    article_id: Id
    through_id: Annotated[
        Id, "the article that had most of its words first, by its pair with which it belongs to the others"
    ]


@dataclass(frozen=True)
class Pair:
    """Two articles that share n-grams, or are near copies of one leader; for pairs without a row see `Folded`."""

    a_id: Id
    b_id: Id
    shared: Annotated[Count, "n-grams that their families share; 0 within one family"]
    leader_id: Annotated[Id | None, "the leader of both; null where they are of two families"]


@dataclass(frozen=True)
class ArticleCredits:
    """The credits that an article gives for itself as a whole, to others than its own outlet."""

    article_id: Id
    credit_names: Annotated[list[str], "whom they name, in canonical form"]
    credit_bounds: Annotated[Spans, "where they stand"]


@dataclass(frozen=True)
class PassageSide:
    """One side of an alignment, seen from one article; `first` and `last` are its span (`end` is a word of SQL)."""

    article_id: Id
    other_id: Id
    first: Annotated[Offset, "first character"]
    last: Annotated[Offset, "end"]
    size: Annotated[Count, "characters of the article"]
    stands_for: Annotated[Count, "articles that the other one stands for, itself and those folded through it"]


@dataclass(frozen=True)
class Recurrence:
    """How many articles share a passage with an article, and little else; no row where few do."""

    article_id: Id
    other_id: Id
    first: Annotated[Offset, "first character of the passage"]
    last: Annotated[Offset, "the character after its last"]
    recurs: Annotated[
        Count, "so many articles at least share only a small part of the article, and this passage with it"
    ]


@dataclass(frozen=True)
class RecurringAlignment:
    """An alignment of which a side recurs, with the recurrence of both sides."""

    a_id: Id
    a_start: Offset
    a_end: Offset
    b_id: Id
    b_start: Offset
    b_end: Offset
    a_recurs: Annotated[Count, "articles, at least, that share the passage, and little else, with a"]
    b_recurs: Annotated[Count, "articles, at least, that share the passage, and little else, with b"]


@dataclass(frozen=True)
class Passage:
    """An alignment with its kind and with the credit that either side gives; direction comes later, in `Reuse`."""

    a_id: Id
    a_start: Offset
    a_end: Offset
    b_id: Id
    b_start: Offset
    b_end: Offset
    matches: Annotated[Count, "equal words"]
    a_words: Annotated[Count, "words of the span in a"]
    b_words: Annotated[Count, "words of the span in b"]
    block: Annotated[Count, "number of the stretch that it is part of: passages without a long gap between them"]
    kind: Annotated[str, "story, background, formula, quotation or boilerplate"]
    reasons: Annotated[list[str], "why it is of that kind, in plain words"]
    a_credit_start: Annotated[Offset | None, "words of a that name the outlet or wire it took this passage from"]
    a_credit_end: Offset | None
    a_credit_name: Annotated[str | None, "whom a credit in a names"]
    a_credit_covers: Annotated[str | None, "what that credit covers: sentence, block or article"]
    b_credit_start: Offset | None
    b_credit_end: Offset | None
    b_credit_name: Annotated[str | None, "whom a credit in b names"]
    b_credit_covers: Annotated[str | None, "what that credit covers: sentence, block or article"]


@dataclass(frozen=True)
class SharedGroup:
    """An article and the articles that it shares reporting with, straight or through others."""

    group_id: Annotated[Id, "the smallest article of the group"]
    article_id: Id


@dataclass(frozen=True)
class FamilyLink:
    """A passage of reporting that two articles share, word by word, with what is known of its way."""

    group_id: Annotated[Id, "the group of articles that both are of"]
    reuse_id: Annotated[Id, "the row of reuse"]
    a_id: Id
    b_id: Id
    kind: Annotated[str, "story or quotation"]
    matches: Annotated[Count, "equal words"]
    a_equal: Annotated[Spans, "the runs of equal words in a"]
    b_equal: Annotated[Spans, "the same runs in b"]
    from_id: Annotated[Id | None, "the article that was copied from; null when unknown"]
    from_score: Annotated[Score | None, "how sure the direction is"]
    credit_id: Annotated[Id | None, "the article in which a credit stands"]
    credit_start: Offset | None
    credit_end: Offset | None
    credit_name: Annotated[str | None, "whom the credit names"]


@dataclass(frozen=True)
class FamilyMember:
    """What one article has of a family, before the family has its id."""

    name: Annotated[Id, "hash of words that at least half of the members have"]
    other_name: Annotated[Id, "the id where two families have the same such words"]
    kind: Annotated[str, "story or quotation"]
    article_id: Id
    spans: Annotated[Spans, "the stretches of the article that are of the family"]
    words: Annotated[Count, "words that the family has as well"]
    published: Annotated[Time | None, "when it counts as published; null when unknown"]
    variant: Annotated[Count, "number of its variant"]
    copies: Annotated[Count, "members with exactly its words, itself among them"]
    from_id: Annotated[Id | None, "the article that it most probably took the text from; null when unknown"]
    from_score: Annotated[Score | None, "how sure that is; null when unknown"]
    credited: Annotated[bool, "whether it says whose text it is"]
    credit_start: Offset | None
    credit_end: Offset | None
    credit_name: Annotated[str | None, "whom the credit names"]

"""What people see of the invented case, as worked examples."""

import pytest

from firsthand.errors import UnknownError
from firsthand.records import Article, Version
from firsthand.views import Lookup, find_claim, view_article, view_claims, view_conflicts, view_pairs, view_sources
from firsthand.views.articles import view_places, view_times, view_wordings
from firsthand.views.claims import cut_pieces
from firsthand.views.diff import compare_words, mark_numbers
from firsthand.views.sides import view_sides
from firsthand.views.story import view_problems, view_story
from tests.invented_case import Invented


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return Lookup(Invented().case())


def test_the_story_line_counts_and_never_invents_an_outlet(lookup: Lookup) -> None:
    story = view_story(lookup)
    assert (story.articles, story.outlets, story.no_outlet) == (2, 1, 1)
    assert story.line.startswith("2 articles · 1 outlet (not stated for 1) · ")
    assert "3 claims told by two or more, 2 of these with one origin · 1 conflict, 0 to compare" in story.line
    assert 0.6 < story.copied_share < 0.9


def test_claims_told_by_many_with_few_origins_come_first(lookup: Lookup) -> None:
    claims = list(view_claims(lookup))
    assert [(c.articles, c.best) for c in claims] == [(2, 1), (2, 1), (2, 2), (1, 1)]
    assert [len(list(view_claims(lookup, least_articles=2, limit=2)))] == [2]


def test_a_chain_shows_copied_text_and_marks_second_hand_names(lookup: Lookup) -> None:
    claim = next(c for c in view_claims(lookup) if "engine room" in c.statement)
    assert claim.statement == "The engine room was being repaired when the fire broke out"
    copied, first = claim.mentions
    assert first.chain_line == "Coastal Wire ← Northern News ← Port officials"
    assert copied.chain_line == (
        "C2 (outlet not stated) ← W1 text [uncredited] ← Northern News [second-hand] ← Port officials [second-hand]"
    )
    assert copied.names == ("Northern News", "Port officials")
    assert copied.second_hand
    assert copied.copied
    assert not copied.credited
    assert copied.best == first.best == 1


def test_a_credited_copy_names_its_credit_and_own_voice_ends_without_a_source(lookup: Lookup) -> None:
    claims = list(view_claims(lookup))
    toll = next(c for c in claims if c.figures)
    assert toll.mentions[0].chain_line == (
        "C2 (outlet not stated) ← W1 text [credited: Coastal Wire] ← the coastguard [second-hand]"
    )
    assert toll.range == "2"
    ashore = next(c for c in claims if "ashore" in c.statement)
    assert ashore.range == "1 (1 to 2)"
    assert ashore.mentions[1].chain_line == "Coastal Wire ← no source stated"
    assert ashore.mentions[0].origin == "text:W1"
    assert ashore.mentions[0].origin_label == "text of W1, names nobody"


def test_every_quotation_is_the_text_at_its_offsets_and_its_pieces_join_to_it(lookup: Lookup) -> None:
    texts = {lookup.given(i): lookup.article(i).text for i in lookup.article_ids()}
    for claim in view_claims(lookup):
        for mention in claim.mentions:
            assert texts[mention.article][mention.quote.start : mention.quote.end] == mention.quote.text
            assert "".join(piece.text for piece in mention.pieces) == mention.quote.text
            assert any("claim" in piece.roles for piece in mention.pieces)


def test_pieces_of_overlapping_spans_carry_both_roles() -> None:
    pieces = cut_pieces("at least four died", 0, 18, [(0, 18, "claim"), (0, 13, "figure")])
    assert [(p.text, p.roles) for p in pieces] == [("at least four", ("claim", "figure")), (" died", ("claim",))]


def test_a_claim_is_found_by_any_beginning_of_its_id(lookup: Lookup) -> None:
    claim = next(view_claims(lookup))
    for name in (claim.short_id, claim.claim_id, claim.short_id.removeprefix("c-").upper()):
        assert f"c-{find_claim(lookup, name).claim_id & (2**64 - 1):016x}" == claim.claim_id
    with pytest.raises(UnknownError, match="no claim has the id 'zz'"):
        find_claim(lookup, "zz")


def test_an_ambiguous_claim_id_lists_the_candidates() -> None:
    invented = Invented()
    from dataclasses import replace

    from firsthand.records import Finding

    first = invented.rows[Finding][0]
    invented.rows[Finding] = [replace(first, claim_id=0x1A00 + i) for i in range(2)]
    with pytest.raises(UnknownError, match="2 claims begin with 'c-0000': c-0000000000001a00, c-0000000000001a01"):
        find_claim(Lookup(invented.case()), "c-0000")


def test_a_pair_has_the_copied_article_left_with_evidence_and_what_is_missing(lookup: Lookup) -> None:
    (pair,) = view_pairs(lookup)
    assert (pair.left, pair.right, pair.from_, pair.confidence) == ("W1", "C2", "W1", "probable")
    assert [e.kind for e in pair.evidence] == ["credit", "order"]
    assert pair.evidence[0].words is not None
    assert pair.evidence[0].words.text == "Coastal Wire reported that"
    assert pair.missing == ("publication times",)
    assert [p.state for p in pair.passages] == ["credited", "uncredited", "uncredited"]
    assert [o.text for o in pair.omissions] == ["“There is no danger to the harbour,” the mayor said."]


def test_side_by_side_puts_what_was_left_out_where_it_stood(lookup: Lookup) -> None:
    (pair,) = view_pairs(lookup)
    rows = view_sides(lookup, pair)
    assert [r.state for r in rows] == ["apart", "credited", "uncredited", "apart", "uncredited", "apart"]
    left, right = ["".join(e.text for e in side) for side in (rows[0].left, rows[0].right)]
    assert left == "Ferry fire off Marsk"
    assert right == "Marsk harbour was closed on Tuesday.\n\nCoastal Wire reported that"
    assert "".join(e.text for e in rows[3].left).startswith("“There is no danger")
    assert rows[3].right == ()
    assert rows[1].credit == "Coastal Wire reported that"


def test_changed_words_are_cut_out_and_changed_numbers_marked() -> None:
    one, other = compare_words("At least 51 people were killed.", "At least 15 people were killed.")
    assert [e.number for e in one] == [False, False, False]
    one = mark_numbers(one, [(9, 11)])
    assert [(e.text, e.changed, e.number) for e in one] == [
        ("At least ", False, False),
        ("51", True, True),
        (" people were killed.", False, False),
    ]
    assert "".join(e.text for e in other) == "At least 15 people were killed."


def test_an_article_is_cut_by_whose_wording_it_is(lookup: Lookup) -> None:
    view = view_article(lookup, lookup.article_id("C2"))
    assert "".join(s.text for s in view.segments) == lookup.article(lookup.article_id("C2")).text
    states = [s.state for s in view.segments if s.text.strip()]
    assert states == ["own", "copied, credited", "copied, not credited", "copied, not credited", "own"]
    assert (view.outlet, view.published) == (None, None)
    assert [t.resolved for t in view.times] == [None]
    wire = view_article(lookup, lookup.article_id("W1"))
    assert {s.state for s in wire.segments} == {"own", "copied by others"}
    assert wire.copied_share == 0


def test_article_says_which_version_of_its_page_it_is() -> None:
    invented = Invented()
    first, second = invented.rows[Article][:2]
    invented.rows[Version] = [
        Version(first.article_id, one.article_id, "post.example/ferry", number)
        for number, one in enumerate((first, second), start=1)
    ]
    lookup = Lookup(invented.case())
    earlier, latest = (view_article(lookup, one.article_id) for one in (first, second))
    assert earlier.version == f"an earlier version of {second.given_id} (1 of 2)"
    assert latest.version == f"the latest of 2 versions of its page; before it {first.given_id}"
    assert earlier.copied_share == latest.copied_share == 0, "what versions share was not copied"


def test_times_places_sources_wordings_conflicts_and_problems(lookup: Lookup) -> None:
    assert [(t.quote.text, t.resolved) for t in view_times(lookup)] == [
        ("on Tuesday", None),
        ("on Monday", "2024-03-04"),
    ]
    assert [(p.canonical, p.placed) for p in view_places(lookup)] == [("Marsk", True), ("harbour", False)]
    sources = view_sources(lookup)
    assert (sources[0].name, sources[0].second_hand) in {("the coastguard", 1), ("Port officials", 1)}
    assert [(w.word, w.total) for w in view_wordings(lookup)] == [("die*", 1), ("kill*", 1)]
    (conflict,) = view_conflicts(lookup)
    assert [s.says for s in conflict.sides] == ["at least 4", "6"]
    assert conflict.sides[1].mention.authority == "a union leader"
    assert [p.source for p in view_problems(lookup)] == ["broken.txt"]


def test_an_unknown_article_names_some_that_are_known(lookup: Lookup) -> None:
    with pytest.raises(UnknownError, match="no article has the id 'c'; ids of this case: C2"):
        lookup.article_id("c")

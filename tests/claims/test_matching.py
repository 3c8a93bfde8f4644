"""Matching: one claim across articles, whatever its figure; another day or town is another claim."""

from firsthand.claims.match import match_mentions
from firsthand.claims.rows import ComparedMention
from firsthand.claims.sides import number_terms, open_side, put_together
from firsthand.records import ClaimMention, Match, Mention
from firsthand.schema import to_rows

from .helpers import article, run_claims

QUAKE = (
    "A strong earthquake struck the town of Pisco on the coast of Peru on Monday. "
    "At least 18 people were killed in Pisco, the civil defence agency said. "
    "Rescuers searched the ruins of a market hall."
)
QUAKE_LATER = (
    "Rescuers searched through the night after an earthquake hit Pisco in Peru on Monday, destroying a market hall. "
    "The Red Cross said 22 people had been killed in Pisco. The earthquake struck the coast before dawn."
)
OTHER = (
    "A bus crash near Lyon in France killed nine tourists on Saturday, police said. "
    "The driver of the bus was arrested after the crash."
)


def claims_of(texts: list[str]) -> dict[tuple[str, float | None], set[int]]:
    """Claim ids by aspect and figure."""
    tables = run_claims([article(text, str(n), f"Outlet {n}") for n, text in enumerate(texts)])
    claim_of = {c.mention_id: c.claim_id for c in to_rows(tables["claim_mentions"], ClaimMention)}
    found: dict[tuple[str, float | None], set[int]] = {}
    for mention in to_rows(tables["mentions"], Mention):
        found.setdefault((mention.aspect, mention.figure_value), set()).add(claim_of[mention.mention_id])
    return found


def test_differing_tolls_of_one_event_are_one_claim() -> None:
    found = claims_of([QUAKE, QUAKE_LATER, OTHER])
    assert found["killed", 18] == found["killed", 22]


def test_the_toll_of_another_event_is_another_claim() -> None:
    found = claims_of([QUAKE, QUAKE_LATER, OTHER])
    assert found["killed", 18].isdisjoint(found["killed", 9])


def test_the_toll_of_another_day_is_another_claim() -> None:
    found = claims_of([QUAKE, QUAKE.replace("Monday", "Thursday").replace("18", "31").replace("Pisco", "Tacna")])
    assert found["killed", 18].isdisjoint(found["killed", 31])


def test_copied_wording_is_one_claim_and_says_so() -> None:
    sentence = (
        "The council of the harbour town voted late in the evening to close the old cement works beside the river, "
        "where nearly 300 people had worked for three generations, a council member said."
    )
    articles = [
        article(f"Rain fell all day in the north of the country. {sentence}", "a"),
        article(f"A football club from the capital changed its coach again. {sentence}", "b"),
    ]
    tables = run_claims(articles)
    copied = [m for m in to_rows(tables["matches"], Match) if m.copied]
    assert copied
    assert all(m.score == 1.0 and m.reasons for m in copied)


def test_every_mention_has_a_claim() -> None:
    tables = run_claims([article(text, str(n)) for n, text in enumerate((QUAKE, QUAKE_LATER, OTHER))])
    mentions = {m.mention_id for m in to_rows(tables["mentions"], Mention)}
    assert sorted(c.mention_id for c in to_rows(tables["claim_mentions"], ClaimMention)) == sorted(mentions)
    assert tables["claims"].num_rows == len(set(tables["claim_mentions"].column("claim_id").to_pylist()))


def test_a_toll_told_twice_in_one_article_is_one_claim() -> None:
    found = claims_of(["At least 18 people were killed in Pisco. Doctors said 18 people were killed by falling walls."])
    assert len(found["killed", 18]) == 1


def said(article_id: int, start: int, words: str, names: str = "", *, aspect: str = "statement") -> ComparedMention:
    """A mention without a count in one of two articles that tell one story."""
    return ComparedMention(
        article_id * 1_000 + start, article_id, start, start + 40, aspect, "asserted", None, None,
        None, None, None, "exact", None, None, None, None, names.split(), words.split(), start // 50, "other", None,
    )  # fmt: skip


def matches(*mentions: ComparedMention) -> set[tuple[int, int]]:
    """Offsets of the mentions of article 1 and article 2 that are taken for one claim; all terms weigh alike."""
    weights = {f"n:{n}": 1.0 for m in mentions for n in m.names} | {f"w:{w}": 1.0 for m in mentions for w in m.words}
    numbers = number_terms(weights)
    a, b = (open_side([m for m in mentions if m.article_id == article_id], weights, numbers) for article_id in (1, 2))
    found = match_mentions(put_together(a, b, 0.5), [], match_score=0.5)
    return {(m.a_mention - 1_000, m.b_mention - 2_000) for m in found}


def test_what_a_story_names_in_every_statement_joins_none_of_them() -> None:
    story = [
        said(1, 0, "win contract", "brackwater dredging"), said(1, 50, "hire", "brackwater dredging"),
        said(1, 100, "owe wage crew", "brackwater dredging"), said(1, 150, "tweet", "brackwater dredging"),
        said(2, 0, "give harbour", "brackwater dredging"), said(2, 50, "pay wage crew owe", "brackwater dredging"),
        said(2, 100, "odd", "brackwater dredging"), said(2, 150, "answer want", "brackwater dredging"),
    ]  # fmt: skip
    assert matches(*story) == {(100, 50)}


def test_one_shared_word_is_one_claim_only_where_it_is_nearly_all_that_is_said() -> None:
    one, other = said(1, 0, "contract state"), said(2, 0, "contract inquiry")
    assert matches(one, other) == set()
    assert matches(said(1, 0, "unconstitutional"), said(2, 0, "unconstitutional")) == {(0, 0)}


def test_names_alone_are_one_claim_only_where_they_are_many() -> None:
    assert matches(said(1, 0, "", "saudi arabia"), said(2, 0, "money", "saudi arabia")) == set()
    guests = "ida brook tom reed ana lund"
    assert matches(said(1, 0, "visit", guests), said(2, 0, "rush", guests)) == {(0, 0)}


def test_a_killing_that_all_statements_speak_of_does_not_make_them_one() -> None:
    speaking = [said(1, start, words, "ida brook", aspect="killed") for start, words in ((0, "condemn"), (50, "order"))]
    killed = said(1, 100, "writer port", "ida brook", aspect="killed")
    others = [
        said(2, 0, "stand bank", "ida brook", aspect="killed"),
        said(2, 50, "writer quay", "ida brook", aspect="killed"),
    ]
    assert matches(*speaking, killed, *others) == {(100, 50)}

"""Matching: one claim across articles, whatever its figure; another day or town is another claim."""

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

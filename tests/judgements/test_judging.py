"""People decide: a judgement changes the count, holds through re-runs, new articles and another model, and is never
dropped."""

import dataclasses
import json
from pathlib import Path

import pyarrow as pa
import pytest

import firsthand
from firsthand import cli, steps
from firsthand.claims.find import find_mentions
from firsthand.errors import UnknownError
from firsthand.judgements.rows import Decision
from firsthand.records import ClaimMention, Direction, Finding, Mention, MentionOrigin, Reuse
from firsthand.schema import to_rows, to_table
from firsthand.text import hash64
from firsthand.views.judgements import view_contradictions, view_judgements
from firsthand.views.lookup import Lookup, full_id
from firsthand.views.reuse import view_pairs

ARTICLES = [
    ("a", "Harbour Post", "Nine people died when a warehouse burned down in Milford on Monday, the fire brigade said."),
    ("b", "Valley News", "A warehouse fire in Milford killed nine people on Monday, the dock workers' union said."),
    ("c", "Coast Times", "A fire in a warehouse in Milford killed eleven people on Monday, the city hospital said."),
]
LATER = ("d", "Lake Gazette", "The mill in Oakton reopened on Friday, its owner said.")


def write(path: Path, *rows: tuple[str, str, str]) -> Path:
    lines = [json.dumps({"id": i, "outlet": o, "text": t, "published": "2024-03-05"}) for i, o, t in rows]
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    firsthand.run([write(tmp_path / "articles.jsonl", *ARTICLES)], tmp_path / "case")
    return tmp_path / "case"


def killed(case: Path, given: str) -> str:
    """The id of the mention of the toll in an article."""
    lookup = Lookup(firsthand.open_case(case))
    (mention,) = [m for m in lookup.get(Mention, "article_id", lookup.article_id(given)) if m.aspect == "killed"]
    return full_id(mention.mention_id)


def claim_of(case: Path, given: str) -> int:
    links = to_rows(firsthand.open_case(case).table("claim_mentions"), ClaimMention)
    return next(c.claim_id for c in links if full_id(c.mention_id) == killed(case, given))


def origins(case: Path, given: str) -> tuple[int, int, int]:
    found = to_rows(firsthand.open_case(case).table("findings"), Finding)
    one = next(f for f in found if f.claim_id == claim_of(case, given))
    return one.origins_low, one.origins_best, one.origins_high


def statuses(case: Path) -> list[str]:
    return [d.status for d in to_rows(firsthand.open_case(case).table("decisions"), Decision)]


def test_origins_that_a_person_calls_one_are_one(case: Path) -> None:
    low, best, high = origins(case, "a")
    assert best >= 2
    firsthand.judge(case, "origins", "same", killed(case, "a"), killed(case, "b"), by="Ana", note="one press briefing")
    assert origins(case, "a") == (min(low, best - 1), best - 1, high - 1)
    reasons = [o.reason for o in to_rows(firsthand.open_case(case).table("mention_origins"), MentionOrigin)]
    assert any("Ana judged them one: one press briefing" in reason for reason in reasons)


def test_mentions_that_a_person_parts_are_two_claims_and_joined_again_when_taken_back(case: Path) -> None:
    before = origins(case, "a")
    assert claim_of(case, "a") == claim_of(case, "b")
    firsthand.judge(case, "mentions", "different", killed(case, "a"), killed(case, "b"), by="Ana")
    assert claim_of(case, "a") != claim_of(case, "b")
    (decision,) = to_rows(firsthand.open_case(case).table("decisions"), Decision)
    firsthand.withdraw(case, full_id(decision.judgement_id)[:8], by="Ben")
    assert (claim_of(case, "a") == claim_of(case, "b"), origins(case, "a")) == (True, before)
    assert statuses(case) == ["withdrawn"]


def test_mentions_that_only_a_person_joins_are_one_claim(case: Path, tmp_path: Path) -> None:
    firsthand.run([write(tmp_path / "later.jsonl", LATER)], case)
    lookup = Lookup(firsthand.open_case(case))
    (other,) = lookup.get(Mention, "article_id", lookup.article_id("d"))
    firsthand.judge(case, "mentions", "same", killed(case, "a"), full_id(other.mention_id), by="Ana")
    links = {c.mention_id: c.claim_id for c in to_rows(firsthand.open_case(case).table("claim_mentions"), ClaimMention)}
    assert links[other.mention_id] == claim_of(case, "a")


def test_sources_are_judged_for_every_claim(case: Path) -> None:
    _, best, _ = origins(case, "a")
    firsthand.judge(case, "sources", "same", killed(case, "a"), killed(case, "c"), by="Ana")
    assert origins(case, "a")[1] == best - 1
    firsthand.judge(case, "sources", "different", killed(case, "c"), killed(case, "a"), by="Ben")
    assert origins(case, "a")[1] == best
    assert statuses(case) == ["replaced", "in force"]


def test_doubt_widens_the_range_and_leaves_the_best_count(case: Path) -> None:
    low, best, high = origins(case, "a")
    firsthand.judge(case, "origins", "unsure", killed(case, "a"), killed(case, "b"), by="Ana")
    assert origins(case, "a") == (low - 1, best, high)


def test_figures_that_a_person_calls_equal_are_no_conflict(case: Path) -> None:
    def conflicts() -> list[str]:
        return firsthand.open_case(case).table("conflicts").column("kind").to_pylist()

    assert "figure" in conflicts()
    for given in "ab":
        firsthand.judge(case, "figures", "same", killed(case, given), killed(case, "c"), by="Ana")
    assert "figure" not in conflicts()


def test_judgements_hold_through_new_articles_and_another_model(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, best, _ = origins(case, "a")
    firsthand.judge(case, "origins", "same", killed(case, "a"), killed(case, "b"), by="Ana")
    firsthand.run([write(tmp_path / "later.jsonl", LATER)], case)
    assert (origins(case, "a")[1], statuses(case)) == (best - 1, ["in force"])

    def find_otherwise(*tables: pa.Table) -> pa.Table:
        """Mentions under other ids that begin a word later."""
        found = to_rows(find_mentions(*tables), Mention)
        return to_table(
            [dataclasses.replace(m, mention_id=hash64("other", m.mention_id), start=m.start + 5) for m in found],
            Mention,
        )

    old = killed(case, "a")
    swapped = tuple(
        dataclasses.replace(step, make=find_otherwise) if step.table == "mentions" else step for step in steps.STEPS
    )
    monkeypatch.setattr(steps, "STEPS", swapped)
    firsthand.run([write(tmp_path / "articles.jsonl", *ARTICLES)], case)
    assert killed(case, "a") != old
    assert (origins(case, "a")[1], statuses(case)) == (best - 1, ["in force"])


def test_what_no_longer_matches_is_listed(case: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    firsthand.judge(case, "origins", "same", killed(case, "a"), killed(case, "b"), by="Ana")
    other = tmp_path / "other"
    firsthand.run([write(tmp_path / "articles.jsonl", *ARTICLES[1:], LATER)], other)
    (other / "judgements.jsonl").write_bytes((case / "judgements.jsonl").read_bytes())
    firsthand.run([tmp_path / "articles.jsonl"], other)
    assert statuses(other) == ["lost"]
    assert cli.main(["show", str(other), "judgements"]) == 0
    out = capsys.readouterr().out
    assert "lost" in out
    assert "the case has no article 'a'" in out


def test_a_grade_of_confirmed_warns_where_one_origin_stands_behind_it(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for given in "bc":
        firsthand.judge(case, "origins", "same", killed(case, "a"), killed(case, given), by="Ana")
    capsys.readouterr()
    assert cli.main(["judge", str(case), "credibility", "1", killed(case, "a"), "--by", "Ana"]) == 0
    assert "1 independent origin (best count)" in capsys.readouterr().err
    assert cli.main(["judge", str(case), "credibility", "2", killed(case, "a"), "--by", "Ana"]) == 0
    assert "independent origin" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("about", "decision", "things", "told"),
    [
        ("truth", "same", ("a", "b"), "name one of: mentions, sources"),
        ("mentions", "perhaps", ("a", "b"), "same, different, unsure"),
        ("mentions", "same", ("a",), "two things are compared"),
        ("reliability", "G", ("a",), "A, B, C, D, E, F"),
        ("reliability", "A", ("a", "b"), "one thing is graded"),
        ("mentions", "same", ("a", "a"), "are one thing"),
    ],
)
def test_what_cannot_be_judged_is_told_and_not_written(
    case: Path, about: str, decision: str, things: tuple[str, ...], told: str
) -> None:
    with pytest.raises(UnknownError, match=told):
        firsthand.judge(case, about, decision, *(killed(case, given) for given in things), by="Ana")
    assert not (case / "judgements.jsonl").exists()


def test_an_unknown_mention_is_named(case: Path) -> None:
    with pytest.raises(UnknownError, match="no mention has the id 'ffffffffff'"):
        firsthand.judge(case, "mentions", "same", killed(case, "a"), "ffffffffff", by="Ana")


COPIED = (
    "The ferry Ostrava ran aground on the Brenn sandbank before dawn, and forty passengers were taken off by air. "
    "Its captain had reported a broken rudder to the harbour office twice in the week before the voyage."
)


def test_a_direction_that_a_person_decides_is_that_of_the_pair(tmp_path: Path) -> None:
    rows = [
        (i, o, f"{lead}\n\n{COPIED}")
        for i, o, lead in (("a", "Coast Times", "Sea news."), ("b", "Inland Post", "News."))
    ]
    firsthand.run([write(tmp_path / "articles.jsonl", *rows)], tmp_path / "case")
    case = tmp_path / "case"

    def direction() -> tuple[set[str], set[str | None]]:
        lookup = Lookup(firsthand.open_case(case))
        told = {d.confidence for d in lookup.rows(Direction)}
        return told, {lookup.given(r.from_id) if r.from_id else None for r in lookup.rows(Reuse)}

    assert direction() == ({"unknown"}, {None})
    firsthand.judge(case, "directions", "same", "b", "a", by="Ana", note="the editor told us")
    assert direction() == ({"certain"}, {"b"})
    (pair,) = view_pairs(Lookup(firsthand.open_case(case)))
    assert pair.evidence[0].text == "Ana judged that a has its words from b: the editor told us"
    firsthand.judge(case, "directions", "different", "b", "a", by="Ben")
    assert direction() == ({"unknown"}, {None})


# --- contradictions


def against(case: Path) -> list[list[str]]:
    """For each decision, the oldest first, who made the later judgements that it cannot hold with."""
    rows = to_rows(firsthand.open_case(case).table("decisions"), Decision)
    people = {d.judgement_id: d.person for d in rows}
    return [sorted(people[i] for i in d.against) for d in rows]


def test_opposite_answers_of_two_people_are_named_and_the_later_holds(case: Path) -> None:
    firsthand.judge(case, "origins", "same", killed(case, "a"), killed(case, "b"), by="Ana")
    firsthand.judge(case, "origins", "different", killed(case, "b"), killed(case, "a"), by="Ben")
    assert (statuses(case), against(case)) == (["replaced", "in force"], [["Ben"], []])
    (one,) = view_contradictions(Lookup(firsthand.open_case(case)))
    assert one.line.startswith("Ana judged same on ")
    assert "but Ben judged different on " in one.line
    assert "later word holds" in one.line


def test_who_changes_his_own_mind_contradicts_nobody(case: Path) -> None:
    for decision in ("same", "different"):
        firsthand.judge(case, "origins", decision, killed(case, "a"), killed(case, "b"), by="Ana")
    assert (statuses(case), against(case)) == (["replaced", "in force"], [[], []])


@pytest.mark.parametrize("about", ["origins", "sources", "mentions"])
def test_what_three_judgements_leave_no_room_for_is_contradicted(case: Path, about: str) -> None:
    a, b, c = (killed(case, name) for name in "abc")
    firsthand.judge(case, about, "different", a, c, by="Ana")
    firsthand.judge(case, about, "same", a, b, by="Ben")
    firsthand.judge(case, about, "same", b, c, by="Cy")
    assert (statuses(case), against(case)) == (["contradicted", "in force", "in force"], [["Ben", "Cy"], [], []])
    shown = view_judgements(Lookup(firsthand.open_case(case)))
    assert "it cannot hold with what was judged later: Ben (same," in shown[-1].reason
    assert [len(one.against) for one in shown] == [1, 1, 2]
    if about != "mentions":
        assert origins(case, "a")[1] == 1


def test_of_three_the_latest_two_hold_and_a_withdrawal_lets_the_first_hold_again(case: Path) -> None:
    a, b, c = (killed(case, name) for name in "abc")
    firsthand.judge(case, "origins", "same", a, b, by="Ben")
    firsthand.judge(case, "origins", "same", b, c, by="Cy")
    firsthand.judge(case, "origins", "different", c, a, by="Ana")
    assert statuses(case) == ["contradicted", "in force", "in force"]
    last = view_judgements(Lookup(firsthand.open_case(case)))[0]
    firsthand.withdraw(case, last.short_id, by="Ana")
    assert statuses(case) == ["in force", "in force", "withdrawn"]
    assert not view_contradictions(Lookup(firsthand.open_case(case)))


def test_each_of_two_articles_cannot_have_its_words_from_the_other(case: Path) -> None:
    firsthand.judge(case, "directions", "same", "a", "b", by="Ana")
    firsthand.judge(case, "directions", "same", "b", "a", by="Ben")
    assert against(case) == [["Ben"], []]


def test_contradictions_are_shown_first(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    firsthand.judge(case, "origins", "same", killed(case, "a"), killed(case, "b"), by="Ana")
    firsthand.judge(case, "origins", "different", killed(case, "a"), killed(case, "b"), by="Ben")
    assert cli.main(["show", str(case), "judgements"]) == 0
    assert capsys.readouterr().out.startswith("1 contradiction between people")

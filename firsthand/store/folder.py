"""The folder of a case: its format, its generations, and files that are written whole or not at all."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from firsthand.errors import CaseError
from firsthand.marks import FORMAT

PARTS = "parts"
"""Folder of a generation with what only the next run reads."""
UPGRADES: dict[int, Callable[[Path], None]] = {}
"""For an older format, the function that turns a folder of that format into one of the next."""


def check_format(path: Path) -> None:
    """Brings a folder of an older format up to date; raises CaseError where it is no case, or of a newer format."""
    try:
        found = json.loads((path / "case.json").read_text("utf-8"))["format"]
    except FileNotFoundError:
        raise CaseError(f"there is no case at {path}; make one with: firsthand run PATH --case {path}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{path / 'case.json'} cannot be read as a case's description ({error}); restore it") from None
    while found != FORMAT and found in UPGRADES:
        UPGRADES[found](path)
        found = json.loads((path / "case.json").read_text("utf-8"))["format"]
    if found != FORMAT:
        way_out = (
            "install a newer firsthand"
            if isinstance(found, int) and found > FORMAT
            else "run its articles into a new case"
        )
        raise CaseError(f"the case {path} is of format {found!r}; this version reads format {FORMAT}: {way_out}")


def current_number(path: Path) -> int | None:
    """Number of the current generation; None before the first is published."""
    try:
        return int((path / "CURRENT").read_text("ascii"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise CaseError(f"{path / 'CURRENT'} should hold the number of a generation: {error}") from None


def generation_at(path: Path, number: int) -> Path:
    """Folder of a generation."""
    return path / "generations" / f"{number:06d}"


def marker_of(table: Path) -> Path:
    """Where the marker of a table stands."""
    return table.with_suffix(".json")


def keys_of(generation: Path, name: str) -> Path:
    """Where the keys of a table that grows stand."""
    return generation / PARTS / f"{name}.keys"


def mark_of(table: Path) -> dict[str, Any]:
    """What the marker of a table says; nothing where there is no whole marker."""
    try:
        said = json.loads(marker_of(table).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def same_generation(one: Path, other: Path) -> bool:
    """Whether two generations hold the same tables, made alike."""
    names = [sorted(marker.name for marker in generation.glob("*.json")) for generation in (one, other)]
    return names[0] == names[1] and all((one / name).read_bytes() == (other / name).read_bytes() for name in names[0])


def as_parquet(table: pa.Table) -> bytes:
    """A table as the bytes of its file."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def write_draft(path: Path, table: pa.Table) -> Path:
    """A table as a Parquet file beside its place, to be put there by `Path.replace`; nothing is left where it fails."""
    draft = path.with_name(path.name + ".draft")
    try:
        with draft.open("wb") as file:
            pq.write_table(table, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def digest_file(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_parquet(path: Path) -> pa.Table:
    """The table of a file."""
    return pq.ParquetFile(path).read()


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    draft = path.with_name(path.name + ".draft")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def link_file(from_path: Path, to_path: Path) -> None:
    """The same file under a second name, or a copy where the file system has no links."""
    to_path.unlink(missing_ok=True)
    try:
        os.link(from_path, to_path)
    except OSError:
        shutil.copyfile(from_path, to_path)

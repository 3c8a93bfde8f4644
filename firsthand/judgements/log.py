"""The log of judgements: `judgements.jsonl` in the case's folder, one judgement a line, only ever added to."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import UnionType
from typing import Any

import filelock
import pyarrow as pa

from firsthand.errors import CaseError
from firsthand.judgements.anchors import Anchor
from firsthand.judgements.rows import Judgement
from firsthand.schema import to_table
from firsthand.text import hash64

FILE = "judgements.jsonl"
WITHDRAWAL = "withdrawal"
LOCK_SECONDS = 10.0
"""Seconds to wait for another process that is adding a line."""
LONGEST_LINE = 100_000
"""Characters of a line at most; a longer one was not written by firsthand."""


def make_judgement(
    about: str,
    decision: str,
    one: Anchor | None,
    other: Anchor | None,
    *,
    by: str,
    note: str | None,
    made: datetime | None = None,
) -> Judgement:
    """A judgement of now, with its id."""
    made = (made or datetime.now(UTC)).astimezone(UTC)
    line = {"made": made.isoformat(), "by": by, "about": about, "decision": decision, "note": note}
    return _judgement(line | {"one": one and asdict(one), "other": other and asdict(other)})


def append_judgement(case: Path, judgement: Judgement) -> None:
    """Adds one line to the log and waits until it is on the disk; tables may be made meanwhile.

    Raises CaseError where it cannot be written.
    """
    line = json.dumps(_line(judgement), ensure_ascii=False, sort_keys=True) + "\n"
    path = case / FILE
    with _alone(case):
        torn = path.exists() and path.stat().st_size > 0 and not path.read_bytes().endswith(b"\n")
        with path.open("ab") as file:
            file.write((("\n" if torn else "") + line).encode())
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix":
            path.chmod(0o600)


@contextmanager
def _alone(case: Path) -> Iterator[None]:
    """The one who writes to the log, for a moment: the case itself may have another writer, who makes its tables."""
    try:
        with filelock.FileLock(case / f"{FILE}.lock", timeout=LOCK_SECONDS):
            yield
    except (filelock.Timeout, OSError) as error:
        raise CaseError(f"cannot write {case / FILE}: {error}; nothing was written down") from None


def version_of_log(case: Path) -> tuple[int, int]:
    """What changes whenever the log does: its time and size; zeros where there is none."""
    try:
        status = (case / FILE).stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def forget_judgements(case: Path, given_ids: set[str]) -> None:
    """Takes out the lines about some articles, since they quote them; the only time that the log loses any."""
    if not (case / FILE).exists():
        return
    with _alone(case):
        lines = (case / FILE).read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not _is_about(line, given_ids)]
        if kept != lines:
            draft = case / f"{FILE}.draft"
            draft.write_bytes(b"".join(kept))
            draft.replace(case / FILE)
            if os.name == "posix":
                (case / FILE).chmod(0o600)


def _is_about(line: bytes, given_ids: set[str]) -> bool:
    """Whether a line quotes one of the articles; a line that cannot be read stays."""
    try:
        loaded = json.loads(line)
        return any(side and side["given_id"] in given_ids for side in (loaded["one"], loaded["other"]))
    except (ValueError, KeyError, TypeError):
        return False


def read_judgements(case: Path) -> tuple[pa.Table, list[str]]:
    """All judgements of a case, in the order in which they were made, and what is wrong with lines that cannot be read.

    A line that cannot be read (torn by a power cut, or edited by hand) costs itself only.
    """
    rows: dict[int, Judgement] = {}
    problems = []
    try:
        lines = (case / FILE).read_bytes().splitlines()
    except FileNotFoundError:
        lines = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            if len(line) > LONGEST_LINE:
                raise ValueError(f"longer than {LONGEST_LINE:,} bytes")
            row = _judgement(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            problems.append(f"{FILE}:{number} is not a judgement ({error}); it is left as it is and not counted")
            continue
        rows[row.judgement_id] = row
    ordered = sorted(rows.values(), key=lambda row: (row.made, row.judgement_id))
    return to_table(ordered, Judgement), problems


def _line(row: Judgement) -> dict[str, Any]:
    """A judgement as it stands in the log."""
    line: dict[str, Any] = {
        "made": row.made.astimezone(UTC).isoformat(),
        "by": row.person,
        "about": row.about,
        "decision": row.decision,
        "note": row.note,
    }
    for side, name in (("a", "one"), ("b", "other")):
        fields = ("given_id", "start", "end", "quote", "before", "after", "aspect")
        anchor = {field: getattr(row, f"{side}_{field}") for field in fields}
        article_id = getattr(row, f"{side}_id")
        line[name] = None if article_id is None else {"article_id": article_id, **anchor}
    return line


def _judgement(line: dict[str, Any]) -> Judgement:
    """The row of a line; raises ValueError, KeyError or TypeError where it is none."""
    text = {name: _checked(line[name], str) for name in ("made", "by", "about", "decision")}
    note = _checked(line["note"], str | None)
    made = datetime.fromisoformat(text["made"]).astimezone(UTC)
    sides: dict[str, Any] = {}
    shown: list[object] = [made.isoformat(), text["by"], text["about"], text["decision"], note or ""]
    for side, name in (("a", "one"), ("b", "other")):
        anchor = line[name]
        for field, kind in _ANCHOR.items():
            value = None if anchor is None else _checked(anchor[field], kind)
            sides[f"{side}_{'id' if field == 'article_id' else field}"] = value
            shown.append("" if value is None else value)
    return Judgement(
        judgement_id=hash64("judgement", *map(str, shown)),
        made=made,
        person=text["by"],
        about=text["about"],
        decision=text["decision"],
        note=note,
        **sides,
    )


_ANCHOR: dict[str, type | UnionType | range] = {
    "article_id": range(-(1 << 63), 1 << 63),
    "given_id": str,
    "start": range(1 << 31),
    "end": range(1 << 31),
    "quote": str,
    "before": str,
    "after": str,
    "aspect": str | None,
}


def _checked(value: Any, kind: type | UnionType | range) -> Any:
    """The value, of this type or one of these integers; raises TypeError where it is not."""
    if isinstance(kind, range):
        fits = type(value) is int and value in kind
    else:
        fits = isinstance(value, kind)
    if not fits:
        raise TypeError(f"{value!r} is not {getattr(kind, '__name__', kind)}")
    return value

"""Markers: what made a table, so that it is made again where that has changed."""

import hashlib
import json
import string
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from firsthand.pipeline import Step, numbers_for
from firsthand.settings import Settings

FORMAT = 1
"""Format of a case folder; raised when an older program could misread a newer folder."""
_NOT_ENGINE = frozenset(
    [
        *("app", "cli.py", "export", "forgetting.py", "frames.py", "marks.py", "masking", "progress.py"),
        *("read", "report", "scratch.py", "show", "spark", "store", "templates", "views", "watch", "workers.py"),
    ]
)
"""Parts of the package that decide nothing in a table made by a step."""


def list_unmade(steps: tuple[Step, ...], found: Mapping[str, object]) -> list[Step]:
    """The steps to carry out: tables that are not there, and temporary ones only where something is made from them."""
    wanted: set[str] = set()
    for step in reversed(steps):
        if not found[step.table] and (not step.temporary or step.table in wanted):
            wanted.add(step.table)
            wanted.update(name for name in step.inputs if not found[name])
    return [step for step in steps if step.table in wanted]


def mark_table(step: Step, settings: Settings, contents: Mapping[str, str]) -> dict[str, Any]:
    """All that decides a step's table: tool, code and data, models, numbers, inputs; and the fingerprint of it all.

    `contents` has the digest of each table made so far: an input counts by what it holds, not by how it came about, so
    that nothing is made again after an input that was made again and is the same.
    """
    if isinstance(step.make, str):
        names = {name for _, name, _, _ in string.Formatter().parse(step.make) if name}
        numbers, made_by = {name: getattr(settings, name) for name in names}, step.make
    else:
        numbers, made_by = numbers_for(step.make, settings), f"{step.make.__module__}.{step.make.__qualname__}"
    mark = {
        "table": step.table,
        "format": FORMAT,
        "tool": f"firsthand {version('firsthand')}",
        "code": engine_version(),
        "models": {name: version(name) for name in step.models},
        "made_by": made_by,
        "numbers": numbers,
        "inputs": {name: contents[name] for name in step.inputs},
    }
    return mark | {"fingerprint": hashlib.sha256(as_json(mark)).hexdigest()}


@cache
def engine_version() -> str:
    """Digest of the code and the data files that decide the tables."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        made = any(part.startswith((".", "__pycache__")) for part in inside.parts)
        if path.is_file() and not made and inside.parts[0] not in _NOT_ENGINE:
            digest.update(inside.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def as_json(value: dict[str, Any]) -> bytes:
    """A marker as it is written: the same bytes for the same content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()

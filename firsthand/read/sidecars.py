"""Sidecars: JSON files beside texts and pages that state what is known about them.

`NAME.json` beside `NAME.txt` states fields of that article; `articles.json` those of the files of its folder and of the
folders below: file name -> fields. The first comes before the second.
"""

import json
import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from firsthand.read.encodings import decode
from firsthand.read.found import FIELDS, make_problem, show
from firsthand.read.paths import plain_name, reach, real_path, split_suffix
from firsthand.records import Problem

FOLDER_SIDECAR = "articles.json"
SIDECAR_BYTES = 100_000_000
"""Largest sidecar: 400 bytes for each of 250,000 articles."""
SUFFIXES = (".txt", ".md", ".html", ".htm")
"""Kinds of files that can have a sidecar."""

_STATED = tuple(name for name in FIELDS if name != "text")


@dataclass
class Sidecars:
    """What sidecars state; files by their real path."""

    stated: dict[str, dict[str, object]] = field(default_factory=dict)
    """Fields by the file whose article they are about."""
    files: set[str] = field(default_factory=set)
    """The sidecars, which are no articles."""
    problems: list[Problem] = field(default_factory=list)


def read_sidecars(files: Mapping[str, Path]) -> Sidecars:
    """What the sidecars beside some files state; `files` are path by real path."""
    sidecars = Sidecars()
    texts = {real: path for real, path in files.items() if split_suffix(path)[0] in SUFFIXES}
    for folder in sorted({path.parent for path in files.values()}):
        _read_folder_sidecar(folder, texts, sidecars)
    for real, path in sorted(texts.items()):
        bare = path.with_suffix("") if split_suffix(path)[1] else path
        sidecar = bare.with_suffix(".json")
        if sidecar.name == FOLDER_SIDECAR or not reach(sidecar).is_file():
            continue
        loaded = _load(sidecar, sidecars)
        if isinstance(loaded, dict) and not isinstance(loaded.get("text"), str):
            sidecars.files.add(real_path(sidecar))
            sidecars.stated.setdefault(real, {}).update(_fields_of(sidecar, loaded, sidecars))
    return sidecars


def _read_folder_sidecar(folder: Path, texts: Mapping[str, Path], sidecars: Sidecars) -> None:
    sidecar = folder / FOLDER_SIDECAR
    loaded = _load(sidecar, sidecars) if reach(sidecar).is_file() else None
    if not isinstance(loaded, dict) or not loaded or not all(isinstance(fields, dict) for fields in loaded.values()):
        return
    sidecars.files.add(real_path(sidecar))
    by_name = {
        plain_name(path.relative_to(folder).as_posix()): real
        for real, path in texts.items()
        if path.is_relative_to(folder)
    }
    for name, fields in sorted(loaded.items()):
        real = by_name.get(plain_name(posixpath.normpath(name.replace("\\", "/"))))
        if real is not None:
            sidecars.stated.setdefault(real, {}).update(_fields_of(sidecar, fields, sidecars))
        elif not os.path.exists(folder / name):  # noqa: PTH110 - Path.exists raises for names that no file can have
            reason = f"sidecar: {show(name)} names no file that is here"
            sidecars.problems.append(make_problem(FOLDER_SIDECAR, None, reason, skipped=False))


def _load(sidecar: Path, sidecars: Sidecars) -> object:
    """A sidecar's content; None, and a problem, where it is broken."""
    try:
        with reach(sidecar).open("rb") as file:
            data = file.read(SIDECAR_BYTES + 1)
        if len(data) > SIDECAR_BYTES:
            return []  # no sidecar: the reader of JSON files says that it is too large
        decoded = decode(data, None)
        if decoded.text is not None:
            return cast(object, json.loads(decoded.text))
        reason = decoded.reason
    except (ValueError, RecursionError) as error:
        reason = f"broken JSON: {error}"
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    reason = f"sidecar not used: {reason}; mend it and run again"
    sidecars.problems.append(make_problem(plain_name(sidecar.name), None, reason, skipped=False))
    sidecars.files.add(real_path(sidecar))
    return None


def _fields_of(sidecar: Path, fields: Mapping[str, object], sidecars: Sidecars) -> dict[str, object]:
    unknown = [key for key in fields if key not in _STATED]
    if unknown:
        reason = f"sidecar: not used {', '.join(show(key) for key in unknown)}; known are {', '.join(_STATED)}"
        sidecars.problems.append(make_problem(plain_name(sidecar.name), None, reason, skipped=False))
    return {name: fields[name] for name in _STATED if fields.get(name) is not None}

"""Files that are to be read: found under the paths that were named, told apart by name, opened."""

import gzip
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from firsthand.errors import ReadingError
from firsthand.read.found import Source, make_problem, show
from firsthand.read.paths import plain_name, reach, real_path, split_suffix
from firsthand.read.sidecars import read_sidecars
from firsthand.records import Problem

CASE_MARKS = ({"case.json", "generations"}, {"case.json", "lock"})
"""A folder that holds both of a pair is a case, finished or begun, not articles."""


@dataclass(frozen=True)
class Listing:
    """What was found under the paths that were named."""

    sources: list[Source]
    problems: list[Problem]


@dataclass
class _Walk:
    """Files met so far: real path -> (path, parts of the name at the least)."""

    files: dict[str, tuple[Path, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: Path, parts: int) -> None:
        real = real_path(path)
        if real not in self.files or self.files[real][1] < parts:
            self.files[real] = (path, parts)


def list_sources(paths: Iterable[Path | str], suffixes: Sequence[str]) -> Listing:
    """Files with one of `suffixes` under the paths, each once, by name; and what could not be looked into.

    Hidden files and folders and case folders are passed over. Raises ReadingError for a named path that is not there,
    not readable, of an unknown kind, or holds no file to read.
    """
    walk = _Walk()
    named = sorted({str(path): Path(path) for path in paths}.values())
    if not named:
        raise ReadingError("nothing to read: name a folder or a file of articles")
    for path in named:
        _add_named(walk, path, suffixes)
    sidecars = read_sidecars({real: path for real, (path, _) in walk.files.items()})
    walk.problems += sidecars.problems
    files = {real: entry for real, entry in walk.files.items() if real not in sidecars.files}
    if not files:
        listed = ", ".join(show(str(path), 200) for path in named)
        raise ReadingError(f"no articles in {listed}: {_looked_for(suffixes)}")
    names = _tell_apart(dict(sorted(files.items())))
    stems = {real: _without_suffix(name) for real, name in names.items()}
    counted = Counter(stems.values())
    sources = []
    for real, name in names.items():
        suffix, packed = split_suffix(files[real][0])
        implied = name if counted[stems[real]] > 1 else stems[real]
        sources.append(Source(reach(files[real][0]), name, suffix, packed, implied, sidecars.stated.get(real, {})))
    return Listing(sorted(sources, key=lambda source: source.name), walk.problems)


def _looked_for(suffixes: Sequence[str]) -> str:
    return f"looked for files ending in {', '.join(suffixes)} (each also packed as .gz), hidden ones left out"


def _without_suffix(name: str) -> str:
    path = Path(name)
    path = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return path.with_suffix("").as_posix()


def _add_named(walk: _Walk, path: Path, suffixes: Sequence[str]) -> None:
    try:
        if reach(path).is_dir():
            _add_folder(walk, path, suffixes)
            return
        if reach(path).exists() and not reach(path).is_file():
            raise ReadingError(
                f"{show(str(path), 200)} is neither a file nor a folder: name a folder or a file of articles"
            )
        with reach(path).open("rb"):
            pass
    except FileNotFoundError:
        raise ReadingError(f"{show(str(path), 200)} is not there: name a folder or a file of articles") from None
    except OSError as error:
        raise ReadingError(
            f"{show(str(path), 200)} cannot be read ({error.strerror}): ask for permission, or copy it"
        ) from None
    if split_suffix(path)[0] not in suffixes:
        raise ReadingError(
            f"{show(str(path), 200)} is of no kind that can be read: its name must end in {', '.join(suffixes)}, "
            "packed as .gz or not"
        )
    walk.add(path, 1)


def _add_folder(walk: _Walk, folder: Path, suffixes: Sequence[str]) -> None:
    left: dict[str, int] = {}
    refused: list[OSError] = []
    before = len(walk.files)
    for top, folders, files in os.walk(reach(folder), onerror=refused.append):
        inside = Path(top).relative_to(reach(folder))
        if any(marks.issubset({*files, *folders}) for marks in CASE_MARKS):
            if not inside.parts:
                raise ReadingError(
                    f"{show(str(folder), 200)} is a case, not articles: look into it with firsthand show"
                )
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            suffix = split_suffix(Path(name))[0]
            if name.startswith("."):
                continue
            if suffix in suffixes and not (Path(top) / name).is_file():
                # A pipe would be waited for without end.
                shown = plain_name((inside / name).as_posix())
                walk.problems.append(make_problem(shown, None, "file cannot be read: a link to nothing, or no file"))
            elif suffix in suffixes:
                walk.add(folder / inside / name, len(inside.parts) + 1)
            else:
                left[suffix or "no suffix"] = left.get(suffix or "no suffix", 0) + 1
    for error in refused:
        where = Path(str(error.filename))
        if where == reach(folder):
            raise ReadingError(
                f"{show(str(folder), 200)} cannot be read ({error.strerror}): ask for permission, or copy it"
            )
        name = plain_name(where.relative_to(reach(folder)).as_posix())
        walk.problems.append(make_problem(name, None, f"folder cannot be read: {error.strerror}"))
    if len(walk.files) == before and not any(_is_inside(path, folder) for path, _ in walk.files.values()):
        raise ReadingError(f"no articles in {show(str(folder), 200)}: {_looked_for(suffixes)}")
    if left:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(left.items()))
        reason = f"files of other kinds left alone: {kinds}; read are {', '.join(suffixes)}"
        walk.problems.append(make_problem(".", None, reason, skipped=False))


def _is_inside(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _tell_apart(files: Mapping[str, tuple[Path, int]]) -> dict[str, str]:
    """Name of each file: what follows the path that was named, with enough folders before it to be the only one."""
    parts = {real: Path(real if os.name == "nt" else os.path.realpath(path)).parts for real, (path, _) in files.items()}
    wanted = {real: count for real, (_, count) in files.items()}
    names: dict[str, str] = {}
    while True:
        by_name: dict[str, list[str]] = {}
        for real in files:
            shown = (
                files[real][0].parts[-wanted[real] :]
                if wanted[real] <= files[real][1]
                else parts[real][-wanted[real] :]
            )
            names[real] = plain_name("/".join(shown))
            by_name.setdefault(names[real], []).append(real)
        alike = [real for group in by_name.values() if len(group) > 1 for real in group]
        if not alike or all(wanted[real] >= len(parts[real]) for real in alike):
            return names
        for real in alike:
            wanted[real] += 1


def size_of(source: Source) -> int:
    """Bytes of the file as it lies there; 0 where it has gone."""
    try:
        return source.path.stat().st_size
    except OSError:
        return 0


def open_stream(source: Source) -> BufferedIOBase:
    """The file's bytes, unpacked."""
    return cast(BufferedIOBase, gzip.open(source.path, "rb") if source.packed else source.path.open("rb"))


def read_bytes(source: Source, limit: int) -> bytes | str:
    """The whole file, unpacked; where it is larger than `limit` bytes, the reason why it is not read."""
    with open_stream(source) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        return f"absurd size: more than {limit:,} bytes; split it, or write its articles as JSONL, which has no limit"
    return data

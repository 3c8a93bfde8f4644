"""Files written whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from firsthand.errors import FirsthandError


@contextmanager
def open_whole(path: Path, *, binary: bool = False) -> Iterator[IO[str] | IO[bytes]]:
    """A new file that takes its name only when everything was written; what stood there before stays until then.

    Text is UTF-8 with bare line feeds on every system. Raises FirsthandError, naming the path and the way out, when the
    folder cannot be made or written, or the disk is full.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder")
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with open(handle, "wb") if binary else open(handle, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_usual_mode(temporary)
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise FirsthandError(
            f"cannot write {path}: {error.strerror or error}; name a file in a folder that you may write to and that "
            "has room (--to PATH)"
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def make_folder(path: Path) -> None:
    """The folder, made where it is not there; raises FirsthandError when it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FirsthandError(
            f"cannot make the folder {path}: {error.strerror or error}; name a folder that you may write to (--to PATH)"
        ) from error


def _give_usual_mode(path: Path) -> None:
    """Temporary files are private to their user; a finished file gets what the user's mask allows."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)

"""The files that pages need: style sheets, scripts, the libraries of others, and the land of the map."""

import hashlib
from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from firsthand.rendering import read_template

LIBRARIES = "vendored"
"""The folder of files that are not ours; scripts/vendor.py writes it."""
_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}


def read_files() -> dict[str, bytes]:
    """All of them by their names below /static/, read once: no path of a URL reaches the file system."""
    package = files("firsthand")
    return {
        "report.css": read_template("report.css").encode(),
        "basemap.tsv": (package / "data" / "basemap.tsv").read_bytes(),
        **dict(_read_folder(package / "app" / "static", "")),
    }


def type_of(name: str) -> str:
    """The media type of a file by its name."""
    return _TYPES[name.rpartition(".")[2]]


def fixed(data: bytes, media_type: str) -> Callable[[Request], Any]:
    """An endpoint that always answers the same: once a browser has it, that it still holds."""
    tag = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    headers = {"cache-control": "no-cache", "etag": tag}

    async def answer(request: Request) -> Response:
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=media_type, headers=headers)

    return answer


def _read_folder(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for held in folder.iterdir():
        if held.is_dir() and (above or held.name == LIBRARIES):
            yield from _read_folder(held, f"{above}{held.name}/")
        elif held.name.rpartition(".")[2] in _TYPES:
            yield f"{above}{held.name}", held.read_bytes()

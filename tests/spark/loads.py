"""Steps that write down, in the worker that carries them out, each call and each model that is loaded for it.

They stand in a module of their own since workers import them by name.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import spacy

from firsthand.attribution.model import reader
from firsthand.attribution.registry import with_registry
from firsthand.attribution.tables import find_attributions
from firsthand.parse import _parser, parse_articles

PARSE, ATTRIBUTE, PARSER, READER = "parse", "attribute", "parser loaded", "reader loaded"


def parse_and_note(folder: Path, articles: pa.Table, *, parse_characters: int) -> pa.Table:
    """`parse_articles`, noted in a folder."""
    _watch(folder)
    _note(folder, PARSE)
    return parse_articles(articles, parse_characters=parse_characters)


def attribute_and_note(folder: Path, articles: pa.Table, parses: pa.Table, registry: pa.Table) -> pa.Table:
    """`find_attributions`, noted in a folder."""
    _watch(folder)
    _note(folder, ATTRIBUTE)
    return with_registry(find_attributions)(articles, parses, registry)


def read_notes(folder: Path) -> dict[str, Counter[str]]:
    """How often each process noted each thing, by the process."""
    return {file.name: Counter(file.read_text(encoding="ascii").splitlines()) for file in folder.iterdir()}


def _note(folder: Path, what: str) -> None:
    with (folder / str(os.getpid())).open("a", encoding="ascii") as file:
        file.write(what + "\n")


def _watch(folder: Path) -> None:
    """Forgets the models that this process has loaded for other steps, and notes each that it loads from now on."""
    if hasattr(spacy, "loads_are_noted"):
        return
    spacy.loads_are_noted = True  # type: ignore[attr-defined]
    for forget in (_parser.cache_clear, reader.open_reader.cache_clear):
        forget()
    load, open_files = spacy.load, reader.Reader.__init__

    def load_parser(name: str) -> Any:
        _note(folder, PARSER)
        return load(name)

    def open_reader(self: reader.Reader, files: Path) -> None:
        _note(folder, READER)
        open_files(self, files)

    spacy.load = load_parser  # type: ignore[assignment]
    reader.Reader.__init__ = open_reader  # type: ignore[method-assign]

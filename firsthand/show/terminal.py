"""Words, numbers and tables as a terminal shows them: nothing in an article's text is read as markup or control."""

import unicodedata
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

Shown = tuple[RenderableType, Any]
"""What is printed, and the same as data."""

STATEMENT_CHARACTERS = 160
"""Longest statement in a table, in characters: four lines of its column."""

_MARKS = frozenset("\u061c\u200e\u200f\ufeff\u00ad")
"""Invisible marks that carry no meaning on a terminal; left out."""
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing; a text can hide words behind them, so their code is shown."""


def clean(text: str, style: str = "", *, keep_lines: bool = False) -> Text:
    """Words of an article for a terminal: markup is not read, control characters are shown by their code.

    >>> clean("[bold]It\\u202efell\\x1b[31m.").plain
    '[bold]It⟨U+202E⟩fell⟨U+001B⟩[31m.'
    """
    shown = []
    for character in text:
        if character in "\n\t\r\u2028\u2029":
            shown.append("\n" if keep_lines and character != "\t" else " ")
        elif character in _MARKS:
            continue
        elif character in _TURNS or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn"):
            shown.append(f"⟨U+{ord(character):04X}⟩")
        else:
            shown.append(character)
    return Text("".join(shown), style=style)


def table_of(*columns: str) -> Table:
    """A table without colour or side borders; a heading with > before it stands right."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        right = column.startswith(">")
        table.add_column(column.removeprefix(">"), justify="right" if right else "left", no_wrap=right)
    return table


def shorten(text: str, limit: int = STATEMENT_CHARACTERS) -> str:
    """A text on one line, cut where it is too long."""
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"

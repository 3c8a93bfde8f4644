"""Makes the pages of docs/ that say what the code says: `python -m scripts.pages [--check]`.

With --check nothing is written: a page that is not what the code makes of it is named, and the exit status is 1.
"""

import ast
import dataclasses
import inspect
import sys
from pathlib import Path
from typing import Any

import click
import pyarrow as pa

from firsthand import errors, records, settings
from firsthand.cli import commands
from firsthand.judgements.rows import Judgement
from firsthand.schema import schema_of
from firsthand.steps import STEPS
from scripts.dossier_schema import dossier_schema

ROOT = Path(__file__).resolve().parents[1]
ADVICE = "<!-- made by `python -m scripts.pages`; change the code, not this page -->"
TABLES_INTRODUCTION = """# Tables

A case holds these tables as Parquet; `Case.table(NAME)` gives one as Arrow and `Case.query(SELECT …)` asks across them.

- A span is `start`, `end`, half-open, in the characters (Unicode code points) of the article's text: `text[start:end]`
  is the evidence. Lists of spans are flat: start, end, start, end.
- Ids are signed 64-bit hashes of content, so the same input gives the same ids.
- A field with “or nothing” may be null."""
CLI_INTRODUCTION = """# Commands

Every command gives its help with `-h`. Exit status: 0 done; 2 something that you can mend, and one line says what; 1 a
fault of the program; 130 interrupted."""
SETTINGS_INTRODUCTION = """# Settings and errors

Every number that the steps work with, with its unit and the reason for it. `Settings(name=value)` changes one, for
`firsthand.run(…, settings=…)`; tables that a number decides are then made again."""
ERRORS_INTRODUCTION = """## Errors

Each is a `FirsthandError`: something that you can mend. The command line prints it as one line and exits with 2."""
WIDTH: dict[str, Any] = {"max_content_width": 100, "terminal_width": 100}
TYPES = {
    "int64": "64-bit id",
    "int32": "integer",
    "double": "number",
    "string": "text",
    "bool": "yes or no",
    "timestamp[us, tz=UTC]": "time (UTC)",
    "list<item: int32>": "list of integers",
    "list<item: int64>": "list of 64-bit ids",
    "list<item: string>": "list of texts",
    "list<element: int32>": "list of integers",
    "list<element: int64>": "list of 64-bit ids",
    "list<element: string>": "list of texts",
}
"""What an Arrow type is called on the page."""
OFFSETS = {
    "start": "first character",
    "end": "the character after the last",
}
IDS = {
    "article_id": "the article",
    "a_id": "the one article of the pair, with the smaller id",
    "b_id": "the other article",
}


def row_types() -> list[type]:
    """The row dataclasses in the order in which their tables are made."""
    return list(
        dict.fromkeys(
            [records.Article, records.Problem, Judgement, records.RegistryEntry, *(step.row for step in STEPS)]
        )
    )


def table_names() -> dict[type, list[str]]:
    """Tables of each row type: those of the steps, and those that reading makes."""
    names: dict[type, list[str]] = {
        records.Article: ["articles"],
        records.Problem: ["problems"],
        Judgement: ["judgements"],
        records.RegistryEntry: ["registry"],
    }
    for step in STEPS:
        names.setdefault(step.row, []).append(step.table)
    return names


def documented(field: pa.Field) -> str:
    """A field's own documentation."""
    return str((field.metadata or {}).get(b"doc", b"").decode())


def in_words(field: pa.Field) -> str:
    """A field's documentation, what its name says by convention, or what a field alike says in another row."""
    side, _, last = field.name.rpartition("_")
    if doc := documented(field):
        return doc
    if field.name in IDS:
        return IDS[field.name]
    if last in OFFSETS:
        return (
            f"{OFFSETS[last]}, in article {side}"
            if side in ("a", "b")
            else OFFSETS[last] + (side and f" of the {side}")
        )
    if last == "id":
        return f"the {side}"
    for row_type in row_types():
        for other in schema_of(row_type):
            if other.name == field.name and other.type == field.type and documented(other):
                return f"as in {row_type.__name__}: {documented(other)}"
    return ""


def tables_page() -> str:
    """Every table with its fields, types and their meaning."""
    names = table_names()
    parts = [f"{ADVICE}\n\n{TABLES_INTRODUCTION}"]
    for row_type in row_types():
        tables = names.get(row_type, [])
        named = ", ".join(f"`{name}`" for name in tables) or "no table of its own"
        lines = [
            f"## {row_type.__name__}",
            "",
            f"{inspect.getdoc(row_type)} Table: {named}.",
            "",
            "| field | type | what it is |",
            "| --- | --- | --- |",
        ]
        for field in schema_of(row_type):
            kind = TYPES.get(str(field.type), str(field.type)) + (" or nothing" if field.nullable else "")
            lines.append(f"| `{field.name}` | {kind} | {in_words(field).replace('|', '&#124;')} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def cli_page() -> str:
    """Every command with its help, as the terminal shows it at 100 columns."""
    parts = [f"{ADVICE}\n\n{CLI_INTRODUCTION}"]
    group = click.Context(commands, info_name="firsthand", **{**commands.context_settings, **WIDTH})
    parts.append(f"```text\n{commands.get_help(group)}\n```")
    for name in commands.list_commands(group):
        command = commands.get_command(group, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=group, **WIDTH)
        parts.append(f"## firsthand {name}\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(parts) + "\n"


def setting_docs() -> dict[str, tuple[str, str]]:
    """Section and documentation of each setting, read off the string below it."""
    source = inspect.getsource(settings)
    body = next(x for x in ast.parse(source).body if isinstance(x, ast.ClassDef) and x.name == "Settings").body
    headings = [
        (i, x.split("---")[1].strip()) for i, x in enumerate(source.split("\n"), 1) if x.strip().startswith("# ---")
    ]
    found = {}
    for field, below in zip(body, [*body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            doc = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else ""
            section = next((name for line, name in reversed(headings) if line < field.lineno), "")
            found[field.target.id] = (section, inspect.cleandoc(str(doc)).replace("\n", " "))
    return found


def settings_page() -> str:
    """Every setting with its value and reason, and every error."""
    lines = ["| step | setting | value | what it is |", "| --- | --- | --- | --- |"]
    docs = setting_docs()
    for field in dataclasses.fields(settings.Settings):
        section, doc = docs[field.name]
        value = getattr(settings.Settings(), field.name)
        shown = f"{value:_}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
        lines.append(f"| {section} | `{field.name}` | {shown} | {doc.replace('|', '&#124;')} |")
    parts = [f"{ADVICE}\n\n{SETTINGS_INTRODUCTION}", "\n".join(lines), ERRORS_INTRODUCTION]
    raised = [x for x in vars(errors).values() if inspect.isclass(x) and issubclass(x, errors.FirsthandError)]
    parts.append("\n".join(f"- `{x.__name__}`: {inspect.getdoc(x)}" for x in raised))
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Text of each page that code makes, by path."""
    made = {"tables": tables_page(), "cli": cli_page(), "settings": settings_page()}
    return {
        **{ROOT / "docs" / f"{name}.md": text for name, text in made.items()},
        ROOT / "docs" / "dossier.schema.json": dossier_schema(),
    }


def main(arguments: list[str]) -> int:
    """Writes the pages, or with --check compares them; 1 where one is stale."""
    stale = 0
    for path, text in pages().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            print(
                f"{path.relative_to(ROOT)} is not what the code makes: run `python -m scripts.pages`", file=sys.stderr
            )
            stale = 1
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{path.relative_to(ROOT)} written")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What is written is so: pages made from code are fresh, links lead somewhere, commands in examples exist."""

import re
import shlex
import shutil
import tomllib
from dataclasses import fields
from importlib.metadata import metadata
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest

from firsthand.cli import commands, main
from firsthand.settings import Settings
from firsthand.steps import STEPS
from scripts.pages import pages, row_types, setting_docs, table_names, tables_page
from tests.conftest import need

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md"), *ROOT.glob("benchmarks/*.md")]
)
FIELD_WORDS = [
    "article",
    "outlet",
    "wire",
    "dateline",
    "byline",
    "credit",
    "n-gram",
    "posting",
    "pair",
    "alignment",
    "passage",
    "reuse",
    "attribution",
    "source",
    "cue",
    "content",
    "channel",
    "chain",
    "claim",
    "mention",
    "figure",
    "hedge",
    "match",
    "derivation",
    "provenance",
    "origin",
    "corroboration",
    "circular",
]
"""The words of the field that the project keeps to."""
LICENCE_FAMILIES = ("MIT", "BSD", "Apache", "MPL", "Python Software Foundation")


def glossary() -> set[str]:
    """Terms that GLOSSARY.md explains."""
    lines = (ROOT / "GLOSSARY.md").read_text("utf-8").split("\n")
    cells = [line.split("|")[1].strip() for line in lines if line.startswith("|")]
    return {re.sub(r" \(.*\)", "", term) for cell in cells for term in re.split(r", ", cell)}


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_a_page_made_from_code_is_what_the_code_makes_today(path: Path) -> None:
    assert path.read_text("utf-8") == pages()[path], "run: python -m scripts.pages"


def test_every_field_of_every_table_says_what_it_is() -> None:
    empty = [line for line in tables_page().split("\n") if re.search(r"\| *\|$", line)]
    assert empty == []


def test_every_row_type_says_what_it_is_and_every_table_of_a_step_is_on_the_page() -> None:
    assert [row.__name__ for row in row_types() if not row.__doc__ or row.__doc__.startswith(f"{row.__name__}(")] == []
    on_page = {name for names in table_names().values() for name in names}
    assert {step.table for step in STEPS} <= on_page


def test_every_setting_has_its_reason() -> None:
    docs = setting_docs()
    assert [field.name for field in fields(Settings) if not docs[field.name][1]] == []


def test_the_words_of_the_field_are_in_the_glossary() -> None:
    terms = glossary()
    assert [word for word in FIELD_WORDS if word not in terms and not any(word in term.split() for term in terms)] == []


def test_the_glossary_gives_every_term_once_with_its_meaning_and_origin() -> None:
    lines = [line for line in (ROOT / "GLOSSARY.md").read_text("utf-8").split("\n") if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line]
    terms = [row[0] for row in rows if row[0] != "word"]
    assert len(terms) == len(set(terms))
    assert [row for row in rows if len(row) != 3 or not all(row)] == []


def declared() -> list[str]:
    """Distributions that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = [*project["project"]["optional-dependencies"].values(), *project["dependency-groups"].values()]
    asked = [*project["project"]["dependencies"], *(x for group in groups for x in group if isinstance(x, str))]
    return sorted({re.match(r"[\w.-]+", x)[0] for x in asked})  # type: ignore[index]


def listed() -> dict[str, list[str]]:
    """Rows of docs/dependencies.md by distribution: why, licence, what was not taken."""
    lines = (ROOT / "docs" / "dependencies.md").read_text("utf-8").split("\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {row[0]: row[1:] for row in rows if row[0] not in ("distribution", "---")}


def test_every_dependency_is_argued_and_nothing_else_is() -> None:
    assert sorted(listed()) == declared()
    assert [name for name, (why, *_) in listed().items() if not why] == []


@pytest.mark.parametrize("name", declared())
def test_the_licence_of_a_dependency_is_of_the_family_that_its_metadata_gives(name: str) -> None:
    if name == "pyspark":
        need("spark")
    about = metadata(name)
    classifiers = [x for x in about.get_all("Classifier") or [] if x.startswith("License")]
    stated = " ".join([about.get("License-Expression") or "", (about.get("License") or "")[:400], *classifiers])
    families = [family for family in LICENCE_FAMILIES if family in listed()[name][1]]
    assert families, f"docs/dependencies.md gives no known licence for {name}"
    assert any(family in stated for family in families), f"{name}: {stated!r}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    inside = [link.split("#")[0] for link in links if not re.match(r"[a-z]+:", link) and not link.startswith("#")]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_every_page_can_be_found_from_the_readme() -> None:
    linked = set(re.findall(r"\]\(([^)\s#]+)", (ROOT / "README.md").read_text("utf-8")))
    here = {page.relative_to(ROOT).as_posix() for page in PAGES} - {"README.md"}
    assert here - linked == set()


def shell_lines(page: Path) -> list[str]:
    """Lines of the shell examples of a page, continued lines joined, comments left out."""
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)
    lines = "".join(blocks).replace("\\\n", " ").split("\n")
    return [
        line.removeprefix("$ ").split(" #")[0].strip() for line in lines if line.strip() and not line.startswith("#")
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_in_examples_are_commands_with_these_options(page: Path) -> None:
    for line in shell_lines(page):
        name, *words = shlex.split(line)
        if name != "firsthand" or not words or words[0].startswith("-"):
            continue
        command = commands.get_command(click.Context(commands), words[0])
        assert command is not None, f"{page.name}: no command {words[0]!r} in {line!r}"
        options = {x for parameter in command.params for x in parameter.opts}
        used = {word.split("=")[0] for word in words if word.startswith("--")}
        assert used <= options, f"{page.name}: {line!r} has {used - options}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_targets_of_make_in_examples_are_targets(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    asked = {word for line in shell_lines(page) for first, word in pairwise(shlex.split(line)) if first == "make"}
    asked |= set(re.findall(r"`make ([a-z]+)`", page.read_text("utf-8")))
    assert asked <= targets


def test_the_test_command_stands_in_the_readme_behind_its_mark() -> None:
    found = re.search(r"<!-- test command -->\n```sh\n(.*?)\n```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert found is not None
    assert found[1] == "make test"


def test_the_tutorial_works_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples" / "arsal", tmp_path / "examples" / "arsal")
    monkeypatch.chdir(tmp_path)
    lines = [line for line in shell_lines(ROOT / "docs" / "tutorial.md") if "incidents" not in line]
    for line in lines:
        assert main(shlex.split(line)[1:]) == 0, f"{line}\n{capsys.readouterr().err}"
    python = re.search(r"^```python\n(.*?)^```", (ROOT / "docs" / "tutorial.md").read_text("utf-8"), re.M | re.S)
    assert python is not None
    names: dict[str, Any] = {}
    exec(compile(python[1], "docs/tutorial.md", "exec"), names)  # noqa: S102 - the page's own example
    assert len(names["case"].claims()) > 0
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == [
        "arsal",
        "arsal.html",
        "claims.jsonl",
        "csv",
        "reuse.jsonl",
        "shared.html",
    ]


def test_the_changelog_has_the_version_of_the_project() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.search(
        rf"^## \[{re.escape(version)}\] - (unreleased|\d{{4}}-\d\d-\d\d)$",
        (ROOT / "CHANGELOG.md").read_text("utf-8"),
        re.M,
    )

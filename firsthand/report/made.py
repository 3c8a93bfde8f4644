"""What made a case, as far as it knows: version, code, registry, models, settings and tables, each by its digest."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from firsthand.attribution.model.files import FOLDER, SUMS
from firsthand.rendering import tell_version
from firsthand.settings import Settings
from firsthand.store import Case
from firsthand.views.lookup import TABLES, Tables


@dataclass(frozen=True)
class File:
    """A file by its content."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Package:
    """A model, or the program that runs it, that comes as a package."""

    name: str
    version: str


@dataclass(frozen=True)
class Setting:
    """A number that the steps worked with."""

    name: str
    value: int | float | str | bool | None
    changed: bool
    """Whether it is another than firsthand comes with."""


@dataclass(frozen=True)
class TableMark:
    """A table by what made it: the fingerprint covers code, models, settings and the tables that it is made of."""

    name: str
    fingerprint: str


@dataclass(frozen=True)
class Made:
    """What made a case, and this page of it."""

    version: str
    """Version of firsthand that wrote this page."""
    tool: str | None
    """Version that made the tables; null when the case does not say."""
    code: str | None
    """Digest of the code and data files that decide the tables."""
    registry: str | None
    """Digest of the entries that the case adds to the registry; empty when it adds none, null when it does not say."""
    packages: tuple[Package, ...]
    """Models that come as packages: the lock file of their version has the hashes."""
    models: tuple[File, ...]
    """Files of the models that come with firsthand."""
    settings: tuple[Setting, ...]
    tables: tuple[TableMark, ...]


def tell_made(case: Tables) -> Made:
    """What made the tables of a case; tables that are in memory only say nothing of it."""
    models = tuple(File(name, digest) for digest, _, name in (line.partition("  ") for line in _sums()))
    if not isinstance(case, Case):
        return Made(tell_version(), None, None, None, (), models, (), ())
    names = [name for name in TABLES.values() if name in case.tables()]
    marks = {name: case.made_by(name) for name in names}
    stepped: dict[str, Any] = next((mark for mark in marks.values() if mark.get("code")), {})
    packages = {
        name: version for table in case.tables() for name, version in case.made_by(table).get("models", {}).items()
    }
    own = case.made_by("registry") if "registry" in case.tables() else {}
    defaults = Settings()
    settings = case.settings()
    return Made(
        version=tell_version(),
        tool=stepped.get("tool"),
        code=stepped.get("code"),
        registry=str(own.get("fingerprint", "")) if own.get("rows") else "",
        packages=tuple(Package(name, version) for name, version in sorted(packages.items())),
        models=models,
        settings=tuple(
            Setting(field.name, value, value != getattr(defaults, field.name))
            for field in dataclasses.fields(Settings)
            for value in [getattr(settings, field.name)]
        ),
        tables=tuple(TableMark(name, str(mark.get("fingerprint", ""))) for name, mark in marks.items()),
    )


def _sums() -> list[str]:
    return (FOLDER / SUMS).read_text("utf-8").splitlines()

"""Brings the libraries of the map and the timeline into the package: `python -m scripts.vendor`.

Takes the packages in packages.lock from npm (`npm pack`, which uses the network), checks each archive against the hash
that npm published for it, and writes the files that pages load, unchanged, with their licence and a table of them all.
"""

import base64
import hashlib
import io
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "firsthand" / "app" / "static" / "vendored"
LOCK = FOLDER / "packages.lock"
HEAD = """# Libraries of others

Unchanged files of npm packages, which the pages of the map and the timeline load. The names of the folders say the
versions, packages.lock which archives they come from; `python -m scripts.vendor` writes the files and this table, and a
test holds the hashes. See NOTICE and docs/dependencies.md.

| file | licence | bytes | SHA-256 |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Package:
    """A package of npm and what of it pages load."""

    name: str
    version: str
    licence: str
    integrity: str
    """SHA-512 of its archive as npm publishes it, base64."""
    files: tuple[str, ...]
    """Paths in the package, without that of the licence."""


def read_packages(text: str) -> list[Package]:
    """The packages of a lock file, each after those that it needs.

    >>> read_packages("d3-axis\\t3.0.0\\tISC\\tIH5t\\tdist/d3-axis.min.js\\n")[0].files
    ('dist/d3-axis.min.js',)
    """
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [
        Package(name, version, licence, hashed, tuple(paths.split())) for name, version, licence, hashed, paths in rows
    ]


def fetch(package: Package) -> bytes:
    """The archive of a package; raises ValueError where it is not the one that is pinned."""
    with tempfile.TemporaryDirectory() as folder:
        spec = f"{package.name}@{package.version}"
        subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (path,) = Path(folder).iterdir()
        data = path.read_bytes()
    found = base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != package.integrity:
        raise ValueError(f"the archive of {spec} has the SHA-512 {found}, not {package.integrity}")
    return data


def write_files(package: Package, archive: bytes, folder: Path) -> list[str]:
    """Writes the files of a package; gives their rows of the table."""
    target = folder / f"{package.name}-{package.version}"
    target.mkdir(parents=True, exist_ok=True)
    rows = []
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        for path in ("LICENSE", *package.files):
            held = packed.extractfile(f"package/{path}")
            assert held is not None, f"{package.name} has no {path}"
            data = held.read()
            name = path.rpartition("/")[2]
            (target / name).write_bytes(data)
            digest = hashlib.sha256(data).hexdigest()
            rows.append(f"| `{target.name}/{name}` | {package.licence} | {len(data)} | `{digest}` |\n")
    return rows


def main() -> None:
    """Fetches all packages and writes their files and the table."""
    packages = read_packages(LOCK.read_text("utf-8"))
    rows = [row for package in packages for row in write_files(package, fetch(package), FOLDER)]
    (FOLDER / "README.md").write_text(HEAD + "".join(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

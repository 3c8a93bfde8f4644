"""Runs the benchmarks and rewrites the table: `python -m benchmarks [NAME …] [--shared DIR] [--dry]`.

Every `bench_NAME.py` runs in a process of its own, which gives its processor time and most memory; one whose data are
not there is named and left out, and one that takes more than half an hour is run only by its name. Rows are added to
history.jsonl, from which the pages of this folder and the scores in the README of the project are written; a row that
stands is never changed. `--dry` prints and writes nothing.
"""

import argparse
import dataclasses
import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.render import write_pages
from benchmarks.table import Measure, Row, append_history, read_history

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HISTORY = HERE / "history.jsonl"


def list_benches() -> list[str]:
    """Names of the bench modules."""
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def takes_long(name: str) -> bool:
    """Whether a bench takes more than half an hour, and is run only where it is named (its LONG says so)."""
    return bool(getattr(importlib.import_module(f"benchmarks.bench_{name}"), "LONG", False))


def missing_data(name: str, shared: Path) -> list[str]:
    """What a bench needs, by its NEEDS, and the development data do not have."""
    module = importlib.import_module(f"benchmarks.bench_{name}")
    return [need for need in getattr(module, "NEEDS", ("data", "score")) if not (shared / need).exists()]


def peak_mb() -> float | None:
    """Most memory that this process held, in megabytes; none where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1e6 if sys.platform == "darwin" else 1e3), 1)


def run_here(name: str, shared: Path) -> list[Measure]:
    """Measures of one bench, made in this process, with its time and memory where the bench gives none."""
    module = importlib.import_module(f"benchmarks.bench_{name}")
    begun = time.process_time()
    measures: list[Measure] = module.measure(shared)
    seconds = round(time.process_time() - begun, 1)
    return [
        dataclasses.replace(
            m,
            cpu_seconds=seconds if m.cpu_seconds is None else m.cpu_seconds,
            peak_mb=peak_mb() if m.peak_mb is None else m.peak_mb,
        )
        if m.system == "firsthand"
        else m
        for m in measures
    ]


def run_apart(name: str, shared: Path) -> list[Measure]:
    """Measures of one bench, made in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "measures.json"
        command = [sys.executable, "-m", "benchmarks", name, "--shared", str(shared), "--into", str(made)]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        return [Measure(**fields) for fields in json.loads(made.read_text(encoding="utf-8"))]


def name_commit() -> str:
    """Short id of the commit that is measured; + where the code has changed since."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], check=True, cwd=ROOT, capture_output=True, text=True).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--", "firsthand", "requirements", "benchmarks/*.py")
        return git("rev-parse", "--short=8", "HEAD") + ("+" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def name_machine() -> str:
    """What the machine is, in words that mean something elsewhere."""
    processor = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
        processor = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), processor)
    except OSError:
        pass
    return f"{os.cpu_count()} × {processor}, {platform.system()}, Python {platform.python_version()}"


def run_all(names: list[str], shared: Path, *, dry: bool) -> int:
    day, commit, machine = datetime.now(UTC).date().isoformat(), name_commit(), name_machine()
    failed, rows = 0, []
    for name in names:
        if missing := missing_data(name, shared):
            print(f"{name}: left out, the development data have no {', '.join(missing)}")
            continue
        try:
            measures = run_apart(name, shared)
        except subprocess.CalledProcessError:
            print(f"{name}: failed", file=sys.stderr)
            failed = 1
            continue
        for m in measures:
            interval = "" if m.low is None or m.high is None else f"  [{m.low:.3f}, {m.high:.3f}]"
            print(f"{m.bench:12} {m.corpus:20} {m.measure:30} {m.system:26} {m.score:10.3f}{interval}")
        rows += [Row(day, commit, machine, m) for m in measures]
    if not dry:
        append_history(HISTORY, rows)
        write_pages(ROOT, read_history(HISTORY))
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(list_benches())}")
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("FIRSTHAND_SHARED") or ROOT.parent / "shared")
    )
    parser.add_argument("--dry", action="store_true", help="print the scores and write nothing")
    parser.add_argument("--pages", action="store_true", help="run nothing; write the pages again from history.jsonl")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(list_benches()):
        parser.error(f"no bench {', '.join(sorted(unknown))}; there are {', '.join(list_benches())}")
    if asked.pages:
        write_pages(ROOT, read_history(HISTORY))
        return 0
    if asked.into:
        measures = [dataclasses.asdict(m) for name in asked.names for m in run_here(name, asked.shared)]
        asked.into.write_text(json.dumps(measures), encoding="utf-8")
        return 0
    if not asked.shared.is_dir():
        parser.error(f"no development data at {asked.shared}: name them with --shared or FIRSTHAND_SHARED")
    names = asked.names or [name for name in list_benches() if not takes_long(name)]
    return run_all(names, asked.shared.resolve(), dry=asked.dry)


if __name__ == "__main__":
    sys.exit(main())

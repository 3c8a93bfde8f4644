"""The history of measures as Markdown tables: the latest beside the baselines, and everything ever measured."""

from itertools import groupby
from pathlib import Path

from benchmarks.table import Measure, Row

HEADLINES = (
    (
        "origins",
        "conflict-incidents",
        "count_exact",
        "claims told by two or more articles whose number of origins is exactly right",
    ),
    ("origins", "conflict-incidents", "count_balanced", "the same, one-origin claims and others weighed alike"),
    ("origins", "conflict-incidents", "count_error", "mean error of the number of origins (less is better)"),
    ("reuse", "conflict-incidents", "pair_f1", "pairs of articles that share wording about their incident (F1)"),
    (
        "reuse",
        "conflict-incidents",
        "cross_incident_story_pairs",
        "pairs of different incidents wrongly said to share a story",
    ),
    ("alignment", "pan13", "all plagdet", "span-level reuse on PAN 2013 (plagdet)"),
    ("attribution", "attribution", "cs.overlap F1", "statements found with content and source (F1)"),
    ("chains", "attribution", "chain_two_or_more", "chains of two or more sources that are wholly right"),
)
"""Measures that stand in the project's README, in plain words."""


def number(value: float, unit: str) -> str:
    """A score as it is shown: shares without the leading zero, other units with three figures at most.

    >>> number(0.5, "share"), number(1.0, "share"), number(9860.4, "pairs per CPU-second"), number(50, "pairs")
    ('.500', '1.00', '9,860', '50')
    """
    if unit == "share":
        return f"{value:.3f}".removeprefix("0") if value < 0.9995 else "1.00"
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 100 else f"{value:.2f}"


def scored(m: Measure) -> str:
    """Score with its interval and unit."""
    shown = number(m.score, m.unit)
    if m.low is not None and m.high is not None:
        shown += f" [{number(m.low, m.unit)}–{number(m.high, m.unit)}]"
    return shown if m.unit == "share" else f"{shown} {m.unit}"


def key_of(m: Measure) -> tuple[str, str, str, str]:
    return m.bench, m.corpus, m.split, m.measure


def latest(rows: list[Row]) -> dict[tuple[str, str, str, str], dict[str, Row]]:
    """Last row of each system by measure, in the order in which measures were first seen.

    A measure that the last run of its bench no longer makes is left to the history.
    """
    found: dict[tuple[str, str, str, str], dict[str, Row]] = {}
    last_run: dict[tuple[str, str], str] = {}
    for row in rows:
        found.setdefault(key_of(row.measured), {})[row.measured.system] = row
        last_run[row.measured.bench, row.measured.system] = row.commit
    return {
        key: current
        for key, systems in found.items()
        if (current := {name: row for name, row in systems.items() if row.commit == last_run[key[0], name]})
    }


def in_table(cells: list[list[str]], head: list[str]) -> str:
    lines = [head, ["---"] * len(head), *cells]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def baselines_of(systems: dict[str, Row]) -> str:
    """Scores of the baselines beside a measure, best known first."""
    others = [
        f"{name} {number(row.measured.score, row.measured.unit)}"
        for name, row in sorted(systems.items())
        if name != "firsthand"
    ]
    return " · ".join(others) or "–"


def latest_tables(rows: list[Row]) -> str:
    """A table a bench: the latest score of firsthand with the baselines beside it."""
    parts = []
    for bench, group in groupby(sorted(latest(rows).items(), key=lambda item: item[0][0]), key=lambda item: item[0][0]):
        cells = []
        for (_, corpus, split, measure), systems in group:
            own = systems.get("firsthand")
            run = own or next(iter(systems.values()))
            cells.append(
                [
                    run.date,
                    run.commit,
                    f"{corpus}, {split}",
                    measure,
                    scored(own.measured) if own else "not measured yet",
                    baselines_of(systems),
                    "–" if not own or own.measured.cpu_seconds is None else f"{own.measured.cpu_seconds:,.1f}",
                    "–" if not own or own.measured.peak_mb is None else f"{own.measured.peak_mb:,.0f}",
                ]
            )
        head = [
            "date",
            "commit",
            "corpus, split",
            "measure",
            "firsthand [95 % interval]",
            "baselines",
            "CPU s",
            "peak MB",
        ]
        parts.append(f"### {bench}\n\n{in_table(cells, head)}")
    machines = sorted({row.machine for systems in latest(rows).values() for row in systems.values()})
    return "\n\n".join([*parts, "Machine: " + "; ".join(machines) + "."]) if parts else "Nothing has been measured yet."


def history_table(rows: list[Row]) -> str:
    """Every row of firsthand's own ever measured, newest first."""
    cells = [
        [
            row.date,
            row.commit,
            f"{row.measured.bench}: {row.measured.corpus}, {row.measured.split}",
            row.measured.measure,
            scored(row.measured),
            row.machine,
        ]
        for row in reversed(rows)
        if row.measured.system == "firsthand"
    ]
    return (
        in_table(cells, ["date", "commit", "corpus, split", "measure", "score", "machine"]) if cells else "Nothing yet."
    )


def headline_table(rows: list[Row]) -> str:
    """The few numbers that the project's README shows, honest about what was not measured yet."""
    found = latest(rows)
    cells = []
    for bench, corpus, measure, words in HEADLINES:
        systems = found.get((bench, corpus, "development", measure), {})
        own = systems.get("firsthand")
        if systems:
            cells.append([words, scored(own.measured) if own else "not measured yet", baselines_of(systems)])
    return (
        in_table(cells, ["measured on development articles", "firsthand [95 % interval]", "baselines"])
        if cells
        else "Nothing has been measured yet."
    )


def between(page: str, name: str, made: str) -> str:
    """A page with what stands between `<!-- name: begin -->` and `<!-- name: end -->` replaced.

    >>> between("<!-- x: begin -->old<!-- x: end -->", "x", "new")
    '<!-- x: begin -->\\n\\nnew\\n\\n<!-- x: end -->'
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, rest = page.split(begin, 1)
    _, after = rest.split(end, 1)
    return f"{before}{begin}\n\n{made}\n\n{end}{after}"


def write_pages(root: Path, rows: list[Row]) -> None:
    """Writes the tables into benchmarks/README.md and the headlines into README.md."""
    for path, name, made in (
        (root / "benchmarks" / "README.md", "latest", latest_tables(rows)),
        (root / "benchmarks" / "README.md", "history", history_table(rows)),
        (root / "README.md", "scores", headline_table(rows)),
    ):
        page = path.read_text(encoding="utf-8")
        path.write_text(between(page, name, made), encoding="utf-8", newline="\n")

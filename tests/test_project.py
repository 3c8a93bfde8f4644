"""The project around the code: examples, licences, lock files, checks, and benchmarks that keep their history."""

import dataclasses
import hashlib
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import yaml

from benchmarks.__main__ import list_benches, name_machine, run_all
from benchmarks.bench_baselines import find_runs, read_words
from benchmarks.render import between, headline_table, history_table, latest_tables
from benchmarks.table import Measure, Row, append_history, bootstrap, f1, ratio, read_history
from scripts.vendor import read_packages

ROOT = Path(__file__).resolve().parents[1]
PICTURE = json.loads((ROOT / "tests" / "acceptance" / "arsal.json").read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# --- examples and licences


def test_the_two_first_articles_are_byte_for_byte_those_of_the_picture() -> None:
    for document in PICTURE["documents"]:
        data = (ROOT / "examples" / "arsal" / document["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == document["sha256"]


def test_what_is_said_of_the_two_first_articles_is_what_is_known() -> None:
    said = json.loads((ROOT / "examples" / "arsal" / "articles.json").read_text("utf-8"))
    known = {
        document["file"]: {"id": document["id"]}
        | ({"outlet": document["outlet_stated"]} if document["outlet_stated"] else {})
        for document in PICTURE["documents"]
    }
    assert said == known


@pytest.mark.shared
def test_examples_and_picture_are_copies_of_the_development_data(shared: Path) -> None:
    for ours, theirs in (
        ("tests/acceptance/arsal.json", "acceptance/arsal.json"),
        ("examples/conflict-incidents/articles.jsonl", "data/conflict-incidents/articles.jsonl"),
        *((f"examples/arsal/{x['file']}", f"data/arsal/{x['file']}") for x in PICTURE["documents"]),
    ):
        assert (ROOT / ours).read_bytes() == (shared / theirs).read_bytes(), ours


def test_the_incidents_are_articles_with_an_id_each() -> None:
    lines = (ROOT / "examples" / "conflict-incidents" / "articles.jsonl").read_text("utf-8").split("\n")
    articles = [json.loads(line) for line in lines if line]
    assert len(articles) == 46
    assert len({x["id"] for x in articles}) == 46
    assert {tuple(x) for x in articles} == {("id", "outlet", "date", "title", "text")}


def test_every_text_that_is_not_ours_is_named_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert "FA-KES" in notice
    assert "CC BY" in notice
    for path in (ROOT / "examples").iterdir():
        assert path.is_file() or f"examples/{path.name}/" in notice


def test_the_licence_is_whole_and_goes_with_the_package() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert set(PROJECT["project"]["license-files"]) >= {"LICENSE", "NOTICE"}


@pytest.mark.parametrize("path", sorted((ROOT / "firsthand" / "data").glob("*.t*")), ids=lambda path: path.name)
def test_every_list_says_where_it_comes_from_and_under_which_licence(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    head = " ".join(line for line in lines[:8] if line.startswith("#")).replace("# ", "")
    assert re.search(r"written for\s+this\s+project|licence|CC BY|CC0", head, re.I), head[:200]
    foreign = re.findall(r"CC BY|Who's On First|GeoNames", head)
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert not foreign or f"firsthand/data/{path.name}" in notice


VENDORED = ROOT / "firsthand" / "app" / "static" / "vendored"


def test_libraries_in_pages_are_those_that_their_table_says() -> None:
    table = re.findall(r"\| `(\S+)` \| (\S+) \| (\d+) \| `(\w{64})` \|", (VENDORED / "README.md").read_text("utf-8"))
    held = {path.relative_to(VENDORED).as_posix(): path.read_bytes() for path in VENDORED.glob("*/*")}
    assert {row[0] for row in table} == set(held)
    for name, _, size, digest in table:
        assert (len(held[name]), hashlib.sha256(held[name]).hexdigest()) == (int(size), digest), name


def test_libraries_in_pages_are_pinned_licensed_and_named() -> None:
    packages = read_packages((VENDORED / "packages.lock").read_text("utf-8"))
    notice, page = (read_text(ROOT / name) for name in ("NOTICE", "docs/dependencies.md"))
    templates = "".join(map(read_text, (ROOT / "firsthand" / "app" / "templates").glob("*.html")))
    assert {f"{package.name}-{package.version}" for package in packages} == {
        x.name for x in VENDORED.iterdir() if x.is_dir()
    }
    for package in packages:
        folder = VENDORED / f"{package.name}-{package.version}"
        licence = read_text(folder / "LICENSE")
        assert {"ISC": "with or without fee", "BSD-2-Clause": "BSD 2-Clause", "BSD-3-Clause": "endorse or promote"}[
            package.licence
        ] in licence
        assert re.search(rf"\b{package.name}\b", notice), package.name
        assert f"{package.name} {package.version}" in page, package.name
        assert folder.name in templates, f"{folder.name} is loaded by no page"
    assert "firsthand/app/static/vendored/" in notice


def read_text(path: Path) -> str:
    return path.read_text("utf-8")


# --- set-up


def locked(name: str) -> dict[str, str]:
    """Blocks of a lock file by distribution."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8").replace(" \\\n", " ")
    blocks = [line for line in text.split("\n") if line and not line.startswith(("#", " "))]
    return {re.match(r"[\w.-]+", block)[0]: block for block in blocks}  # type: ignore[index]


@pytest.mark.parametrize("name", ["run", "dev", "spark"])
def test_every_locked_distribution_has_a_version_and_hashes_and_no_address(name: str) -> None:
    for distribution, block in locked(name).items():
        assert re.match(rf"{re.escape(distribution)}==\S+ ", block), block[:80]
        assert "--hash=sha256:" in block, distribution
    text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
    assert re.search(r"index-url|find-links|://| @ ", text) is None


def test_lock_files_hold_all_that_the_project_asks_for_and_agree() -> None:
    def names(asked: list[str]) -> set[str]:
        return {re.match(r"[\w.-]+", x)[0].lower() for x in asked if isinstance(x, str)}  # type: ignore[index]

    groups = PROJECT["dependency-groups"]
    needed = names(PROJECT["project"]["dependencies"]) | names(groups["build"])
    run, dev, spark = locked("run"), locked("dev"), locked("spark")
    assert needed <= set(run)
    assert names(groups["dev"]) <= set(dev)
    assert names(PROJECT["project"]["optional-dependencies"]["spark"]) <= set(spark)
    versions = [{n: b.split(" ")[0] for n, b in lock.items()} for lock in (run, dev, spark)]
    assert {n: v for n, v in versions[0].items() if versions[1].get(n) != v} == {}, "run.lock and dev.lock differ"
    added = {n for n, v in versions[2].items() if versions[1].get(n) != v}
    assert added == {"pyspark", "py4j"}, "spark.lock adds more to dev.lock than PySpark"


def test_set_up_checks_hashes_and_takes_nothing_that_has_to_be_built_but_pyspark() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    installs = [line for line in makefile.split("\n") if "install" in line and ".lock" in line and "PIP" in line]
    assert len(installs) == 3
    assert all("--require-hashes" in line and "--only-binary :all:" in line and "--quiet" in line for line in installs)
    assert [line.split(" -r ")[1] for line in installs if "--no-binary pyspark" in line] == ["requirements/spark.lock"]


# --- checks


def test_the_matrix_covers_the_systems_and_versions_that_are_promised() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    matrix = workflow["jobs"]["test"]["strategy"]["matrix"]
    assert [name.split("-")[0] for name in matrix["os"]] == ["ubuntu", "macos", "windows"]
    promised = [x.rpartition(" ")[2] for x in PROJECT["project"]["classifiers"] if re.search(r"Python :: 3\.\d", x)]
    assert matrix["python"] == promised
    assert workflow["permissions"] == {"contents": "read"}


def test_hooks_before_a_commit_are_local_and_call_the_locked_programs() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    assert all(hook["entry"].startswith("scripts/locked ") for repo in config["repos"] for hook in repo["hooks"])


@pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="needs bash, on a system that has it")
def test_the_check_script_is_bash_and_may_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


SKIPS = """
import pytest

@pytest.mark.browser
def test_marked(): pass

def test_runs(): pass

@pytest.mark.xfail(reason="known", strict=True)
def test_known(): assert False

def test_skips(): pytest.skip("no moon")
"""


@pytest.mark.parametrize("forbidden", [False, True])
def test_a_skip_fails_and_names_what_is_missing_where_nothing_may_be_skipped(tmp_path: Path, forbidden: bool) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "conftest.py")
    (tmp_path / "test_it.py").write_text(SKIPS, encoding="utf-8")
    (tmp_path / "test_all.py").write_text(
        "import pytest\npytest.skip('no sun', allow_module_level=True)", encoding="utf-8"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser: x\n", encoding="utf-8")
    around = {**os.environ, "PATH": str(tmp_path), "FIRSTHAND_FAIL_ON_SKIP": "1" if forbidden else ""}
    words = ["-ra", "-q", "-p", "no:cacheprovider", "--continue-on-collection-errors", str(tmp_path)]
    command = [sys.executable, "-m", "pytest", *words]
    ran = subprocess.run(
        command, cwd=tmp_path, env=around, capture_output=True, text=True, encoding="utf-8", check=False
    )
    for reason in ("needs Chromium", "no moon", "no sun"):
        assert reason in ran.stdout
    assert "1 xfailed" in ran.stdout
    assert "1 passed" in ran.stdout
    if forbidden:
        assert ran.returncode == 1
        assert "1 failed" in ran.stdout
        assert "2 errors" in ran.stdout
        assert "test_it.py::test_skips was skipped where nothing may be" in ran.stdout
    else:
        assert ran.returncode == 0
        assert "3 skipped" in ran.stdout


def test_modules_stay_readable_in_one_sitting() -> None:
    """About 400 lines."""
    lines = {path.name: len(path.read_text("utf-8").split("\n")) for path in ROOT.glob("firsthand/**/*.py")}
    assert {name: n for name, n in lines.items() if n > 410} == {}


# --- benchmarks


def a_row(score: float, system: str = "firsthand", commit: str = "c0ffee00") -> Row:
    measured = Measure(
        "origins",
        "conflict-incidents",
        "development",
        "count_exact",
        score,
        system,
        low=None if system != "firsthand" else 0.1,
        high=0.9,
    )
    return Row("2026-01-01", commit, "2 × Example, Linux, Python 3.11.0", measured)


def test_history_only_grows_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    assert read_history(path) == []
    append_history(path, [a_row(0.5)])
    before = path.read_bytes()
    append_history(path, [a_row(0.75, commit="decade00")])
    assert path.read_bytes().startswith(before)
    assert read_history(path) == [a_row(0.5), a_row(0.75, commit="decade00")]


def test_the_page_shows_the_latest_score_beside_the_baselines_and_keeps_older_ones() -> None:
    rows = [a_row(0.5), a_row(0.087, "counting outlets"), a_row(0.75, commit="decade00")]
    latest = latest_tables(rows)
    assert ".750 [.100–.900] | counting outlets .087" in latest
    assert "c0ffee00" not in latest
    assert history_table(rows).index(".750") < history_table(rows).index(".500")
    assert "counting outlets .087" in headline_table(rows)


def test_a_measure_that_is_no_longer_made_is_left_to_the_history() -> None:
    gone = a_row(0.5)
    kept = dataclasses.replace(
        gone, commit="decade00", measured=dataclasses.replace(gone.measured, measure="count_new")
    )
    assert "count_exact" not in latest_tables([gone, kept])
    assert "count_exact" in history_table([gone, kept])


def test_pages_are_what_the_history_makes_of_them() -> None:
    rows = read_history(ROOT / "benchmarks" / "history.jsonl")
    page = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    assert between(between(page, "latest", latest_tables(rows)), "history", history_table(rows)) == page
    readme = (ROOT / "README.md").read_text("utf-8")
    assert between(readme, "scores", headline_table(rows)) == readme, "run: python -m benchmarks --pages"


def test_an_interval_is_the_same_each_time_and_holds_the_score() -> None:
    counts = np.array([[right, 4.0] for right in (4, 3, 2, 4, 1, 0, 4, 3)])
    low, high = bootstrap(counts, ratio)
    assert (low, high) == bootstrap(counts, ratio)
    assert 0 <= low < ratio(counts.sum(axis=0)) < high <= 1
    assert f1(np.array([3.0, 4.0, 6.0])) == pytest.approx(0.6)


@pytest.mark.parametrize("name", list_benches())
def test_a_bench_can_be_imported_and_says_how_to_measure(name: str) -> None:
    assert callable(importlib.import_module(f"benchmarks.bench_{name}").measure)


def test_a_bench_whose_data_are_missing_is_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_all(["baselines"], tmp_path, dry=True) == 0
    assert (
        "baselines: left out, the development data have no data/conflict-incidents/gold.jsonl"
        in capsys.readouterr().out
    )


def test_the_machine_is_told_without_its_name() -> None:
    import platform

    assert f"Python {platform.python_version()}" in name_machine()
    assert not platform.node() or platform.node() not in name_machine()


@pytest.mark.parametrize(
    ("a", "b", "runs"),
    [
        ("one two three four five", "one two three four five", [(0, 23, 0, 23)]),
        ("one two three four", "four three two one", []),
        ("x one two three four y", "z one two three four z one two three four", [(2, 20, 2, 20), (2, 20, 23, 41)]),
        ("", "one two three four", []),
    ],
)
def test_runs_of_equal_words_are_as_long_as_they_can_be(a: str, b: str, runs: list[tuple[int, int, int, int]]) -> None:
    assert list(find_runs(read_words(a), read_words(b), run_words=4)) == runs


def test_runs_are_the_same_seen_from_the_other_text() -> None:
    a, b = "he said that it fell and he said that it rose", "they say he said that it fell he said that it rose"
    there = Counter(find_runs(read_words(a), read_words(b), run_words=3))
    back = Counter((s, e, t, f) for t, f, s, e in find_runs(read_words(b), read_words(a), run_words=3))
    assert there == back

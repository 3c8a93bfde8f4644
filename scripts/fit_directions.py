"""Learns the weights of the evidence of direction: `python -m scripts.fit_directions [--shared DIR] [--write]`.

A logistic regression without intercept, since neither of two articles comes first by its name. Its features are the
observations of `firsthand.reuse.evidence`, signed by the article that they speak for; its examples are planted copies,
pairs of siblings (a coin is tossed: either answer counts by half) and PAN's planted pages. A ridge keeps what was
seldom seen small. Weights of what planting cannot tell are set by hand and stay: dates, agencies, credits, and whether
a text was cut or another continued, which depends on how many of each are planted.
"""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.bench_directions import Judged, brier, calibration_error, gather, judge_pan, judge_planted
from firsthand.text import hash64

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "firsthand" / "data" / "direction_weights.tsv"
RIDGE, FOLDS = 2.0, 5
HEAD = """# Weights of the evidence of direction: log-odds for the article it speaks for (of a seam: a nat).
# fitted: logistic regression on copies planted in news articles, siblings and PAN 2013, {date}
# (python -m scripts.fit_directions); right and wrong: planted copies of which it named the source, or the copier.
# set: by hand, see docs/reuse.md. Made for this project; licence CC0 1.0.
"""


def fit(features: NDArray[np.float64], truths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression without intercept, by Newton's method; no weight is negative."""
    weights = np.zeros(features.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (truths - p) - RIDGE * weights
        bend = (features * (p * (1 - p))[:, None]).T @ features + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights = np.maximum(weights + step, 0.0)
        if np.abs(step).max() < 1e-9:
            break
    return weights


def make_features(judged: list[Judged], names: list[str]) -> NDArray[np.float64]:
    """A row a pair, a column an observation: its sizes, signed."""
    made = np.zeros((len(judged), len(names)))
    for row, one in zip(made, judged, strict=True):
        for name, size in one.votes:
            if name in names:
                row[names.index(name)] += size
    return made


def main() -> None:
    """Prints the weights and, asked to, writes them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("FIRSTHAND_SHARED") or ROOT.parent / "shared")
    )
    parser.add_argument("--write", action="store_true", help="write the weights to the data of the package")
    asked = parser.parse_args()
    lines = [x for x in WEIGHTS.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    names = [row[0] for row in rows if row[5] == "fitted"]
    planted = judge_planted(asked.shared, 0)
    judged = planted + judge_pan(asked.shared)
    features, truths = make_features(judged, names), np.array([one.truth for one in judged])
    folds = np.array([hash64("fold", one.group) % FOLDS for one in judged])
    odds = np.zeros(len(judged))
    for fold in range(FOLDS):
        odds[folds == fold] = features[folds == fold] @ fit(features[folds != fold], truths[folds != fold])
    error = calibration_error(gather(odds, truths))
    print(f"cross-validated: Brier {brier(odds, truths):.3f}, calibration error {error:.3f}")
    fitted = dict(zip(names, fit(features, truths).tolist(), strict=True))
    copies = [one for one in planted if one.truth == 1.0]
    for row in rows:
        if row[0] in fitted:
            row[2] = f"{fitted[row[0]]:.2f}"
        column = make_features(copies, [row[0]])
        row[3:5] = str(int((column > 0).sum())), str(int((column < 0).sum()))
        print("\t".join(row))
    if asked.write:
        head = HEAD.format(date=datetime.now(UTC).strftime("%Y-%m"))
        text = "\n".join(["\t".join(row) for row in [lines[0].split("\t"), *rows]])
        WEIGHTS.write_text(f"{head}{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

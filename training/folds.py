"""The split of the annotated articles, fixed in folds.tsv: five parts, near-copies of one text in one part.

    python -m training.folds ARTICLES.jsonl INCIDENTS.jsonl > training/folds.tsv

Fold 0 is for development: nothing is trained on it. It holds the articles of the incidents on which claims and origins
are scored, so that these scores come from a model that has seen none of them. Two articles are near copies when they
share a fifth of the 8-word runs of the one that has fewer; whatever hangs together by near copies is one group.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from firsthand.text import hash64

FOLDS = 5
RUN = 8
SHARED = 0.2
FILE = Path(__file__).with_name("folds.tsv")


def read_folds() -> dict[str, int]:
    """Fold of each article by its id."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return {name: int(fold) for name, fold in (line.split("\t") for line in lines[1:])}


def group_copies(texts: dict[str, str]) -> dict[str, str]:
    """For each article the first id of the group of near copies that it belongs to.

    >>> group_copies({"a": "one two three four five six seven eight nine", "b": "something else", "c": "one two three "
    ... "four five six seven eight nine ten"})
    {'a': 'a', 'b': 'b', 'c': 'a'}
    """
    runs = {name: _runs(text) for name, text in texts.items()}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(runs):
        for run in runs[name]:
            holders[run].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        shared.update((a, b) for k, a in enumerate(names) for b in names[k + 1 :])
    first = {name: name for name in texts}

    def root(name: str) -> str:
        while first[name] != name:
            name = first[name]
        return name

    for (a, b), count in sorted(shared.items()):
        if count >= SHARED * min(len(runs[a]), len(runs[b])):
            low, high = sorted((root(a), root(b)))
            first[high] = low
    return {name: root(name) for name in texts}


def _runs(text: str) -> set[str]:
    found = re.findall(r"\w+", text.lower())
    return {" ".join(found[k : k + RUN]) for k in range(len(found) - RUN + 1)}


def deal(groups: dict[str, str], untrained: Iterable[str]) -> dict[str, int]:
    """Folds of equal size: groups in the order of a hash of their name, each to the fold that has fewest articles.

    The groups of `untrained` articles come first, and all go to fold 0.
    """
    held = {groups[name] for name in untrained}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name, group in groups.items():
        members[group].append(name)
    sizes = [0] * FOLDS
    folds = {}
    for group in sorted(members, key=lambda g: (g not in held, -len(members[g]) // 8, hash64("fold", g))):
        fold = 0 if group in held else sizes.index(min(sizes))
        sizes[fold] += len(members[group])
        folds.update(dict.fromkeys(members[group], fold))
    return folds


def read_incidents(path: Path, names: Iterable[str]) -> list[str]:
    """Those of `names` that are articles of the incidents: there they stand without the two letters of their corpus."""
    numbers = {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}
    return [name for name in names if name[2:] in numbers]


def main(arguments: Iterable[str]) -> None:
    """Prints the folds of a file of articles."""
    articles, incidents = map(Path, arguments)
    texts = {x["id"]: x["text"] for x in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    folds = deal(group_copies(texts), read_incidents(incidents, texts))
    print("article\tfold")
    for name in sorted(folds):
        print(f"{name}\t{folds[name]}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""What the attribution model is trained on: a fixed split, near copies on one side, and other forms of the texts."""

import json
from collections import Counter
from pathlib import Path

import pytest

from training.folds import FOLDS, deal, group_copies, read_folds, read_incidents
from training.forms import FORMS, reform

TEXT = 'MONITOR says 3 died\n\nThe council, "the town\'s own", said it won’t “go on”.'
SPANS = {"source": [[21, 32]], "cue": [[52, 56]], "content": [[57, 74]], "channel": []}


@pytest.mark.shared
def test_the_split_is_the_one_that_the_rule_makes(shared: Path) -> None:
    lines = (shared / "data" / "attribution" / "attribution.jsonl").read_text("utf-8").splitlines()
    groups = group_copies({x["id"]: x["text"] for x in map(json.loads, lines)})
    folds = read_folds()
    incidents = read_incidents(shared / "data" / "conflict-incidents" / "articles.jsonl", groups)
    assert len(incidents) == 46
    assert {folds[name] for name in incidents} == {0}, "claims and origins are scored on them"
    assert folds == deal(groups, incidents)
    assert set(Counter(folds.values()).values()) == {len(lines) // FOLDS}
    assert all(folds[name] == folds[group] for name, group in groups.items())


def test_a_group_of_near_copies_is_dealt_as_one() -> None:
    groups = {f"a{k}": "a0" for k in range(3)} | {f"b{k}": f"b{k}" for k in range(12)}
    for untrained in ([], ["a1"], ["b0", "b1", "b2", "b3"]):
        folds = deal(groups, untrained)
        assert {folds["a0"]} == {folds[f"a{k}"] for k in range(3)}
        assert {folds[name] for name in untrained} <= {0}
        sizes = Counter(folds.values())
        assert max(sizes.values()) - min(sizes.values()) < 3


@pytest.mark.parametrize("form", [*FORMS, "curly"])
def test_spans_go_with_the_text_when_its_form_changes(form: str) -> None:
    article = {"text": TEXT, "attributions": [SPANS]}
    made = reform(article, form)
    (moved,) = made["attributions"]

    def letters(text: str) -> str:
        return "".join(c for c in text if c.isalnum())

    for role, spans in SPANS.items():
        before, after = ([text[s:e] for s, e in where] for text, where in ((TEXT, spans), (made["text"], moved[role])))
        assert [letters(x) for x in before] == [letters(x) for x in after]
    assert reform(article, "given") == article


def test_forms_lose_what_they_are_named_for() -> None:
    article = {"text": TEXT, "attributions": []}
    assert not set(",'’\n") & set(reform(article, "bare")["text"])
    assert not set('"“”') & set(reform(article, "unquoted")["text"])
    assert '"' not in reform(article, "curly")["text"]

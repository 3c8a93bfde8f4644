"""The same article in another form, with the gold spans moved along: what news databases do to a text."""

from collections.abc import Callable
from typing import Any

Spans = list[list[int]]

FORMS: dict[str, Callable[[str], str]] = {
    "given": lambda c: c,
    "bare": lambda c: "" if c in ",'’‘" else " " if c == "\n" else c,
    "unquoted": lambda c: "" if c in '"“”„«»' else c,
}
"""What becomes of each character: bare is without commas, apostrophes and line breaks."""


def curled(text: str) -> str:
    """Straight quotation marks made curly, by turns in each paragraph.

    >>> curled('He said "yes" twice.')
    'He said “yes” twice.'
    """
    out, opened = [], False
    for c in text:
        if c == "\n":
            opened = False
        if c == '"':
            opened = not opened
            c = "“" if opened else "”"
        out.append(c)
    return "".join(out)


def reform(article: dict[str, Any], form: str) -> dict[str, Any]:
    """An annotated article in another form.

    >>> spans = {"content": [[0, 5]], "source": [[6, 8]]}
    >>> made = reform({"text": "“No,” he said.", "attributions": [spans]}, "unquoted")
    >>> made["text"], made["attributions"]
    ('No, he said.', [{'content': [[0, 3]], 'source': [[4, 6]]}])
    """
    if form == "curly":
        return article | {"text": curled(article["text"])}
    change = FORMS[form]
    parts = [change(c) for c in article["text"]]
    at = [0]
    for part in parts:
        at.append(at[-1] + len(part))

    def moved(spans: Spans) -> Spans:
        return [[at[s], at[e]] for s, e in spans if at[s] < at[e]]

    attributions = [
        {k: moved(v) if k in ("source", "cue", "content", "channel") else v for k, v in a.items()}
        for a in article["attributions"]
    ]
    return article | {"text": "".join(parts), "attributions": attributions}

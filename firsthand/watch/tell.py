"""What a round found, told: lines with the time, a stream of JSON, and a webhook."""

import json
from pathlib import Path

import urllib3
from urllib3.exceptions import HTTPError

from firsthand.watch.rounds import Round

WEBHOOK_SECONDS = 10.0
"""How long a webhook may take to answer."""


def round_lines(found: Round) -> list[str]:
    """A round for a log, each line with its time."""
    lines = [found.line, *found.lines, *(f"{change.kind}: {change.line}" for change in found.changes)]
    return [f"{found.at:%Y-%m-%d %H:%M:%S}Z {' '.join(line.split())}" for line in lines]


def append_changes(found: Round, path: Path) -> None:
    """Appends a line of JSON a change."""
    with path.open("a", encoding="utf-8") as file:
        for change in found.changes:
            file.write(json.dumps({"at": found.at.isoformat(), **change.as_json()}, ensure_ascii=False) + "\n")


def send_changes(found: Round, case: Path, webhook: str) -> str | None:
    """Sends the changes of a round, if there are any; why they did not arrive, or None."""
    if not found.changes:
        return None
    told = {"case": case.name, "at": found.at.isoformat(), "changes": [c.as_json() for c in found.changes]}
    try:
        answer = urllib3.request("POST", webhook, json=told, timeout=WEBHOOK_SECONDS, retries=False, redirect=False)
    except (HTTPError, OSError) as error:
        return f"the webhook did not take the changes: {type(error).__name__}"
    return None if answer.status < 300 else f"the webhook did not take the changes: status {answer.status}"

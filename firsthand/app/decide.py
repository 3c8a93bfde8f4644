"""What people send: a decision or its withdrawal, through the same log as `firsthand judge`."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

import firsthand
from firsthand.app.asking import AskingError
from firsthand.app.desk import Desk, OpenCase
from firsthand.app.security import Access
from firsthand.views.judgements import JudgementView, tell_changes, view_judgements
from firsthand.views.story import view_story

LONGEST_NAME = 200
"""Characters of the name of who decides at most."""
_FIELDS = ("about", "decision", "one", "other", "by", "note", "judgement", "next", "token")


@dataclass(frozen=True)
class Told:
    """What became of a decision."""

    judgement: JudgementView | None
    """The decision as it is in the log; None where one was taken back."""
    changes: tuple[str, ...]
    """Counts that are others than before, a line a claim."""
    generation: int
    line: str
    """The counts of the case as they are now, on one line."""


def read_sent(body: bytes, access: Access) -> dict[str, str]:
    """The fields of a form that was sent from one of our pages.

    Raises HTTPException (403) without the token of our pages, and AskingError where the name is missing.
    """
    try:
        pairs = parse_qsl(body.decode("utf-8"), max_num_fields=len(_FIELDS) + 4)
    except ValueError as error:
        raise AskingError(f"what was sent cannot be read as a form: {error}") from None
    sent = dict.fromkeys(_FIELDS, "") | {name: value.strip() for name, value in pairs if name in _FIELDS}
    if not access.has_token(sent["token"]):
        raise HTTPException(403, "what was sent does not come from a page of this server; open the page anew")
    if not 0 < len(sent["by"]) <= LONGEST_NAME:
        raise AskingError(f"a decision carries the name of who made it, of at most {LONGEST_NAME} characters")
    # Only a page of ours can be gone back to: one slash at the beginning, and no line break.
    if not sent["next"].startswith("/") or sent["next"].startswith(("//", "/\\")) or not sent["next"].isprintable():
        sent["next"] = "/"
    return sent


def decide(desk: Desk, sent: dict[str, str]) -> Told:
    """Writes down a decision and makes the counts anew; raises as `firsthand.judge` does."""
    before = _before(desk)
    with desk.deciding:
        firsthand.judge(
            desk.path,
            sent["about"],
            sent["decision"],
            sent["one"],
            sent["other"] or None,
            by=sent["by"],
            note=sent["note"] or None,
        )
    with desk.lock:
        after = desk.newest()
        judgement = view_judgements(after.lookup)[0]
        return Told(judgement, _changes(before, after), after.case.generation, after.once(view_story).line)


def withdraw_decision(desk: Desk, sent: dict[str, str]) -> Told:
    """Takes back a decision, by its id; raises as `firsthand.withdraw` does."""
    before = _before(desk)
    with desk.deciding:
        firsthand.withdraw(desk.path, sent["judgement"], by=sent["by"], note=sent["note"] or None)
    with desk.lock:
        after = desk.newest()
        return Told(None, _changes(before, after), after.case.generation, after.once(view_story).line)


def _changes(before: OpenCase, after: OpenCase) -> tuple[str, ...]:
    return tuple(tell_changes(before.lookup, after.lookup))


def _before(desk: Desk) -> OpenCase:
    with desk.lock:
        return desk.newest()

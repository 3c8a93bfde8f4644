"""What people send: a decision or its withdrawal, through the same log as `firsthand judge`."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from firsthand.app.asking import AskingError
from firsthand.app.counting import Recount
from firsthand.app.desk import Desk
from firsthand.app.security import Access
from firsthand.judgements.judge import judge_things, withdraw_judgement
from firsthand.judgements.log import append_judgement, read_judgements
from firsthand.judgements.rows import Judgement
from firsthand.schema import to_rows
from firsthand.views.judgements import JudgementView, view_judgements
from firsthand.views.lookup import full_id
from firsthand.views.story import view_story

LONGEST_NAME = 200
"""Characters of the name of who decides at most."""
_FIELDS = ("about", "decision", "one", "other", "by", "note", "judgement", "next", "token", "wait")


@dataclass(frozen=True)
class Told:
    """What became of a decision."""

    judgement_id: str
    """Id of the line that was added to the log."""
    judgement: JudgementView | None
    """The decision as it is in the log; None where one was taken back, or is not counted yet."""
    changes: tuple[str, ...]
    """Counts that are others than before, a line a claim; none where they are not made yet."""
    generation: int
    line: str
    """The counts of the case as they are now, on one line."""
    waiting: int
    """Decisions that are written down and not counted yet."""


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


def decide(desk: Desk, sent: dict[str, str]) -> str:
    """Writes down a decision; gives its id. Raises as `firsthand.judge` does."""
    with desk.lock:
        lookup = desk.newest().lookup
        made = judge_things(
            lookup,
            sent["about"],
            sent["decision"],
            sent["one"],
            sent["other"] or None,
            by=sent["by"],
            note=sent["note"] or None,
        )
    append_judgement(desk.path, made)
    return full_id(made.judgement_id)


def withdraw_decision(desk: Desk, sent: dict[str, str]) -> str:
    """Takes back a decision, by its id; gives the id of the withdrawal. Raises as `firsthand.withdraw` does."""
    known = {row.judgement_id: row for row in to_rows(read_judgements(desk.path)[0], Judgement)}
    made = withdraw_judgement(known, sent["judgement"], by=sent["by"], note=sent["note"] or None)
    append_judgement(desk.path, made)
    return full_id(made.judgement_id)


def tell(desk: Desk, judgement_id: str, recount: Recount | None) -> Told:
    """What became of a decision: by the recount that counted it, or before there was one."""
    with desk.lock:
        now = desk.newest()
        return Told(
            judgement_id=judgement_id,
            judgement=next((j for j in view_judgements(now.lookup) if j.judgement_id == judgement_id), None),
            changes=recount.changes if recount else (),
            generation=recount.generation if recount else now.case.generation,
            line=recount.line if recount else now.once(view_story).line,
            waiting=len(desk.waiting()),
        )

"""What the terminal prints of the invented case, at 80 columns and without colour."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from firsthand.errors import UnknownError
from firsthand.records import Rewriting
from firsthand.show import TOPICS, show_topic
from firsthand.show.terminal import clean
from firsthand.views import Lookup, view_claims
from tests.invented_case import ASHORE, Invented, fill

CASE = Invented().case()
CLAIMS = list(view_claims(Lookup(CASE)))
WHICH = {"claim": CLAIMS[0].short_id, "article": "C2"}


def printed(topic: str, which: str | None = None, invented: Invented | None = None) -> str:
    console = Console(width=80, no_color=True, record=True, force_terminal=False, file=None)
    with console.capture() as capture:
        console.print(show_topic(invented.case() if invented else CASE, topic, which)[0])
    return capture.get()


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_topic_fits_80_columns_and_is_json(topic: str) -> None:
    text = printed(topic, WHICH.get(topic))
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    json.dumps(show_topic(CASE, topic, WHICH.get(topic))[1], ensure_ascii=False)


def test_sentences_in_other_words_are_shown_as_weaker_evidence() -> None:
    invented = Invented()
    a, b = sorted([invented.wire, invented.copy], key=lambda article: article.article_id)
    start, end = invented.span(a, ASHORE)
    there = invented.span(b, ASHORE)
    row = fill(
        Rewriting,
        a_id=a.article_id,
        a_start=start,
        a_end=end,
        b_id=b.article_id,
        b_start=there[0],
        b_end=there[1],
        sentences=1,
        reasons=["both have 300"],
    )
    assert "weaker evidence" not in printed("reuse")
    invented.rows[Rewriting] = [row]
    text = printed("reuse", invented=invented)
    assert "Told in other words (weaker evidence" in text
    assert text.split("weaker evidence")[1].count(ASHORE) == 2
    assert "both have 300" in text
    (shown,) = show_topic(invented.case(), "reuse")[1]["rewritings"]
    assert shown["a"]["text"] == ASHORE


def test_the_story_is_one_line_of_counts_and_the_claims() -> None:
    text = printed("story")
    assert " ".join(text.split()).startswith("2 articles · 1 outlet (not stated for 1) · 71% of the text shared")
    told_by_two = [claim for claim in CLAIMS if claim.articles > 1]
    assert [claim.short_id in text for claim in told_by_two] == [True] * len(told_by_two)
    assert f"{len(CLAIMS) - len(told_by_two)} more: firsthand show CASE claims" in text
    assert "1 (1 to 2)" in text


def test_what_is_left_out_is_told_with_a_command_that_can_be_copied() -> None:
    class Kept:
        """The invented case as if it lay in a folder."""

        path = Path("my case")
        table = CASE.table

    with pytest.raises(UnknownError, match="`firsthand show 'my case' claims` lists the ids"):
        show_topic(Kept(), "claim", "c-none")


def test_a_claim_shows_the_chain_of_every_mention() -> None:
    text = " ".join(printed("claim", WHICH["claim"]).split())
    assert "C2 (outlet not stated) ← W1 text [uncredited] ← Northern News [second-hand]" in text
    assert "Coastal Wire ← Northern News ← Port officials" in text
    assert "Origins: 1 · one origin" in text


def test_reuse_tells_credited_from_not_credited_and_what_evidence_is_missing() -> None:
    text = " ".join(printed("reuse").split())
    assert "W1 (Coastal Wire) → C2 (outlet not stated)" in text
    assert "credited to Coastal Wire" in text
    assert "missing: publication times" in text


def test_markup_and_control_characters_of_a_text_reach_no_terminal() -> None:
    invented = Invented(extra=" [bold red]Not markup[/] \x1b[31m\u202eevil\x07")
    text = printed("article", "W1", invented)
    assert "[bold red]Not markup[/]" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "⟨U+202E⟩" in text
    assert clean("a\u200eb\tc").plain == "ab c"


def test_an_unknown_topic_or_a_missing_id_says_what_to_write() -> None:
    with pytest.raises(UnknownError, match="nothing to show under 'maps'; name one of: story, claims"):
        show_topic(CASE, "maps")
    with pytest.raises(UnknownError, match="which claim"):
        show_topic(CASE, "claim")
    with pytest.raises(UnknownError, match="no claim has the id 'c-ffff'"):
        show_topic(CASE, "claim", "c-ffff")

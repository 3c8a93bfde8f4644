"""The picture of the chains is what the program reads."""

from scripts.draw_chains import IMAGE, TEXTS, draw_chains, read_chains


def test_the_picture_shows_what_is_read_today() -> None:
    assert IMAGE.read_text(encoding="utf-8") == draw_chains(TEXTS), "run python -m scripts.draw_chains"


def test_a_drawn_chain_ends_at_the_last_source() -> None:
    assert [[name for _, name, _ in chain] for text in TEXTS for chain in read_chains(text)] == [
        ["Reuters", "a Lebanese security source"],
        ["TASS", "army"],
        ["Human Rights Watch", "medical sources"],
    ]

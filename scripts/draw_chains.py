"""Draws docs/images/chains.svg, three chains as the program reads them: `python -m scripts.draw_chains`.

Each text is read by the steps of attribution; a box is a source or a channel, an arrow says by which words.
"""

from html import escape
from pathlib import Path

from firsthand.attribution.tables import find_attributions
from firsthand.parse import parse_articles
from firsthand.read.articles import make_article
from firsthand.records import Article, Attribution
from firsthand.schema import to_rows, to_table
from firsthand.settings import Settings

IMAGE = Path(__file__).parents[1] / "docs" / "images" / "chains.svg"
TEXTS = (
    "Reuters quoted a Lebanese security source as saying that refugees had fled the camps.",
    "The army said in a statement carried by TASS that two men had died.",
    "Human Rights Watch said, citing medical sources, that nine people had died.",
)
WIDTH, ROW, BOX = 860, 118, 34
"""Width of the picture, height of a text with its chain, and of a box."""
STYLE = """text{font:13px sans-serif;fill:#222}.q{font-style:italic}.c{font-size:11px;fill:#555}
rect{fill:#fff;stroke:#0072b2;stroke-width:1.5}.channel{stroke:#d55e00;stroke-dasharray:5 3}
path{stroke:#555;fill:none;marker-end:url(#tip)}"""


def read_chains(text: str) -> list[list[tuple[str, str, str]]]:
    """Chains of a text that no other chain goes on from: for each link what it is (source or channel), name and cue."""
    articles = to_table([make_article(text, given_id="drawn", language="en")], Article)
    parses = parse_articles(articles, parse_characters=Settings().parse_characters)
    rows = {row.attribution_id: row for row in to_rows(find_attributions(articles, parses), Attribution)}
    inner = set(rows) - {row.parent for row in rows.values()}

    def links(row: Attribution) -> list[tuple[str, str, str]]:
        outer = links(rows[row.parent]) if row.parent is not None else []
        cue = " … ".join(text[s:e] for s, e in zip(row.cue[::2], row.cue[1::2], strict=True))
        through = [("channel", row.channel_name or "a platform", "through")] if row.channel else []
        return [*outer, *through, ("source", row.who or "nobody named", cue)]

    return [links(rows[key]) for key in sorted(inner)]


def draw_chains(texts: tuple[str, ...]) -> str:
    """The picture: below each text its chains, from the article on the left to the last source on the right."""
    parts, y = [], 24
    for text in texts:
        parts.append(f'<text class="q" x="10" y="{y}">{escape(text)}</text>')
        for chain in read_chains(text):
            y += 40
            x, end = 10, 10
            for kind, name, cue in [("source", "the article", ""), *chain]:
                width = max(84, 7 * len(name) + 18)
                if cue:
                    x = end + max(90, 6 * len(cue) + 30)
                    parts.append(f'<path d="M{end + 4} {y}H{x - 6}"/>')
                    parts.append(f'<text class="c" x="{end + 10}" y="{y - 6}">{escape(cue)}</text>')
                parts.append(
                    f'<rect class="{kind}" x="{x}" y="{y - BOX // 2}" width="{width}" height="{BOX}" rx="5"/>'
                    f'<text x="{x + 8}" y="{y + 4}">{escape(name)}</text>'
                )
                end = x + width
        y += ROW - 40
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y - 40}" width="{WIDTH}" role="img" '
        f'aria-label="Three chains of sources, from the article to the last source">\n<style>{STYLE}</style>\n'
        '<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">'
        '<path d="M0 0L8 4L0 8z" style="fill:#555;stroke:none;marker-end:none"/></marker></defs>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


if __name__ == "__main__":
    IMAGE.write_text(draw_chains(TEXTS), encoding="utf-8")

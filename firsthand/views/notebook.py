"""A case in a notebook: the story line and its first claims as a small table."""

from html import escape

from firsthand.views.claims import view_claims
from firsthand.views.lookup import Lookup, Tables
from firsthand.views.story import view_story

CLAIMS_SHOWN = 10
"""Claims in a notebook's cell: what can be read without scrolling."""


def notebook_html(case: Tables) -> str:
    """HTML of the story line and the claims told by most with the fewest origins; texts are escaped."""
    lookup = Lookup(case)
    rows = []
    for claim in view_claims(lookup, limit=CLAIMS_SHOWN):
        cells = (claim.statement, claim.articles, claim.outlets, claim.range, claim.verdict)
        rows.append("".join(f'<td dir="auto" style="text-align:start">{escape(str(cell))}</td>' for cell in cells))
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("claim", "articles", "outlets", "origins", "verdict"))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f"<p>{escape(view_story(lookup).line)}</p><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )

"""The steps, in the order in which they are made: all that firsthand does, a line a table."""

from firsthand.parse import DISTRIBUTIONS, parse_articles
from firsthand.pipeline import Step
from firsthand.records import Parse

STEPS: tuple[Step, ...] = (
    Step("parses", "map", parse_articles, ("articles",), Parse, models=DISTRIBUTIONS),
    # --- attribution
    # --- reuse
    # --- claims
    # --- origins
)

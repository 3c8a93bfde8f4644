"""The steps, in the order in which they are made: all that firsthand does, a line a table."""

from firsthand.pipeline import Step
from firsthand.steps.attribution import ATTRIBUTION
from firsthand.steps.claims import CLAIMS
from firsthand.steps.origins import ORIGINS
from firsthand.steps.reuse import REUSE

STEPS: tuple[Step, ...] = (*ATTRIBUTION, *REUSE, *CLAIMS, *ORIGINS)

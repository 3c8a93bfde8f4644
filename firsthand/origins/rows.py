"""Rows that the steps of the count hand to each other."""

from dataclasses import dataclass
from typing import Annotated

from firsthand.schema import Count, Id, Number, Offset, Time


@dataclass(frozen=True)
class IncidentStatement:
    """A mention of an incident with all that describes it."""

    incident_id: Id
    article_id: Id
    outlet: str | None
    day: Annotated[Time | None, "day of the article"]
    mention_id: Id
    claim_id: Id
    aspect: str
    modality: str
    scope: Annotated[str | None, "what its count covers, as in MentionScope"]
    figure_low: Number | None
    figure_high: Number | None
    figure_value: Number | None
    origin: Annotated[Id | None, "its origin by the best count"]
    place: str | None
    latitude: Number | None
    longitude: Number | None
    precision: Count | None
    date_from: Time | None
    date_to: Time | None
    start: Offset

"""What a case can be written as: a function each, by the name that `firsthand export --as` takes."""

from collections.abc import Callable
from pathlib import Path

from firsthand.export.alignment import export_alignment
from firsthand.export.events import export_events, export_geojson
from firsthand.export.lines import export_attributions, export_claims, export_reuse
from firsthand.export.tables import export_csv, export_jsonl, export_parquet
from firsthand.views.lookup import Tables

Export = Callable[[Tables, Path, bool], int]
"""Takes a case, a path and whether pairs of identical texts are folded; returns how many lines or files it wrote."""

EXPORTS: dict[str, Export] = {
    "claims": export_claims,
    "attributions": export_attributions,
    "reuse": export_reuse,
    "alignment": export_alignment,
    "events": export_events,
    "geojson": export_geojson,
    "csv": export_csv,
    "jsonl": export_jsonl,
    "parquet": export_parquet,
}

"""The dossier: a case as one page, self-contained, without script or network, the same bytes for the same case."""

from firsthand.report.bounds import Bounds, Part
from firsthand.report.dossier import Dossier, make_dossier
from firsthand.report.page import build_report, write_report

__all__ = ["Bounds", "Dossier", "Part", "build_report", "make_dossier", "write_report"]

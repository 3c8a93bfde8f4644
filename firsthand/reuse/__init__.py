"""Reuse: which wording two articles share, of what kind it is, who took it from whom and whether the copy says so."""

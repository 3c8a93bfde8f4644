"""A small trained model of attribution beside the rules: how it is made, read and scored. Not part of the package.

The split is fixed in folds.tsv (`folds`), texts come in several `forms`; `examples` are what the `network` is trained
on (`train`), from a `base`; `export` writes int8 graphs that `reader` runs without torch; `mend` puts right what the
rules found; `score` tells what that brings. docs/attribution.md says what was measured, and gives the commands.
"""

"""Inner loops over integer arrays: `compiled` (numba) and `reference` (plain Python, the definition), same names."""

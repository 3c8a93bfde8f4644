"""Programs that make pages of the project from its code."""

"""How an attribution model is trained and scored: the fixed split, and the forms in which a text is read."""

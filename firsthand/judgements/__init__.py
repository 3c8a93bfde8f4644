"""Judgements: what people decide, kept apart from what the machine finds, and followed wherever its words stand."""

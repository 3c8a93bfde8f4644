"""What firsthand scores, how fast it is, and what simple baselines score beside it."""

"""The case app: a case in the browser of the one who works on it, served on this machine only."""

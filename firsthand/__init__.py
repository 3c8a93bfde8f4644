"""firsthand."""

"""From mentions to origins: chains followed to their end, who is one with whom, counts with reasons, conflicts."""

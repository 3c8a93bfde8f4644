"""Feeds that are watched: what is new is fetched politely, kept as it came, read into the case, and told.

The only part of firsthand that uses the network, and only when `firsthand watch` asks for it.
"""

from firsthand.watch.changes import Change
from firsthand.watch.config import Feed, Watching, read_watching
from firsthand.watch.rounds import Round, watch_feeds

__all__ = ["Change", "Feed", "Round", "Watching", "read_watching", "watch_feeds"]

"""The memory that a process holds, looked at while it works."""

import threading
import time
from pathlib import Path

from benchmarks.__main__ import peak_mb

SECONDS_BETWEEN_LOOKS = 0.1


class MemoryWatch:
    """The most memory held since it was last asked, looked at ten times a second."""

    def __init__(self) -> None:
        self._most = 0.0
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            self._most = max(self._most, held_mb())
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def take(self) -> float:
        """Megabytes; what was held before is forgotten."""
        most, self._most = max(self._most, held_mb()), 0.0
        return most


def held_mb() -> float:
    """Megabytes that this process holds, without mapped files where the system tells them apart."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return peak_mb() or 0.0
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("RssAnon")), 0.0)

"""Word lists of reuse, read once from `firsthand/data`."""

from functools import cache
from importlib.resources import files


@cache
def read_sections(name: str) -> dict[str, list[str]]:
    """Lines of a list by its sections ("[section]"); lines before the first section have the key ""."""
    sections: dict[str, list[str]] = {"": []}
    section = ""
    for line in files("firsthand").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            sections[section] = []
        elif line and not line.startswith("#"):
            sections[section].append(line)
    return sections


def common_words(section: str) -> frozenset[str]:
    """Words of one section of `common_words.txt`: function, stock, unique or outlet."""
    return frozenset(word for line in read_sections("common_words.txt")[section] for word in line.split())

"""Modules that need what only training needs are not looked into for examples where that is missing."""

from importlib.util import find_spec

_NEEDS = {
    "torch": ["network.py", "train.py", "export.py"],
}
collect_ignore = [name for needed, names in _NEEDS.items() if find_spec(needed) is None for name in names]

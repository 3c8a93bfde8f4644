"""Claims: the checkable statements of each article, and which of them state the same."""

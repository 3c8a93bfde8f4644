"""Lists of words, bodies and places; each says in its first lines where it comes from and under which licence."""

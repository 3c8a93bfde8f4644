"""A case: a folder of numbered generations of tables and a pointer to the current one.

    case/
      case.json            format of the folder
      CURRENT              number of the current generation; replaced last, by one rename
      generations/000007/  TABLE.parquet, and TABLE.json, its marker, written last
        parts/             what a case grows by: TABLE.keys, digests of what each row was made of, and temporary tables
      registry.tsv         entries that a user adds to the registry of outlets and bodies, if any
      scratch/             large tables while a run with a limit of memory goes on (firsthand.scratch)
      lock                 held by the one writer (an operating-system lock, gone with its process)

A reader keeps the generation that it opened, whatever is published meanwhile. A table is there only when its marker
is; the marker says by which versions and from what it was made, and a table whose inputs, numbers, code or models have
changed is made again. The folder is private to its user.
"""

from firsthand.store.case import Case, open_case
from firsthand.store.writer import Writer, write_case

__all__ = ["Case", "Writer", "open_case", "write_case"]

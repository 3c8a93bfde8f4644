"""Masking: a case in which chosen names, places and texts cannot be read, with every span and hash as it was.

`mask_case(case, masks)` gives the tables with the masked characters replaced one for one, so that whatever is made of
them counts and points as before; `Masking.show` turns them into words that people read (SOURCE 1, PLACE 2).
"""

from firsthand.masking.asked import Mask, read_mask, read_masks
from firsthand.masking.plan import MaskedName, Masking, plan_masks
from firsthand.masking.tables import MaskedCase, mask_case

__all__ = ["Mask", "MaskedCase", "MaskedName", "Masking", "mask_case", "plan_masks", "read_mask", "read_masks"]

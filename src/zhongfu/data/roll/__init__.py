"""花名册 Roll: every household of a place as a case of the policy, drawn from the registers, for a whole month at once."""

from zhongfu.data.roll.households import BITS
from zhongfu.data.roll.table import Registers, roll_table

__all__ = ["BITS", "Registers", "roll_table"]

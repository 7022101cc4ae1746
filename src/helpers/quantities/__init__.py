"""Numbers of people: words and figures read as low, best and high.

The table of readings is the workbook's own convention: "at least seven" has no
high, "more than seven" begins at eight and has no best, "dozens" begins at 24.
"""

from helpers.quantities.numbers import Quantity, exactly
from helpers.quantities.reading import find_quantities, quantities_by_token
from helpers.quantities.shares import find_shares

__all__ = ["Quantity", "exactly", "find_quantities", "find_shares", "quantities_by_token"]

"""The quorum 3Q of the Debian constitution: Q is half of the square root of the number of developers."""

from math import isqrt


def reached(votes: int, roll: int) -> bool:
    """Whether `votes >= 3Q`, in whole numbers: `4 v v >= 9 n`."""
    return 4 * votes * votes >= 9 * roll


def text(roll: int) -> str:
    """3Q with six decimals, cut off, for the sheet; never compared with anything."""
    whole = isqrt(9 * roll * 10**12 // 4)
    return f"{whole // 10**6}.{whole % 10**6:06d}"

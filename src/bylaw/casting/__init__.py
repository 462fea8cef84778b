"""The casting service: a ballot box that takes ballots in, durably, and says so in receipts that it signs.

`BallotBox` is one box on disk; `Desk` lets many voters come at once. Nothing here knows who a voter is: a box
stores ballots and when they came, never a log-in, an address or a member.
"""

from bylaw.casting.answers import Accepted, Arrived, Cast, Notice, SignedHead, Turned
from bylaw.casting.box import BallotBox, Hours
from bylaw.casting.desk import Desk

__all__ = ["Accepted", "Arrived", "BallotBox", "Cast", "Desk", "Hours", "Notice", "SignedHead", "Turned"]

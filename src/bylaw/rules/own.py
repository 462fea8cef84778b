"""bylaw's own ground rules: what every act must be, whatever the bylaws say.

These are few and fixed in code because they make a record checkable at all. The floors that protect
people (charge, hearing, notice, appeal ...) are provisions like any other and stand in ``floors.toml``.
"""

from __future__ import annotations

from bylaw.rules.finding import OWN, Finding

WORDS = {
    "bylaw 1": "An entry is one line of head and one line of act, each in the strict encoding.",
    "bylaw 2": "An act belongs to one organisation: the one whose founding act it names.",
    "bylaw 3": "An act is taken once.",
    "bylaw 4": "An act is taken before its last day, which is at most seven days ahead.",
    "bylaw 5": "An act builds on a head of this log that its signer has seen.",
    "bylaw 6": "Entry times never fall.",
    "bylaw 7": "Every signer signs with a key that is hers at that moment.",
    "bylaw 8": "What an act names exists, and what it creates is new.",
    "bylaw 9": "Nobody acts without a right, and what no clause allows is refused.",
    "bylaw 10": "A record begins with its founding act, and has only one.",
    "bylaw 11": "Bylaws answer every question that acts can ask, each exactly once.",
    "bylaw 12": "A warrant covers one act, word for word, and is used once.",
    "bylaw 13": "What an act rests on lies beside the record, under its hash.",
    "bylaw 14": "No effect begins before its entry.",
    "bylaw 15": "A thing is done only while it lives: not before it begins, not after it has ended.",
    "bylaw 16": "What is entered as witnessed bears the witnesses' own signatures.",
    "bylaw 17": "What people count, sign or attest adds up.",
    "bylaw 18": "A mandate without an election ends within a year of the founding.",
    "bylaw 19": "What a membership, a case, an election or a time of challenge still uses is not erased.",
    "bylaw 20": "What others did is attested as a whole only in a record that says it is a reconstruction.",
    "bylaw 21": "Nobody judges, or chooses who judges, where she has a part; on appeal and again, others judge.",
    "bylaw 22": "What is decided is appealed in time, or reopened on listed new evidence, and in no other way.",
    "bylaw 23": "A finding rests on what was heard, and silence proves nothing.",
    "bylaw 24": "Each decision has reasons of its own, and says why a lesser measure would not do.",
    "bylaw 25": "Nobody is charged or judged but by herself, for one deed, under a clause that was law on its day.",
    "bylaw 26": "What shows a view or a trouble is sealed: its step is for everybody, its signer for those entitled.",
    "bylaw 27": "An entry holds ids and commitments, and no address or telephone number of a person.",
    "bylaw 28": "A lot is chance that is published after the draw was announced; everybody computes whom it gives.",
    "bylaw 31": "Every candidate nominated in time by the rules is on the paper, and nobody else.",
    "bylaw 32": "A seat is filled by counting votes of those on the roll, or follows one that is, and in no other way.",
    "bylaw 33": "While a vote is open its roll is neither recut nor shortened.",
    "bylaw 34": "Nobody decides or counts where she herself stands.",
    "bylaw 35": "Nobody leaves, moves, stands, withdraws or gives up a right but by her own signature.",
    "bylaw 36": "What one candidate gets, every candidate gets on equal terms.",
    "bylaw 41": "A box belongs to its elections alone: their paper, their roll, its keys, one archive.",
    "bylaw 42": "Every voter has one channel: a credential of her own, or paper.",
    "bylaw 43": "A secret ballot has ten voters at least wherever its votes are told apart.",
    "bylaw 44": "A box opens when each trustee has filed what she commits to and has rehearsed her key.",
    "bylaw 45": "What a box has shown stays in it, and nothing enters after its closing head.",
    "bylaw 46": "A box is opened once, by factors that prove themselves, and its result is what they give.",
    "bylaw 47": "A roll is sampled once, after it was fixed, by chance that nobody commands, and all drawn are asked.",
    "bylaw 51": "An emergency is confirmed by resolution of others than declared it, and renewed once confirmed.",
    "bylaw 52": "While a stop order holds, no case of its class is pursued; hearing, acquittal and appeal go on.",
    "bylaw 53": "Who controls is elected for it by others, governs nothing, and has no tie to those who govern.",
    "bylaw 61": "Nobody decides on her own report, or is discharged while one is overdue or stands rejected.",
    "bylaw 98": "A card is one member's, bound to her key or her picture, under a number that no other card has.",
    "bylaw 99": "A list of cards says of each what the record says, when it is signed.",
    "bylaw 63": "Sealed signatures are opened by two, and each one struck has its reason.",
    "bylaw 64": "The vote of a recall opens by itself, asks one question, and is answered by those who elected.",
    "bylaw 65": "An instruction is acknowledged, or answered in words: what was done, or why it cannot be.",
    "bylaw 66": "Nobody instructs those who judge.",
    "bylaw 67": "Nobody inquires into her own office, or one that she would gain, or chooses who does.",
    "bylaw 68": "Nobody appraises herself or one to whom she is tied, and ties to those who are named are shown.",
    "bylaw 69": "Nobody grants herself a benefit; what is bought is what was bid, and a dearer bid has reasons.",
    "bylaw 70": "Who enters or confirms an applicant's paper does not vouch for her; that she admits her is shown.",
    "bylaw 71": "That somebody who was expelled is admitted again is shown.",
    "bylaw 100": "The log of accesses to the register only grows.",
}
"""Number to words, as the printed book of bylaws shows them."""


def own(number: int, found: str, remedy: str) -> Finding:
    """Give the finding that an act breaks bylaw's ground rule ``number``."""
    clause = f"bylaw {number}"
    return Finding(clause=clause, words=WORDS[clause], found=found, remedy=remedy, source=OWN)

"""A second opinion: which acts of a rehearsal are lawful, judged from SPEC.md and the founding act's own JSON.

It shares no code with the acts, the state, the ledger or the rules (the import contract forbids it), reads the
bytes that were submitted, and knows only what a rehearsal does. What it does not know it refuses to judge.

    law          the clauses of the founding act: who may, and the numbers that they set
    days         days, deadlines and months in the organisation's zone
    rights       the signers of an act against the phrases of a clause
    tables       what was noted, by name
    world        who is where, who holds what, what was called, moved and counted
    membership   joining, leaving, dues, lapse, moves
    gathering    bodies, meetings, motions and their warrants
    polling      elections from the call to the count
    ties         results, and lots between those who are level
    lateness     when elections and their steps are due
    importing    rolls kept before the record
    complaining  complaints, by their dates alone
    reporting    reports of office
    petitioning  petitions
    emergencies  what an emergency grants, and until when
    judging      cases until the hearing; who may judge
    deciding     findings, sanctions, appeals, what is carried out
    restoring    cases reopened, and what they took given back
    recalling    recalls, and sealed signatures opened
    signatures   OpenSSH signatures, checked with PyNaCl alone
    campaigning  campaigns
    directing    directives and recommendations
    inquiring    commissions of inquiry
    teaching     courses, and the offices that ask for them
    floors       the floors under the bylaws that no clause repeats
    publishing   published figures, counted again
    oracle       one answer for each act, held against the ledger's
"""

"""Rehearsal: a federation of any size lives for years, lawfully, while others try what the bylaws forbid.

company      the organisation, its calendar, its keys, and the batch in which a day's acts are submitted
roster       who is a member where, who holds which office: the generator's own books
hands        who signs, drawn from the phrases of the clause that says who may
federation   the founding: a local under the root for every branch, its offices, and the imported roll
joining      applications, sponsors, admission; leaving: resignation, death, transfer
dues         attested dues, reminders, lapse and the way back
meetings     yearly meetings with a motion and its vote, minutes
elections    elections of every office when its term ends or its seat falls vacant
counts       the count of such an election and its result
ties         lots between two who are level
tallies      the votes of such an election
complaints   complaints answered, buried until they climb, withdrawn; officers who sit on those about themselves
reports      reports of office in time, late and never
cases        charges to findings; careerists who denounce for posts
sanctions    what follows from a finding; appeals heard, and appeals on which officers sit
restorations cases reopened and heard by others; what they took given back, for no price
recalls      sealed signatures, each bad one struck for its reason, and the vote that opens by itself
petitions    petitions for a meeting, and every way in which one is none
emergencies  emergencies, and what they are tried for
publishing   figures in public, false ones before the true; claims that contradict them
campaigns    campaigns in which members say that they are there; lapse for silence, and the way back
directives   directives that the founders resolved on: answered, not to be done, left unanswered
inquiries    commissions of inquiry, and instructions countermanded
courses      courses, and the office that asks for one
listed       what is listed as left undone, held against the oracle
control      how much of these there is in a year
life         all of these, year by year, and the comparison of the record's figures with the books
"""

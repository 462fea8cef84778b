"""Figures: what is counted about an organisation, each with its definition, and the acts that publish or claim one.

definition   what a figure is: name, unit, sort, definition; an event that counts towards some
membership   the roll: its size, who came and how, who left and why
justice      cases, sanctions and appeals
complaints   complaints filed, decided, withdrawn, waiting, and passed over in silence
reports      reports of office, and those that were not there on their last day
control      petitions, recalls, campaigns
elections    elections, their turnout, and seats that changed hands
keys         keys recovered
survey       one pass over the record's state that gives every figure of every body and year
publishing   the acts: a published figure that disagrees with the record is refused; a claim names its source
"""

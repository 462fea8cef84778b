"""The bylaws of a small club that tests of commands found on a disk: who applies, who decides, one class."""

CLUB = """
title = "Club"
about = "A club whose secretary decides on applications."
zone = "Europe/Berlin"
[bodies.board]
kind = "board"
parent = "root"
organ = true
[offices.secretary]
interim = true
[clauses."1"]
words = "Whoever wants to may apply."
of = "apply"
may = ["applicant"]
[clauses."2"]
words = "The secretary decides."
of = ["admit", "decline"]
may = ["office secretary here"]
admission = { sponsors = 0, objection_days = 0 }
[clauses."3"]
words = "Members are ordinary."
classes = { names = [{ name = "ordinary" }] }
"""

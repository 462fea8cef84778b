"""What offices owe: reports, answers to directives, appraisals, facts about money."""

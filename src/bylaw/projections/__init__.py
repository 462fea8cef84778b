"""Views computed from the state: roll, mandates, timetable, duties."""

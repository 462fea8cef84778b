"""Days, moments and numbers as they are written in French."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i T"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3

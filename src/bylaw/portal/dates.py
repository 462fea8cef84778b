"""Days and moments as the reader's language writes them: Django's formats, and the one thing that they cannot say."""

from datetime import date

from django.utils import formats, translation


def written(when: date, form: str = "DATE_FORMAT") -> str:
    """Write a day or a moment; French counts the first of a month, *1er juin*, and no format of Django can."""
    text = formats.date_format(when, form)
    if when.day == 1 and (translation.get_language() or "").startswith("fr"):
        return text.replace("1 ", "1er ", 1)
    return text

"""Paper for members without a device, read again by pdftotext: nothing that was written is cut off or printed over."""

import re
import subprocess

import pytest

from bylaw.people.paper import BOTTOM, Letter, address, door_list, letters

MM = 72 / 25.4
TO = [address("Ada Lovelace", "Way 1, 12345 Town"), address("Zoë Łukasiewicz", "Długa 1, 00-001 Łódź")]


def pages(raw, path):
    """Yield of each page its text, and the lowest and highest line, in millimetres from above."""
    path.write_bytes(raw)
    told = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    for page in told.split("<page ")[1:]:
        found = re.findall(r'yMin="(.*?)" xMax=".*?" yMax="(.*?)">(.*?)</word>', page)
        yield (
            [word for _top, _foot, word in found],
            [(float(top) / MM, float(foot) / MM) for top, foot, _ in found],
        )


@pytest.mark.parametrize("many", [1, 12, 90, 260])
def test_every_word_of_a_letter_is_on_a_sheet_of_its_addressee(tmp_path, many):
    body = "\n\n".join(
        f"Item{n}: the branch asks for the accounts of the year to be read aloud." for n in range(many)
    )
    found = list(
        pages(letters(Letter("Local 12", "1 May 2026", "Agenda", body), TO), tmp_path / "letters.pdf")
    )
    each = len(found) // 2
    assert each == len(found) / 2
    assert (each > 1) == (many > 12)
    for person, first in (("Lovelace,", 0), ("Łukasiewicz,", each)):
        hers = found[first : first + each]
        words = [word for text, _ in hers for word in text]
        assert [word for word in words if word.startswith("Item")] == [f"Item{n}:" for n in range(many)]
        assert words.count("aloud.") == many
        assert all(foot <= BOTTOM + 1 for _, lines in hers for _top, foot in lines)
        assert all(person in text for text, _ in hers[1:]), "a further sheet says whose it is"


def test_a_long_subject_and_a_long_title_push_down_what_follows(tmp_path):
    long = "what the members of the district are asked to decide in their assembly " * 2
    raw = letters(Letter("Local 12", "1 May 2026", long, "Body."), TO[:1])
    (words, lines), *_ = pages(raw, tmp_path / "letter.pdf")
    subject = lines[len(words) - 1 - words[::-1].index("assembly")]
    assert lines[words.index("Body.")][0] >= subject[1] - 0.5

    rows = [(f"Name{n}", str(n)) for n in range(40)]
    found = list(pages(door_list(long * 2, "Note.", rows), tmp_path / "door.pdf"))
    names = [word for words, _ in found for word in words if word.startswith("Name")]
    assert names == [name for name, _ in rows]
    for words, lines in found:
        title = max(foot for word, (_, foot) in zip(words, lines, strict=True) if word == "assembly")
        note = lines[words.index("Note.")]
        first = min(top for word, (top, _) in zip(words, lines, strict=True) if word.startswith("Name"))
        assert title - 0.5 <= note[0] < note[1] - 0.5 <= first

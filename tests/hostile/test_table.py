"""The table of hostile cases names tests that there are."""

import re
from pathlib import Path

HERE = Path(__file__).parent
ROW = re.compile(r"^\| [B-E—]\d* \| [^|]+ \| `([^`:]+)(?:::(\w+))?` \|$")


def test_each_row_names_a_test_that_there_is():
    rows = [line for line in (HERE / "README.md").read_text().splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 40
    for row in rows:
        found = ROW.match(row)
        assert found, row
        text = (HERE / found[1]).read_text()
        assert not found[2] or f"def {found[2]}(" in text, row

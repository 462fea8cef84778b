"""What no entry may say of a person: addresses of mail and numbers of telephones, which identify whoever has them.

Names cannot be told from other words, so the grammar has no field for one; what a machine can tell is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bylaw.rules.finding import Finding
from bylaw.rules.own import own

_MAIL = re.compile(rb"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}(?![A-Za-z0-9])")
_PHONE = re.compile(rb"(?<![A-Za-z0-9+/.:-])\+[1-9](?:[ ()/.-]{0,2}[0-9]){7,14}(?![A-Za-z0-9+/=])")


def impersonal(act: bytes) -> Iterable[Finding]:
    """Give a finding when an act's bytes hold an address of mail, or a telephone number in its international form."""
    return _personal(act) if b"@" in act or b"+" in act else ()


def _personal(act: bytes) -> Iterator[Finding]:
    if found := _MAIL.search(act):
        yield own(27, f"an address of mail at byte {found.start()}", "leave it out, or commit to the text")
    if found := _PHONE.search(act):
        yield own(27, f"a telephone number at byte {found.start()}", "leave it out, or commit to the text")

"""Hana applies, is admitted too soon in vain, and in time in earnest."""

from __future__ import annotations

from bylaw.acts.act import Signer
from bylaw.rehearsal.known import enter_applicant
from bylaw.rehearsal.local import Local


def play(local: Local) -> None:
    """Two sponsors and fourteen days make a member; one week and no office do not."""
    on = local.on
    hana = on.cast("hana")
    fields = {"member": hana.member, "body": "root", "cls": "ordinary", "key": hana.key.key}
    enter_applicant(on, "hana")
    on.do("apply", Signer(hana.member, "applicant"), **fields, tell="hana applies with a key of her own")
    on.do("sponsor", "m000", applicant=hana.member)
    on.wait(7)
    tell = "the secretary admits her after a week"
    on.refused("admit", local.secretary(), applicant=hana.member, tell=tell)
    on.do("sponsor", "m001", applicant=hana.member)
    on.wait(7)
    on.refused("admit", "m002", applicant=hana.member, tell="a member who holds no office admits her")
    tell = "two sponsors, fourteen days: hana is a member"
    on.do("admit", local.secretary(), applicant=hana.member, tell=tell)

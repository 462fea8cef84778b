"""Founding with passkeys: they are checked against the relying party that the founding itself names."""

import pytest

from bylaw.acts.act import Seen, Signer
from bylaw.acts.law.founding import FirstBody, Found, Founder
from bylaw.audit.verify import Asked, audit
from bylaw.record.encoding import encode
from bylaw.record.log.tree import EMPTY
from bylaw.record.signing import SshSigner, message, sign
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May
from bylaw.store.authenticator import SoftPasskey
from bylaw.store.checking import Cores
from bylaw.store.copies import open_published
from bylaw.store.organisation import Organisation

AT = 1735689600
PASSKEY = SoftPasskey(b"one", "example.org", "https://example.org")
SSH = SshSigner(b"s" * 32)


def founded(folder, origins=("https://example.org",)):
    organisation = Organisation.create(folder, "example.org/log")
    members = ("1" * 32, "2" * 32)
    act = Found(
        nonce="0" * 32,
        seen=Seen(0, EMPTY.hex()),
        until="2025-01-02T00:00:00Z",
        by=tuple(Signer(member, "founder") for member in members),
        name="Society",
        clock="simulated",
        zone="UTC",
        origin=organisation.vkey.name,
        log_key=str(organisation.vkey),
        bylaws=(Clause(no="1", words="A member leaves.", of=("resign",), may=May(any_of=("subject",))),),
        bodies=(FirstBody("root", "assembly"),),
        founders=(Founder(members[0], PASSKEY.key, "ordinary"), Founder(members[1], SSH.key, "ordinary")),
        rp_id="example.org",
        origins=origins,
    )
    raw = encode(act)
    return organisation, organisation.submit(AT, raw, [PASSKEY.sign(message(raw)), sign(raw, SSH)])


def test_a_founder_signs_with_a_passkey(tmp_path):
    organisation, done = founded(tmp_path / "org")
    assert not done.refused, done.findings
    assert isinstance(organisation.publish(), bytes)
    with Cores() as cores:
        report = audit(open_published(str(tmp_path / "org")), cores, Asked(unwitnessed_ok=True))
    assert report.verdict == "valid"
    assert report.counts.signatures == 2


@pytest.mark.parametrize("origins", [(), ("https://other.example",)])
def test_a_passkey_used_on_another_page_founds_nothing(tmp_path, origins):
    organisation, done = founded(tmp_path / "org", origins)
    assert [finding.clause for finding in done.findings] == ["bylaw 7"]
    assert organisation.state.size == 0

"""`bylaw election`: verifiable secret elections by the Belenios protocol; one module per sub-command."""

import click

from bylaw.cli.lazy import Lazy

STEPS = {
    "draft": "election_draft:draft",
    "credential": "election_credentials:credential",
    "sent": "election_sent:sent",
    "credentials": "election_credentials:credentials",
    "letters": "election_letters:letters",
    "trustee": "election_trustee:trustee",
    "circle": "election_circle:circle",
    "set-up": "election_draft:set_up",
    "rehearse": "election_rehearse:rehearse",
    "box": "election_box:box",
    "booth": "election_booth:booth",
    "vote": "election_vote:vote",
    "post": "election_archive:post",
    "find": "election_vote:find",
    "whom": "election_credentials:whom",
    "close": "election_archive:close",
    "tally": "election_archive:tally",
    "shuffle": "election_decrypt:shuffle",
    "unpack": "election_rehearse:unpack",
    "end-shuffles": "election_archive:end_shuffles",
    "decrypt": "election_decrypt:decrypt",
    "result": "election_archive:result",
    "verify": "election_verify:verify",
    "protocol": "election_protocol:protocol",
    "destroy": "election_destroy:destroy",
}
"""Sub-command to the module under ``bylaw.cli`` and the name in it, in the order of an election."""


@click.group(cls=Lazy, where=STEPS)
def election() -> None:
    """Make and check secret elections by the Belenios protocol.

    Each person works on a machine of her own, and secrets never leave it: the credential office (sent, credentials,
    letters), the trustees (trustee or circle, rehearse, shuffle, decrypt), the voters (credential, vote, find). The
    administrator prepares (draft, set-up); the keeper of the archive lets it grow (box or post, close, tally,
    end-shuffles, result); anybody checks (booth, verify, protocol). Of an election that is in a record, 'bylaw act DIR'
    files each step; 'rehearse', 'unpack' and 'box' print what it takes.
    """

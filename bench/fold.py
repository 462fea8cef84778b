"""Envelope decode, judge, apply and leaf hash: simple acts a second on one core.

.venv/bin/python bench/fold.py [ACTS]
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bylaw.acts.act import Seen, Signer
from bylaw.acts.corrections import Attest
from bylaw.acts.founding import FirstOffice
from bylaw.ledger import take
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import SshSignature, make_entry
from tests.acts.society import DAY, Society, key_of, person
from tests.acts.test_corrections import CLAUSES


def main() -> None:
    """Generate the entries, then fold them against the clock of this process."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    offices = (FirstOffice("secretary", "root"), FirstOffice("president", "root"))
    society = Society(CLAUSES, offices=offices, interim=(("secretary", 1), ("president", 2)))
    state = society.state
    seen = Seen(state.size, state.root(state.size))
    signer = (Signer(person(1), "office", "interim.0"),)
    signature = [SshSignature(key_of(person(1)).thumbprint, b"-" * 120)]
    until = rfc3339(society.now + DAY)
    entries = [
        make_entry(
            society.now + i // 1000,
            encode(
                Attest(
                    org=state.identity.org,
                    nonce=f"{i:032x}",
                    seen=seen,
                    until=until,
                    by=signer,
                    name=f"fact-{i}",
                    fact="a fact",
                    source="a source",
                    claimed="2025-01-01T00:00:00Z",
                    evidence="0" * 64,
                )
            ),
            signature,
        )
        for i in range(count)
    ]
    start = time.process_time()
    for raw in entries:
        assert not take(state, raw).refusals
    spent = time.process_time() - start
    print(
        f"{count} simple acts of {len(entries[0])} bytes: {count / spent:,.0f}/s ({spent / count * 1e6:.1f} µs each)"
    )


if __name__ == "__main__":
    main()

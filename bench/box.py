"""Write a Belenios archive with any number of ballots: one question, one of so many options, one trustee.

usage: python bench/box.py BALLOTS FILE [GROUP [OPTIONS]]     (default: Ed25519, five; else BELENIOS-2048)

The secret keys are known here, so every commitment is a power of the generator: half a millisecond for a ballot.
Nothing of this is fit for an election.
"""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

import msgspec

from bylaw.belenios import archive, challenges
from bylaw.belenios.encoding import dump, hash_base64, hash_hex
from bylaw.belenios.group import named
from bylaw.belenios.model import (
    Ballot,
    BallotSignature,
    Ciphertext,
    Election,
    Event,
    HomomorphicAnswer,
    HomomorphicQuestion,
    PartialDecryption,
    Proof,
    Result,
    SetupData,
    Single,
    SizedTally,
    TrusteeKey,
)
from bylaw.belenios.model.tally import Owned

GROUP = named(sys.argv[3] if len(sys.argv) > 3 else "Ed25519")
Q = GROUP.q
OPTIONS = int(sys.argv[4]) if len(sys.argv) > 4 else 5
TIME = 1_800_000_000
SECRET = Random(0).randrange(1, Q)


def text(number: int) -> str:
    """Return the text of g to the power of `number`."""
    return GROUP.write(GROUP.base(number % Q))


def proof(challenge: int, response: int) -> Proof:
    """Return a proof; its response is reduced."""
    return Proof(challenge=str(challenge), response=str(response % Q))


KEY = text(SECRET)


def election() -> bytes:
    """Return the election object."""
    names = [f"Candidate {i}" for i in range(1, OPTIONS + 1)]
    question = HomomorphicQuestion(answers=names, min=1, max=1, question="Question?")
    whole = Election(
        version=1,
        description="",
        name="Bench",
        group=GROUP.name,
        public_key=KEY,
        questions=[msgspec.Raw(dump(question))],
        uuid="kgPxarKSM1ZSNk",
    )
    return dump(whole)


FINGERPRINT = hash_base64(election())


def bit(random: Random, context: str, r: int, m: int) -> tuple[Ciphertext, list[Proof]]:
    """Return the encryption of 0 or 1 with randomness r and its proof."""
    ciphertext = Ciphertext(alpha=text(r), beta=text(r * SECRET + m))
    c, s, w = (random.randrange(1, Q) for _ in range(3))
    real = [text(w), text(w * SECRET)]
    other = [text(s + c * r), text(s * SECRET + c * (r * SECRET + m - (1 - m)))]
    commitments = [*other, *real] if m else [*real, *other]
    total = challenges.interval(GROUP, context, ciphertext.alpha, ciphertext.beta, commitments)
    mine = (total - c) % Q
    proofs = [proof(mine, w - r * mine), proof(c, s)]
    return ciphertext, proofs[::-1] if m else proofs


def answer(random: Random, context: str, choice: int) -> HomomorphicAnswer:
    """Return the answer that chooses option number `choice`."""
    randomness = [random.randrange(1, Q) for _ in range(OPTIONS)]
    bits = [bit(random, context, r, int(i == choice)) for i, r in enumerate(randomness)]
    choices = [ciphertext for ciphertext, _ in bits]
    r, w = sum(randomness), random.randrange(1, Q)
    whole = challenges.answer_context(context, choices)
    c = challenges.interval(GROUP, whole, text(r), text(r * SECRET + 1), [text(w), text(w * SECRET)])
    return HomomorphicAnswer(
        choices=choices, individual_proofs=[proofs for _, proofs in bits], overall_proof=[proof(c, w - r * c)]
    )


def ballot(number: int) -> tuple[str, bytes, int, int]:
    """Return credential, ballot, choice and the sum over the options of r times 2^(256 i) of voter `number`."""
    random = Random(number)
    secret, choice, w = random.randrange(1, Q), random.randrange(OPTIONS), random.randrange(1, Q)
    credential = text(secret)
    own = answer(random, challenges.ballot_context(FINGERPRINT, credential), choice)
    plain = Ballot(
        election_uuid="kgPxarKSM1ZSNk",
        election_hash=FINGERPRINT,
        credential=credential,
        answers=[msgspec.Raw(dump(own))],
    )
    signed = hash_base64(dump(plain))
    c = challenges.ballot_signature(GROUP, signed, text(w))
    signature = BallotSignature(hash=signed, proof=proof(c, w - secret * c))
    random = Random(number)
    random.randrange(1, Q), random.randrange(OPTIONS), random.randrange(1, Q)
    randomness = sum(random.randrange(1, Q) << 320 * i for i in range(OPTIONS))
    return credential, dump(msgspec.structs.replace(plain, signature=signature)), choice, randomness


def setup(credentials: Sequence[str]) -> tuple[list[bytes], bytes]:
    """Return the contents that the Setup event refers to, and its payload."""
    w = 5
    c = challenges.possession(GROUP, KEY, text(w))
    trustees = [Single(key=TrusteeKey(pok=proof(c, w - SECRET * c), public_key=KEY))]
    ordered = sorted(credentials, key=lambda text: GROUP.order(GROUP.read(text)))
    parts = [election(), dump(trustees), dump(ordered)]
    names = dict(zip(("election", "trustees", "credentials"), map(hash_hex, parts), strict=True))
    return parts, dump(SetupData(**names))


def tally(choices: Sequence[int], randomness: int) -> list[tuple[str, list[bytes], bytes]]:
    """Return the events that follow the ballots: kind, contents and payload."""
    counts = [choices.count(i) for i in range(OPTIONS)]
    sums = [(randomness >> 320 * i) % (1 << 320) for i in range(OPTIONS)]
    encrypted = dump(
        [[Ciphertext(alpha=text(r), beta=text(r * SECRET + n)) for r, n in zip(sums, counts, strict=True)]]
    )
    sized = SizedTally(
        num_tallied=len(choices), total_weight=len(choices), encrypted_tally=hash_hex(encrypted)
    )
    proofs: list[Proof | list[Proof]] = []
    for w, r in enumerate(sums, 9):
        c = challenges.decryption(GROUP, FINGERPRINT, KEY, [text(w), text(r * w)])
        proofs.append(proof(c, w - SECRET * c))
    factors: list[str | list[str]] = [text(r * SECRET) for r in sums]
    share = dump(PartialDecryption(decryption_factors=[factors], decryption_proofs=[proofs]))
    return [
        ("EncryptedTally", [encrypted], dump(sized)),
        ("PartialDecryption", [share], dump(Owned(owner=1, payload=hash_hex(share)))),
        ("Result", [], dump(Result(result=[[*counts]]))),
    ]


def events(count: int) -> Iterator[tuple[list[bytes], Event]]:
    """Yield all events with the contents that come before them."""
    with ProcessPoolExecutor() as pool:
        ballots = list(pool.map(ballot, range(count), chunksize=50))
    parts, payload = setup([credential for credential, *_ in ballots])
    rows: list[tuple[str, list[bytes], bytes | None]] = [("Setup", parts, payload)]
    rows += [("Ballot", [], content) for _, content, _, _ in ballots]
    rows.append(("EndBallots", [], None))
    rows += tally([choice for *_, choice, _ in ballots], sum(randomness for *_, randomness in ballots))
    parent = None
    for height, (kind, contents, last) in enumerate(rows):
        make = partial(Event, parent=parent, height=height, type=kind)
        event = make() if last is None else make(payload=hash_hex(last))
        yield ([*contents, last] if last is not None else contents), event
        parent = hash_hex(dump(event))


def main() -> None:
    """Write the archive."""
    count, path = int(sys.argv[1]), Path(sys.argv[2])
    with path.open("wb") as file:
        file.writelines(archive.write(TIME, events(count)))


if __name__ == "__main__":
    main()

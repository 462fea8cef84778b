"""From the secrets of the tool's elections, the prover derives the same public bytes."""

import secrets

import pytest

from bylaw.belenios import second_proof
from bylaw.belenios.encoding import dump
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import named
from bylaw.belenios.model import DealerOutput, Polynomial, Signed, TrusteeKey
from bylaw.belenios.prover import (
    ballot,
    board,
    chain,
    credentials,
    dealers,
    decryption,
    keys,
    pedersen,
    result,
    setup,
    single,
    tally,
)


def columns(made):
    """The tally as it is decrypted: ranked questions as the last shuffle left them."""
    found, total = made.board.tally()
    shuffles = made.board.shuffles()
    if shuffles:
        found = tally.with_shuffled(made.board.election().questions, found, shuffles[-1][1].ciphertexts)
    return found, total


def test_public_credentials_and_their_order(made):
    group, uuid = named(made.info["group"]), made.info["uuid"]
    derived = [credentials.public(group, uuid, each) for each in made.private_credentials.values()]
    published = [each.split(",")[0] for each in made.json("setup/public_creds.json")]
    assert credentials.listed(group, dict.fromkeys(derived, 1)) == published


def test_weights_stand_in_the_list(named_election):
    made = named_election("weights-ed25519")
    told = [each.rsplit(",", 1)[0] for each in made.json("setup/public_creds.json")]
    weights = {text: int(weight) for text, weight in (each.split(",") for each in told)}
    assert credentials.listed(named("Ed25519"), weights) == told
    assert made.board.weights() == weights


def test_public_key_of_a_single_trustee(made):
    group = named(made.info["group"])
    for path in sorted((made.folder / "secret").glob("*.privkey")):
        private = int(made.json(path.relative_to(made.folder)))
        again = single.public_key(group, private, secrets.token_bytes)
        [published] = made.messages(f"keygen/{path.stem}.pubkey", TrusteeKey)
        assert again.public_key == published.public_key


def test_election_key_and_object(made):
    election, trustees = made.board.election(), made.board.trustees()
    template = setup.Template(election.object.name, election.object.description, election.questions)
    content = setup.election(election.group, made.info["uuid"], trustees, template)
    assert content.decode() == made.text("setup/election.json")


def test_tally_and_archive_byte_for_byte(made):
    found = made.board
    contents = {"Setup": [], "EncryptedTally": []}
    archive, tip = chain.begin(
        found.tip.timestamp,
        made.text("setup/election.json").encode(),
        made.text("setup/trustees.json").encode(),
        credentials.listed(found.election().group, found.weights()),
    )
    contents["EncryptedTally"] = tally.compute(found) if found.tally() else ()
    for event in found.events[1:]:
        added = _again(found, tip, event, contents["EncryptedTally"])
        archive, tip = archive + added.data, added.tip
    assert archive == made.archive
    assert tip == found.tip


def _again(found, tip, event, counted):
    payload = event.payload and found.data[event.payload]
    match event.type:
        case "Ballot":
            return chain.add_ballot(tip, payload)
        case "EncryptedTally":
            return chain.add_tally(tip, *counted)
        case "Shuffle" | "PartialDecryption":
            [(owner, content)] = [
                (owner, content)
                for owner, content in [*found.shuffles(), *found.decryptions()]
                if chain._owned(owner, dump(content)) == payload
            ]
            step = chain.add_shuffle if event.type == "Shuffle" else chain.add_decryption
            return step(tip, owner, dump(content))
        case "Result":
            return chain.add_result(tip, payload)
        case "EndBallots":
            return chain.end_ballots(tip)
        case "EndShuffles":
            return chain.end_shuffles(tip)


def test_result_of_the_published_factors(made):
    if made.board.tally() is None:
        assert not made.board.decryptions()
        return
    election = made.board.election()
    again = result.compute(election, made.board.trustees(), *columns(made), dict(made.board.decryptions()))
    assert again == next(made.board.payloads("Result"))


def test_factors_of_the_private_keys(made):
    if made.board.tally() is None:
        return
    election, found = made.board.election(), columns(made)[0]
    public_keys = board.key_texts(made.board.trustees())
    private = dict(_private_keys(made, election.group))
    published = dict(made.board.decryptions())
    readable = {public_keys.index(text) + 1 for text in private}
    assert set(published) <= readable or made.info["name"] == "threshold-2of3-belenios2048-v20"
    for text, key in private.items():
        number = public_keys.index(text) + 1
        again = decryption.decrypt(
            election, decryption.Key(number, key), public_keys, found, secrets.token_bytes
        )
        if number in published:
            assert again.payload.decryption_factors == published[number].decryption_factors
        trustee = second_proof.Trustee(election.group, election.fingerprint, number, text)
        assert second_proof.check(trustee, found, again.payload, again.second) == ()


def _private_keys(made, group):
    for path in (made.folder / "secret").glob("*.privkey"):
        private = int(made.json(path.relative_to(made.folder)))
        yield group.write(group.base(private)), private
    for path in (made.folder / "secret").glob("*.dkey"):
        if made.info["tool"] == "2.0":
            continue  # messages between trustees that name no cipher are not read
        seed = path.with_suffix(".key").read_text().strip()
        private = pedersen.decryption_key(group, seed, path.read_text().strip())
        yield group.write(group.base(private)), private


@pytest.mark.parametrize("name", ["threshold-2of3-ed25519", "threshold-2of3-belenios2048-v33"])
def test_key_generation(named_election, name):
    made = named_election(name)
    group, names = named(made.info["group"]), made.info["threshold_key_ids_in_order"]
    certificates = made.messages("keygen/certs.jsons", Signed)
    polynomials = made.messages("keygen/polynomials.jsons", Polynomial)
    filed = [pedersen.coefficients_hash(each) for each in polynomials]
    published = []
    for name_, given in zip(names, pedersen.inputs(group, certificates, polynomials, filed), strict=True):
        assert dump(given).decode() == made.text(f"keygen/{name_}.vinput")
        seed = made.text(f"secret/{name_}.key")
        output = pedersen.receive(group, certificates, seed, given, secrets.token_bytes)
        published += made.messages(f"keygen/{name_}.voutput", DealerOutput)
        assert output.public_key.public_key == published[-1].public_key.public_key
        assert pedersen.decryption_key(group, seed, output.private_key) == pedersen.decryption_key(
            group, seed, made.text(f"secret/{name_}.dkey")
        )
    whole = pedersen.finish(group, certificates, polynomials, published)
    assert dump(whole).decode() == made.text("keygen/threshold.json")


def test_certificates_of_release_2_lack_their_context(named_election):
    made = named_election("threshold-2of3-belenios2048-v20")
    with pytest.raises(Refused) as caught:
        dealers.circle(named("BELENIOS-2048"), made.messages("keygen/certs.jsons", Signed))
    assert caught.value.finding.reason == Reason.CONTEXT


def test_a_ballot_in_each_kind_of_question_has_the_published_shape(made):
    cast = made.info["choices"][0]
    credential = made.private_credentials[cast["credential_key"]]
    mine = ballot.make(made.board.election(), credential, cast["choice"], secrets.token_bytes)
    theirs = next(made.board.ballots())
    assert abs(len(mine) - len(theirs)) < 0.03 * len(theirs)
    assert mine[: mine.index(b'"answers"')] == theirs[: theirs.index(b'"answers"')]


def test_a_seed_makes_the_keys_of_its_certificate(named_election):
    made = named_election("threshold-2of3-ed25519")
    group = named("Ed25519")
    circle = dealers.circle(group, made.messages("keygen/certs.jsons", Signed))
    for number, name in enumerate(made.info["threshold_key_ids_in_order"], 1):
        assert dealers.place(circle, keys.derive(group, made.text(f"secret/{name}.key"))) == number

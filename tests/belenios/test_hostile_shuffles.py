"""A mixer with bases of her own: she knows their logarithms, and her proof is for nothing."""

from bylaw.belenios.ed25519 import Ed25519
from bylaw.belenios.encoding import dump
from bylaw.belenios.model import Shuffle
from bylaw.belenios.prover import board, mixing, tally
from bylaw.belenios.prover.rehearsal import seeded
from bylaw.belenios.verifier import verify
from tests.belenios import forge

NAME = "ranked-ed25519"


def shuffled() -> forge.Parts:
    """The election of the test data after one shuffle that we make ourselves."""
    parts = forge.read(NAME)
    before = board.read(forge.build(parts, shuffles=[], shuffled=False, decryptions=[], result=None))
    columns = tally.ranked_columns(before.election().questions, tally.to_decrypt(before)[0])
    made = mixing.shuffle(before.election(), columns, seeded("mixer"))
    return forge.Parts(**{**vars(parts), "shuffles": [(1, dump(made))], "decryptions": [], "result": None})


def test_a_shuffle_over_bases_with_a_trapdoor_is_refused(monkeypatch):
    """A28: the bases follow from a public seed; a shuffle has no field in which to bring others."""
    assert verify(forge.build(shuffled())).verdict == "valid"
    with monkeypatch.context() as trapdoor:
        trapdoor.setattr(Ed25519, "independent", lambda self, index: self.base(1000 + index))
        mine = shuffled()
        assert verify(forge.build(mine)).verdict == "valid", "it holds for whoever believes in these bases"
    report = verify(forge.build(mine))
    assert (report.verdict, [f.reason for f in report.findings]) == ("refused", ["shuffle"])
    assert set(Shuffle.__struct_fields__) == {"ciphertexts", "proofs"}

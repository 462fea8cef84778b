"""A worked example of a log of three entries, byte for byte; computed apart from this code."""

from base64 import b64decode
from hashlib import sha256

from bylaw.record.log import checkpoint, note, tiles, tree

SEED, WITNESS_SEED = bytes(range(32)), bytes(range(32, 64))
ORIGIN = "bylaw.example/org1"
ENTRIES = [b"admit alice", b"admit bob", b"elect alice"]
LEAVES = [
    bytes.fromhex("e2f3e27dd5830af7bb506e872c73e9c019acdd484db11648fb6de3132e627a29"),
    bytes.fromhex("9b75ba7c8fe76602159c8bf6912b629e4ce9df5f35279ed1b8000048215ff369"),
    bytes.fromhex("77db4517dd6695bebc2d6e9f0a76a0685f9d7520603559ec2f5ab63e6b61f36e"),
]
ROOT = bytes.fromhex("04b5a3cbea9a8e895a8997017066829fc38fe67160a943057fff53d46b46f519")
VKEY = "bylaw.example/org1+6fae1118+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
WITNESS_VKEY = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
CHECKPOINT = (
    "bylaw.example/org1\n3\nBLWjy+qajolaiZcBcGaCn8OP5nFgqUMFf/9T1GtG9Rk=\n\n"
    "— bylaw.example/org1 b64RGAfiBiPUJy2b3xDi5DKggA74a7zbg9F7g3u1JnPjU0EvjMzK5/6dU9WCs+68NaWRQuqFfo/kWlldH+U9Uu4P0As=\n"
)
COSIGNATURE = "— witness.example/w1 IDJKvgAAAABpVbkAsXbx+MEj1nIje8GvhuUk5WeBNPLQj2N+kQ7THL6DlD5fMYH/wHlp6HJSW7i2l8ZCHXBhAPsvAbzVVf/Cqr5oBA==\n"


def test_tree():
    assert [tree.leaf_hash(entry) for entry in ENTRIES] == LEAVES
    whole = tree.Tree(LEAVES)
    assert whole.node(1, 0).hex() == "bd933ac21d97b107280ceebae2cd227a99df935a962a6f858db7f62a6c87825d"
    assert whole.root() == ROOT
    assert tree.inclusion_proof(1, 3, whole.node) == [LEAVES[0], LEAVES[2]]
    assert tree.consistency_proof(2, 3, whole.node) == [LEAVES[2]]
    assert sha256(b"").digest() == tree.EMPTY == tree.Tree().root() == tree.Frontier().root()


def test_tiles():
    assert list(tiles.layout(3)) == [(0, 0, 3)]
    assert tiles.tile_path(0, 0, 3) == "tile/0/000.p/3"
    assert tiles.bundle_path(0, 3) == "tile/entries/000.p/3"
    assert tiles.encode_bundle(ENTRIES).hex() == (
        "000b61646d697420616c696365000961646d697420626f62000b656c65637420616c696365"
    )
    assert tiles.parse_bundle(tiles.encode_bundle(ENTRIES), 3) == ENTRIES
    assert tiles.tile_path(0, 1234067) == "tile/0/x001/x234/067"


def test_layout_of_seventy_thousand():
    found = list(tiles.layout(70_000))
    assert [tile for tile in found if tile[2] < 256] == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert len(found) == 273 + 1 + 1 + 1 + 1
    assert list(tiles.layout(256)) == [(0, 0, 256), (1, 0, 1)]


def test_checkpoint():
    assert str(checkpoint.log_key(ORIGIN, SEED)) == VKEY
    assert str(note.parse_vkey(VKEY)) == VKEY
    head = checkpoint.Checkpoint(ORIGIN, 3, ROOT)
    raw = checkpoint.sign_checkpoint(head, SEED)
    assert raw.decode() == CHECKPOINT
    opened = checkpoint.open_checkpoint(raw, checkpoint.log_key(ORIGIN, SEED))
    assert isinstance(opened, checkpoint.OpenedCheckpoint)
    assert opened.checkpoint == head


def test_cosignature():
    head = checkpoint.Checkpoint(ORIGIN, 3, ROOT)
    line = checkpoint.cosign(head, "witness.example/w1", WITNESS_SEED, 1767225600)
    assert line.line() == COSIGNATURE
    key = checkpoint.witness_key("witness.example/w1", WITNESS_SEED)
    assert str(key) == WITNESS_VKEY
    found = note.parse_note((CHECKPOINT + COSIGNATURE).encode())
    assert isinstance(found, note.Note)
    assert checkpoint.cosigned_at(found, key) == 1767225600


def test_published_note_of_the_standard():
    """The example of c2sp.org/signed-note."""
    key = note.parse_vkey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    line = "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
    assert isinstance(key, note.VerifierKey)
    for text, good in (("This is an example message.\n", True), ("This is another message.\n", False)):
        found = note.parse_note(f"{text}\n{line}".encode())
        assert isinstance(found, note.Note)
        assert (note.note_flaw(found, key) is None) is good


def test_base64_of_the_example_is_strict():
    assert note.strict_base64("YQ==") == b"a"
    for text in ("YR==", "YQ", "YQ==\n", " YQ==", "YQ===", "Y Q==", "_w=="):
        assert note.strict_base64(text) is None, text
    assert b64decode("YR==") == b64decode("YQ==")  # the standard library alone would accept both

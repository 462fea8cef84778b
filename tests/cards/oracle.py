"""Run by the interpreter of `.venv-oracles`: reads and writes cards and lists with other people's libraries.

It knows nothing of bylaw. Input on standard input, as JSON: what bylaw made, the issuer's key, and what to make;
output: what pycose, python-cwt and token-status-list read, and what they made.
"""

import json
import sys
import zlib

import cbor2
from cwt import COSE, COSEKey
from pycose.algorithms import Es256
from pycose.headers import KID, Algorithm
from pycose.keys import EC2Key
from pycose.keys.curves import P256
from pycose.messages import CoseMessage, Sign1Message
from token_status_list import BitArray

TYP, EXP, IAT, SUB = 16, 4, 6, 2


def pycose_reads(raw, key):
    message = CoseMessage.decode(raw)
    message.key = key
    return message.verify_signature(), cbor2.loads(message.payload), message.phdr


def card_by_pycose(raw, key):
    good, claims, _ = pycose_reads(raw, key)
    return {"good": good, "name": claims["name"], "index": claims[65535]["status_list"]["idx"]}


def card_by_cwt(raw, pem, kid):
    try:
        claims = cbor2.loads(
            COSE.new(verify_kid=True).decode(raw, COSEKey.from_pem(pem, alg="ES256", kid=kid))
        )
    except Exception as fault:  # noqa: BLE001 - whatever it says, it did not accept
        return {"good": False, "why": type(fault).__name__}
    return {"good": True, "name": claims["name"], "index": claims[65535]["status_list"]["idx"]}


def list_by_others(raw, key):
    good, claims, header = pycose_reads(raw, key)
    told = claims[65533]
    bits = BitArray(told["bits"], zlib.decompress(told["lst"]))
    types = [value for name, value in header.items() if name == TYP]
    ended = [i for i in range(bits.size) if bits.get(i)]
    return {
        "good": good,
        "typ": types,
        "size": bits.size,
        "ended": ended,
        "uri": claims[SUB],
        "ttl": claims[65534],
    }


def written_by_pycose(key, kid, payload, more=None):
    message = Sign1Message(phdr={Algorithm: Es256, KID: kid, **(more or {})}, payload=payload)
    message.key = key
    return message.encode().hex()


def written_by_cwt(pem, kid, payload):
    key = COSEKey.from_pem(pem, alg="ES256", kid=kid)
    maker = COSE.new(alg_auto_inclusion=True)
    return maker.encode(payload, key, unprotected={4: kid}).hex()


def list_by_token_status_list(key, kid, told):
    bits = BitArray.of_size(1, told["size"])
    for index in told["ended"]:
        bits.set(index, 1)
    lst = {"bits": 1, "lst": bits.compressed()}
    payload = {SUB: told["uri"], IAT: told["issued"], EXP: told["expires"], 65533: lst, 65534: 43200}
    return written_by_pycose(key, kid, cbor2.dumps(payload), {TYP: "application/statuslist+cwt"})


def main():
    asked = json.load(sys.stdin)
    kid, pem = bytes.fromhex(asked["kid"]), asked["pem"]
    x, y, d = (bytes.fromhex(asked[name]) for name in ("x", "y", "d"))
    public, private = EC2Key(crv=P256, x=x, y=y), EC2Key(crv=P256, x=x, y=y, d=d)
    cards = [bytes.fromhex(text) for text in asked["cards"]]
    claims = bytes.fromhex(asked["claims"])
    answer = {
        "cards": [[card_by_pycose(raw, public), card_by_cwt(raw, asked["public_pem"], kid)] for raw in cards],
        "lists": [list_by_others(bytes.fromhex(text), public) for text in asked["lists"]],
        "made": {"pycose": written_by_pycose(private, kid, claims), "cwt": written_by_cwt(pem, kid, claims)},
        "list": list_by_token_status_list(private, kid, asked["list"]),
    }
    json.dump(answer, sys.stdout)


main()

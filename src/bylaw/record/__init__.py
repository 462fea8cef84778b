r"""The record's bytes: strict encoding, signatures, and the transparency log.

Everything here is pure and total: no clock, disk, network or randomness, and whatever the bytes, a reader
answers with a value or with a `Broken` that says why. Functions named `flaw` answer with a `Broken`, or
None if all is well.

The parts, in the order in which a verifier uses them (each name is stable):

    broken      Broken(reason, detail)
    encoding    encode(value) -> bytes                       one encoding for each value: strict RFC 8785
                decode(raw, decoder) -> T | Broken           decodes, encodes again, and wants the same bytes
                flaw(raw) -> Broken | None                   the profile alone, for bytes of no known type
                decode_any(raw) -> Any | Broken              the same with a value
                Int, LIMIT                                   an integer |n| <= 2^53 - 1; 60 000 bytes
    clock       instant("2025-01-01T00:00:00Z") -> int | None        seconds since 1970 UTC
                rfc3339(1735689600) -> str
    entry       Entry(at, act, signatures)
                parse_entry(raw) -> Entry | Broken
                make_entry(at, act, signatures) -> bytes     line 1 the head, line 2 the act's exact bytes
    keys        Key(kind, public).thumbprint; key_flaw(key) -> Broken | None; ssh_key(line) -> Key | Broken
    signing     SshSignature, PasskeySignature               what an entry's head holds
                Policy(rp_id, origins)                       fixed at founding
                message(act) -> bytes                        b"bylaw-act-v1\n" + act
                flaw(signature, key, message, policy) -> Broken | None
                verify(signature, key, message, policy) -> bool
                check_many([(key, signature, message)], policy) -> list[bool]
                open_private_key(file, passphrase) -> SshSigner | Broken; sign(act, signer) -> SshSignature
    log.tree    leaf_hash, node_hash, EMPTY; Frontier(size, peaks).append(leaf) .root()
                Tree (all in memory), inclusion_proof, consistency_proof (over any store of hashes),
                check_inclusion(...), check_consistency(...) -> bool
    log.tiles   tile_path, bundle_path, parse_path, layout(size), encode_bundle, parse_bundle
    log.note    VerifierKey, parse_vkey, parse_note, sign_note        signed-note v1.0.0
    log.checkpoint  Checkpoint(origin, size, root), parse_checkpoint, open_checkpoint(raw, vkey),
                sign_checkpoint, cosign, cosigned_at         tlog-checkpoint v1.0.0, cosignature/v1
    log.proof   Receipt, parse_receipt, make_receipt         tlog-proof@v1
    log.policy  parse_policy, TrustPolicy.evaluate(note)     tlog-policy: quorum, who is missing
    log.witness AddCheckpoint: parse and build               tlog-witness v1.0.0
"""

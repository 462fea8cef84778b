"""One writer per organisation: append, publish, witness.

The log's half, from the disk outwards (each answers `… | Broken`; faults of the disk are answers, not exceptions):

    log_store       LogStore.create(path, origin) / .open(path); head(), append(entries) -> Head, entries(start, stop),
                    root(size), inclusion(i, size), consistency(old, new), guard(seen head), sign(signer)
    publish         publish(store, folder, signer) -> checkpoint; add_cosignatures; behind(store, folder)
    receipts        receipt(store, checkpoint, key, index) -> Receipt
    attachments     Attachments(folder).put(content) -> hash; .get(hash)
    source, reader  open_source(DIR or URL); open_copy(source, key) -> Copy; Copy.entries(start)
    witness_client  WitnessClient(url, key).cosign(store, checkpoint, log key) -> lines; .latest(log key)
    witness_server  Witness(path, signer, logs, accept, clock); WitnessServer(address, witness)
    forks           Forks(folder).keep(…): two signed heads of one size, as evidence
    mirror          Mirror(source, key, clock).accept: replays and judges before its witness cosigns
    authenticator   SoftPasskey: a passkey in software, for demos and tests
"""

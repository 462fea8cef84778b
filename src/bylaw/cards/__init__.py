"""Membership cards: what is signed, how it is written in a QR code, and how a door checks it without a network.

A card is a CBOR Web Token (RFC 8392) in COSE_Sign1 (RFC 9052) with ES256; what became of it since stands in a
Token Status List (draft-ietf-oauth-status-list) signed the same way. Knows nothing of bylaw: no act, no record.
"""

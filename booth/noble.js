// What the portal's pages use of @noble: the curve of Ed25519, in both its forms, and two hashes. Bundled by `make booth`.
export { ed25519, x25519 } from "@noble/curves/ed25519";
export { sha256, sha512 } from "@noble/hashes/sha2";

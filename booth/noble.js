// What the portal's pages use of @noble: the curve of Ed25519 and two hashes. Bundled by `make booth`.
export { ed25519 } from "@noble/curves/ed25519";
export { sha256 } from "@noble/hashes/sha2";

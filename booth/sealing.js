// What the page of a sealed case file uses: libsodium's sealed boxes from @noble, and msgpack. Bundled by `make booth`.
export { x25519 } from "@noble/curves/ed25519";
export { blake2b } from "@noble/hashes/blake2b";
export { sha256, sha512 } from "@noble/hashes/sha2";
export { hsalsa, xsalsa20poly1305 } from "@noble/ciphers/salsa";
export { decode, encode } from "@msgpack/msgpack";

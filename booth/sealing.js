// What the page of a sealed case file uses beside noble.js: the rest of libsodium's sealed boxes, and msgpack. Bundled by `make booth`.
export { blake2b } from "@noble/hashes/blake2b";
export { hsalsa, xsalsa20poly1305 } from "@noble/ciphers/salsa";
export { decode, encode } from "@msgpack/msgpack";

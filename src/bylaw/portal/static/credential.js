// A voter's credential of the Belenios protocol (release 3.3): made, and derived from, in her browser and nowhere else.
// The same draws give the same credential as bylaw's own prover, which the tests compare.
import { below, digest, hex, named } from "./group.js";

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const LENGTH = 22; // 128.9 bits
const SHAPE = /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/;

// A fresh private credential, in the groups in which people read it.
export function make(random) {
  const raw = Array.from({ length: LENGTH }, () => BASE58[Number(below(BigInt(BASE58.length), random))]).join("");
  return [raw.slice(0, 5), raw.slice(5, 11), raw.slice(11, 16), raw.slice(16)].join("-");
}

// The secret exponent of a credential, bound to its election.
export function exponent(group, uuid, credential) {
  if (!SHAPE.test(credential)) throw new Error("a credential has 22 letters and digits, in groups of 5, 6, 5 and 6");
  const parts = [0, 1].map((i) => hex(digest(`derive_credential|${uuid}|${i}|${credential}`)));
  return BigInt(`0x${parts.join("")}`) % group.q;
}

// The public half, which alone leaves the browser.
export function half(name, uuid, credential) {
  const group = named(name);
  return group.write(group.base(exponent(group, uuid, credential)));
}

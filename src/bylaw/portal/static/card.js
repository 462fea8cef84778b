// Membership cards, checked here as `bylaw card check` does: base45, CBOR, COSE_Sign1 with ES256, and the status list.
import { hex, unbase64 } from "./log.js";
import { sha256 } from "./noble.js";
import { HEADER, readReceipt } from "./proof.js";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const PREFIX = "BYLAW1:";
const LONGEST = 2000;
const MOST_BITS = 2 ** 24;
const DEPTH = 8;
const [ISS, EXP, IAT, CTI, CNF, STATUS] = [1, 4, 6, 7, 8, 65535];
const KID = 3;
const LIST_OF = { uri: 2, list: 65533 };
const utf8 = (text) => new TextEncoder().encode(text);
const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

// Why a card or a list is not accepted: one of the words that the page has a sentence for.
export class Refused extends Error {
  constructor(reason, found = "") {
    super(found || reason);
    this.reason = reason;
  }
}
const refuse = (reason, found) => { throw new Refused(reason, found); };

function unbase45(coded) {
  if (coded.length % 3 === 1) refuse("shape");
  const bytes = [];
  for (let at = 0; at < coded.length; at += 3) {
    const digits = [...coded.slice(at, at + 3)].map((c) => ALPHABET.indexOf(c));
    const number = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (digits.includes(-1) || number > (digits.length === 3 ? 0xffff : 0xff)) refuse("shape");
    if (digits.length === 3) bytes.push(number >> 8);
    bytes.push(number & 0xff);
  }
  return Uint8Array.from(bytes);
}

// CBOR (RFC 8949) as cards are written in: definite lengths, shortest numbers, no key twice, no floats.
class Cbor {
  constructor(raw) {
    [this.raw, this.at] = [raw, 0];
  }

  whole() {
    const found = this.value(0);
    return this.at === this.raw.length ? found : refuse("shape", "bytes after the end");
  }

  take(count) {
    const piece = this.raw.subarray(this.at, this.at + count);
    this.at += count;
    return piece.length === count ? piece : refuse("shape", "cut off");
  }

  head() {
    const [first] = this.take(1);
    const small = first & 31;
    if (small < 24) return [first >> 5, small];
    if (small > 27) refuse("shape");
    const width = 2 ** (small - 24);
    const number = this.take(width).reduce((sum, byte) => sum * 256 + byte, 0);
    if (number < (width === 1 ? 24 : 2 ** (4 * width)) || number > Number.MAX_SAFE_INTEGER) refuse("shape");
    return [first >> 5, number];
  }

  value(depth) {
    const [major, number] = this.head();
    if (depth > DEPTH || (major > 1 && major < 6 && number > this.raw.length - this.at)) refuse("shape");
    if (major < 2) return major ? -1 - number : number;
    if (major === 2) return this.take(number);
    if (major === 3) return text(this.take(number));
    if (major === 4) return Array.from({ length: number }, () => this.value(depth + 1));
    if (major === 6) return { tag: number, value: this.value(depth + 1) };
    return major === 5 ? this.map(number, depth + 1) : refuse("shape");
  }

  map(number, depth) {
    const found = new Map(Array.from({ length: number }, () => [this.value(depth), this.value(depth)]));
    return found.size === number && [...found.keys()].every((key) => typeof key !== "object") ? found : refuse("shape");
  }
}
const cbor = (raw) => new Cbor(raw).whole();

function head(major, number) {
  if (number < 24) return [(major << 5) | number];
  if (number < 256) return [(major << 5) | 24, number];
  return number < 65536 ? [(major << 5) | 25, number >> 8, number & 255]
    : [(major << 5) | 26, number >>> 24, (number >> 16) & 255, (number >> 8) & 255, number & 255];
}

// COSE_Sign1 (RFC 9052): a payload, its signature, and the name of the key; the signature is not checked yet.
function signed(raw) {
  let found = cbor(raw);
  if (found?.tag === 61) found = found.value;
  const [protectedRaw, rest, payload, signature] = found?.tag === 18 && Array.isArray(found.value) ? found.value : refuse("shape");
  if (!(rest instanceof Map) || !(payload instanceof Uint8Array) || signature?.length !== 64) refuse("shape");
  const header = cbor(protectedRaw);
  const kid = header.get(4) ?? rest.get(4);
  if (header.get(1) !== -7 || !(kid instanceof Uint8Array)) refuse("shape", "no ES256 signature");
  return { protectedRaw, payload, signature, kid: hex(kid) };
}

// Whether the key of that name signed; keys are COSE_Keys of P-256 as acts name them.
async function holds(message, keys) {
  const raw = keys.get(message.kid) ?? refuse("issuer");
  const { protectedRaw, payload, signature } = message;
  const bytes = Uint8Array.from([0x84, 0x6a, ...utf8("Signature1"), ...head(2, protectedRaw.length), ...protectedRaw, 0x40, ...head(2, payload.length), ...payload]);
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("raw", Uint8Array.from([4, ...raw.slice(10, 42), ...raw.slice(45)]), curve, false, ["verify"]);
  if (!(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, bytes))) refuse("signature");
}

async function unpacked(packed) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BITS / 8) refuse("shape", "a list of too many cards");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

// Follow a proof file from a head that the log signed, and its witnesses, down to the act that published a list.
function readProof(raw, trust) {
  const whole = text(raw);
  const cut = whole.indexOf(`\n${HEADER}`);
  const entry = whole.slice(0, cut);
  let found;
  try {
    found = readReceipt(utf8(entry), whole.slice(cut + 1), trust);
  } catch (fault) {
    refuse("context", fault.message);
  }
  if (found.witnesses < trust.quorum) refuse("context", "too few witnesses cosigned the head");
  const act = JSON.parse(entry.split("\n")[1]);
  if (act.act !== "publish-card-status/1") refuse("context", "the entry is about no list");
  return { act, size: found.size };
}

const seconds = (stamp) => Date.parse(stamp) / 1000;

// The door that goes by a list: its keys and bits, and for how long it may go by them.
export async function readDoor(statusRaw, proofRaw, trust) {
  const { act, size } = readProof(proofRaw, trust);
  if (hex(sha256(statusRaw)) !== act.list) refuse("context", "the list is not the one that the proof is about");
  const keys = new Map(act.keys.map((key) => unbase64(key.public)).map((raw) => [hex(sha256(raw)).slice(0, 16), raw]));
  const message = signed(statusRaw);
  await holds(message, keys);
  const told = cbor(message.payload);
  const [uri, list, issued, expires] = [told.get(LIST_OF.uri), told.get(LIST_OF.list), told.get(IAT), told.get(EXP)];
  if (expires - issued > seconds(act.expires) - seconds(act.issued)) refuse("stale", "the list gives itself more time than the record does");
  return { issuer: uri.replace(/^https:\/\//, "").replace(/\/cards\/status$/, ""), uri, keys, issued, expires, size, bits: await unpacked(list.get("lst")) };
}

// Why the door can let nobody in at all; empty when it can.
export function idle(door, at) {
  if (at < door.issued) return "clock";
  return at >= door.expires ? "stale" : "";
}

// Say of a card's text that it is good at a moment, and whose; throws Refused with why it is not.
export async function checkCard(door, coded, at) {
  if (idle(door, at)) refuse(idle(door, at));
  if (coded.length > LONGEST || !coded.startsWith(PREFIX)) refuse("shape");
  const message = signed(unbase45(coded.slice(PREFIX.length)));
  const told = cbor(message.payload);
  const place = told.get(STATUS)?.get("status_list");
  const key = told.get(CNF)?.get(KID);
  const card = { name: told.get("name"), cls: told.get("class"), id: hex(told.get(CTI)), expires: told.get(EXP), index: place?.get("idx"), key: key ? hex(key) : "" };
  if (told.get(ISS) !== door.issuer || place?.get("uri") !== door.uri) refuse("context");
  await holds(message, door.keys);
  if (!told.get(CNF) && !told.get("photo")) refuse("unbound");
  if (!(told.get(IAT) <= at && at < card.expires)) refuse("expired");
  if (!(card.index < 8 * door.bits.length)) refuse("blank");
  if ((door.bits[card.index >> 3] >> (card.index & 7)) & 1) refuse("ended");
  return card;
}

// The published record, read and checked in the reader's own browser: the signed head, its witnesses, every entry under it.
import { ed25519, sha256 } from "./noble.js";

const MOST = 20000;
const WIDTH = 256;
const utf8 = (text) => new TextEncoder().encode(text);
const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
export const unbase64 = (coded) => Uint8Array.from(atob(coded), (c) => c.charCodeAt(0));
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const same = (a, b) => hex(a) === hex(b);

async function fetched(path) {
  const answer = await fetch(`/record/${path}`);
  if (answer.status === 401 || answer.status === 403) throw new Error("the bylaws let members alone read the entries: log in first");
  if (!answer.ok) throw new Error("a file of the record is missing");
  return new Uint8Array(await answer.arrayBuffer());
}

// A verifier key: name, id, type and public key. Throws if it is not in its one form.
export function readKey(line) {
  const [name, id, coded] = line.trim().split(/\+([0-9a-f]{8})\+/);
  const typed = unbase64(coded ?? "");
  if (typed.length !== 33 || hex(keyId(name, typed)) !== id) throw new Error("this is not a verifier key");
  return { name, id, kind: typed[0], raw: typed.slice(1) };
}

const keyId = (name, typed) => sha256(join(utf8(`${name}\n`), typed)).slice(0, 4);

// A signed note: its text, and each signature line with the id of the key that it claims.
export function readNote(raw) {
  const whole = text(raw);
  const cut = whole.lastIndexOf("\n\n");
  const lines = whole.slice(cut + 2).split("\n").filter(Boolean).map((line) => {
    const [, name, coded] = line.match(/^\u2014 (\S+) (\S+)$/) ?? [];
    if (!name) throw new Error("a signature line has another form");
    const blob = unbase64(coded);
    return { name, id: hex(blob.slice(0, 4)), signature: blob.slice(4) };
  });
  return { text: whole.slice(0, cut + 1), lines };
}

function claims(note, key) {
  return note.lines.filter((line) => line.name === key.name && line.id === key.id);
}

export function signedBy(note, key) {
  return claims(note, key).some((line) => ed25519.verify(line.signature, utf8(note.text), key.raw));
}

// When a witness cosigned, in seconds since 1970; 0 if it did not, or its line is false.
export function cosignedAt(note, key) {
  for (const { signature } of claims(note, key)) {
    const at = Number(BigInt(`0x${hex(signature.slice(0, 8))}`));
    if (ed25519.verify(signature.slice(8), utf8(`cosignature/v1\ntime ${at}\n${note.text}`), key.raw)) return at;
  }
  return 0;
}

export const leaf = (entry) => sha256(join([0], entry));
export const node = (left, right) => sha256(join([1], left, right));

// The root over leaves, as RFC 6962 has it.
function rootOf(leaves) {
  if (!leaves.length) return sha256(new Uint8Array());
  let level = leaves;
  while (level.length > 1) {
    level = level.reduce((above, hash, i) => (i % 2 ? [...above.slice(0, -1), node(above.at(-1), hash)] : [...above, hash]), []);
  }
  return level[0];
}

function tilePath(kind, index, width) {
  const groups = `${index}`.padStart(Math.ceil(`${index}`.length / 3) * 3, "0").match(/.{3}/g);
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${kind}/${path}${width < WIDTH ? `.p/${width}` : ""}`;
}

function entriesOf(bundle) {
  const found = [];
  for (let at = 0; at < bundle.length;) {
    const size = bundle[at] * 256 + bundle[at + 1];
    found.push(bundle.slice(at + 2, at + 2 + size));
    at += 2 + size;
  }
  return found;
}

const hashesOf = (tile) => Array.from({ length: Math.floor(tile.length / 32) }, (_, i) => tile.slice(32 * i, 32 * i + 32));

// The published head, which the log's key signed, with how many of the witnesses cosigned it. Throws where it did not.
async function signedHead(logKey, witnessKeys, quorum) {
  const note = readNote(await fetched("checkpoint"));
  const [origin, size, root] = note.text.split("\n");
  if (origin !== logKey.name || !signedBy(note, logKey)) throw new Error("the head is not signed by the key of this log");
  const witnesses = witnessKeys.filter((key) => cosignedAt(note, key)).length;
  return { count: Number(size), root, note, witnesses, met: witnesses >= quorum };
}

async function all(kind, count, parts) {
  if (count > MOST) throw new Error("the entries are too many for a browser; let bylaw verify check them");
  const found = [];
  for (let index = 0; index * WIDTH < count; index += 1) {
    found.push(...parts(await fetched(tilePath(kind, index, Math.min(WIDTH, count - index * WIDTH)))));
  }
  return found;
}

function under(head, leaves) {
  if (leaves.length !== head.count || !same(rootOf(leaves), unbase64(head.root))) throw new Error("the entries do not have the root that the head names");
  return leaves.map(hex);
}

// Everything that the published head covers, once it is shown to be under that head. Throws where it is not.
export async function readLog(logKey, witnessKeys, quorum) {
  const head = await signedHead(logKey, witnessKeys, quorum);
  const raw = await all("entries", head.count, entriesOf);
  const leaves = under(head, raw.map(leaf));
  return { ...head, leaves, acts: raw.map((entry) => JSON.parse(text(entry).split("\n")[1])) };
}

// The same from the hashes alone, which everybody is given where the entries are for members.
export async function readHashes(logKey, witnessKeys, quorum) {
  const head = await signedHead(logKey, witnessKeys, quorum);
  return { ...head, leaves: under(head, await all("0", head.count, hashesOf)), acts: [] };
}

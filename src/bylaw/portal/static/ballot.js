// A ballot of the Belenios protocol (release 3.3, group Ed25519): encrypted, proved and signed in the voter's browser.
// The same draws give the same bytes as bylaw's own prover, which the tests compare. docs/spec/elections.md has the proofs.
import { ed25519, sha256 } from "./noble.js";

const Point = ed25519.Point ?? ed25519.ExtendedPoint;
const Q = 2n ** 252n + 27742317777372353535851937790883648493n;
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const CREDENTIAL = /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/;
const PADDING = 14n;

const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const number = (bytes) => BigInt(`0x${hex(bytes)}`);
const mod = (value) => ((value % Q) + Q) % Q;
const digest = (text) => sha256(typeof text === "string" ? utf8(text) : text);

export const base64 = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
export const fingerprint = (text) => base64(digest(text));
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

// --- randomness: an endless stream from one seed, so that an audited ballot can be made again from it

export function stream(seed) {
  let count = 0n;
  let left = new Uint8Array();
  return (size) => {
    while (left.length < size) {
      const block = digest(Uint8Array.of(...seed, ...unhex((count++).toString(16).padStart(16, "0"))));
      left = Uint8Array.of(...left, ...block);
    }
    const drawn = left.slice(0, size);
    left = left.slice(size);
    return drawn;
  };
}

const below = (bound, random) => number(random(Math.ceil(bound.toString(2).length / 8) + 16)) % bound;
const nonzero = (random) => 1n + below(Q - 1n, random);

// --- elements: the compressed point as a big-endian number in hexadecimal

const write = (point) => hex((point.toBytes ?? point.toRawBytes).call(point).slice().reverse());
const times = (point, scalar) => (scalar === 0n ? Point.ZERO : point.multiply(scalar));
const power = (scalar) => times(Point.BASE, scalar);

export function read(text) {
  const point = Point.fromHex(hex(unhex(text).reverse()));
  if (!/^[0-9a-f]{64}$/.test(text) || !point.isTorsionFree() || point.equals(Point.ZERO)) throw new Error("not an element of the group");
  return point;
}

const challenge = (prefix, commitments) => number(digest(prefix + commitments.map(write).join(","))) % Q;
const proof = (asked, answer) => ({ challenge: `${asked}`, response: `${answer}` });
const shown = (pair) => ({ alpha: write(pair.alpha), beta: write(pair.beta) });

function knowledge(secret, prefix, random) {
  const nonce = nonzero(random);
  const asked = challenge(prefix, [power(nonce)]);
  return proof(asked, mod(nonce - secret * asked));
}

// --- credentials

export function makeCredential(random) {
  const raw = Array.from({ length: 22 }, () => BASE58[Number(below(58n, random))]).join("");
  return `${raw.slice(0, 5)}-${raw.slice(5, 11)}-${raw.slice(11, 16)}-${raw.slice(16)}`;
}

function exponent(uuid, credential) {
  if (!CREDENTIAL.test(credential)) throw new Error("a credential has 22 letters and digits, in groups of 5, 6, 5 and 6");
  const parts = [0, 1].map((i) => hex(digest(`derive_credential|${uuid}|${i}|${credential}`)));
  return BigInt(`0x${parts.join("")}`) % Q;
}

export const publicCredential = (uuid, credential) => write(power(exponent(uuid, credential)));

// --- answers

class Paper {
  constructor(key, context, random) {
    key.precompute?.(8, false);
    Object.assign(this, { key, context, random });
  }

  seal(message) {
    const secret = nonzero(this.random);
    return { secret, pair: { alpha: power(secret), beta: times(this.key, secret).add(message) } };
  }

  bit(value) {
    const sealed = this.seal(value ? Point.BASE : Point.ZERO);
    return { ...sealed, proof: this.interval(this.context, sealed.pair, [0, 1], value, sealed.secret) };
  }

  interval(context, pair, numbers, index, secret) {
    const branches = numbers.map((m) => ({ alpha: pair.alpha, beta: pair.beta.subtract(power(BigInt(m))) }));
    return this.oneOf(branches, index, secret, `prove|${context}|${write(pair.alpha)},${write(pair.beta)}|`);
  }

  oneOf(branches, index, secret, prefix) {
    const pairs = branches.map(() => [below(Q, this.random), below(Q, this.random)]);
    const commitments = branches.map(({ alpha, beta }, i) => [
      power(pairs[i][1]).add(times(alpha, pairs[i][0])),
      times(this.key, pairs[i][1]).add(times(beta, pairs[i][0])),
    ]);
    const nonce = nonzero(this.random);
    commitments[index] = [power(nonce), times(this.key, nonce)];
    const others = pairs.reduce((sum, [guess], i) => (i === index ? sum : sum + guess), 0n);
    const own = mod(challenge(prefix, commitments.flat()) - others);
    pairs[index] = [own, mod(nonce - secret * own)];
    return pairs.map(([asked, answer]) => proof(asked, answer));
  }
}

function marks(paper, question, bits) {
  const sum = bits.reduce((a, b) => a + b, 0);
  if (question.blank) throw new Error("this booth does not know questions with a blank vote");
  if (bits.length !== question.answers.length || sum < question.min || sum > question.max) throw new Error("not a choice that the question allows");
  const sealed = bits.map((bit) => paper.bit(bit));
  const choices = sealed.map((each) => shown(each.pair));
  const context = `${paper.context}|${choices.map((c) => `${c.alpha},${c.beta}`).join(",")}`;
  const total = sealed.reduce((a, b) => ({ alpha: a.alpha.add(b.pair.alpha), beta: a.beta.add(b.pair.beta) }), { alpha: Point.ZERO, beta: Point.ZERO });
  const secret = mod(sealed.reduce((a, b) => a + b.secret, 0n));
  const numbers = Array.from({ length: question.max - question.min + 1 }, (_, i) => question.min + i);
  return {
    choices,
    individual_proofs: sealed.map((each) => each.proof),
    overall_proof: paper.interval(context, total, numbers, sum - question.min, secret),
  };
}

function packed(values) {
  let wanted = values.reduce((sum, value) => (sum << 8n) + BigInt(value), 0n) << PADDING;
  for (; ; wanted += 1n) {
    try {
      const point = Point.fromHex(hex(unhex(wanted.toString(16).padStart(64, "0")).reverse()));
      if (point.isTorsionFree()) return point;
    } catch {
      continue;
    }
  }
}

function ranks(paper, question, values) {
  if (values.length !== question.value.answers.length) throw new Error("one rank for each option");
  const { pair, secret } = paper.seal(packed(values));
  const choices = shown(pair);
  const prefix = `raweg|${paper.context}|${write(paper.key)},${choices.alpha},${choices.beta}|`;
  return { choices, proof: knowledge(secret, prefix, paper.random) };
}

// The ballot's bytes as text; `choices` has a list of 0 and 1, or of ranks, for each question.
export function makeBallot(electionText, credential, choices, random) {
  const election = JSON.parse(electionText);
  if (election.group !== "Ed25519") throw new Error("this booth does not know the group of this election");
  const secret = exponent(election.uuid, credential);
  const voter = write(power(secret));
  const mark = fingerprint(electionText);
  const paper = new Paper(read(election.public_key), `${mark}|${voter}`, random);
  const answers = election.questions.map((question, i) =>
    question.type === "NonHomomorphic" ? ranks(paper, question, choices[i]) : marks(paper, question.value ?? question, choices[i]));
  const unsigned = { election_uuid: election.uuid, election_hash: mark, credential: voter, answers };
  const hash = fingerprint(JSON.stringify(unsigned));
  return JSON.stringify({ ...unsigned, signature: { hash, proof: knowledge(secret, `sig|${hash}|`, random) } });
}

// Whether the box signed this receipt for these very bytes.
export function receiptHolds(receipt, ballot, mark, boxKey) {
  const told = JSON.stringify([receipt.election, receipt.tracker, receipt.height, receipt.event, receipt.time]);
  return receipt.election === mark && receipt.tracker === fingerprint(ballot)
    && ed25519.verify(receipt.signature, utf8(`bylaw-box-receipt/1\n${told}`), boxKey);
}

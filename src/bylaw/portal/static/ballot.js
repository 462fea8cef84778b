// A ballot of the Belenios protocol (release 3.3): encrypted, proved and signed in the voter's browser.
// The same draws give the same bytes as bylaw's own prover, which the tests compare. docs/spec/elections.md has the proofs.
import { ed25519 } from "./noble.js";
import { exponent } from "./credential.js";
import { below, digest, named, number, unhex } from "./group.js";

export { unhex } from "./group.js";

const base64 = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
export const fingerprint = (text) => base64(digest(text));

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

// --- what every answer on one ballot shares: the key, the context of election and voter, the voter's randomness

// That a sealed number is m: by how much it is more, and the randomness that shows it.
const claim = ({ secret, value }, m) => ({ secret, excess: value - m });
const proof = (asked, answer) => ({ challenge: `${asked}`, response: `${answer}` });

class Paper {
  constructor(group, key, context, random) {
    group.fix(key);
    Object.assign(this, { group, key, context, random });
  }

  mod(value) {
    return ((value % this.group.q) + this.group.q) % this.group.q;
  }

  nonzero() {
    return 1n + below(this.group.q - 1n, this.random);
  }

  challenge(prefix, commitments) {
    return number(digest(prefix + this.group.writeAll(commitments).join(","))) % this.group.q;
  }

  knowledge(secret, prefix) {
    const nonce = this.nonzero();
    const asked = this.challenge(prefix, [this.group.base(nonce)]);
    return proof(asked, this.mod(nonce - secret * asked));
  }

  shown({ alpha, beta }) {
    return { alpha: this.group.write(alpha), beta: this.group.write(beta) };
  }

  seal(message) {
    const secret = this.nonzero();
    const pair = { alpha: this.group.base(secret), beta: this.group.mul(this.group.power(this.key, secret), message) };
    return { secret, pair };
  }

  bit(value) {
    const sealed = this.seal(value ? this.group.generator : this.group.identity);
    const found = { ...sealed, value, shown: this.shown(sealed.pair) };
    return { ...found, proof: this.interval(this.context, found, [0, 1]) };
  }

  interval(context, sealed, numbers) {
    const { alpha, beta } = sealed.shown ?? this.shown(sealed.pair);
    const index = numbers.indexOf(sealed.value);
    return this.oneOf(numbers.map((m) => claim(sealed, m)), index, `prove|${context}|${alpha},${beta}|`);
  }

  // Two powers multiplied: base1^e1 · base2^e2.
  double([one, other], [first, second]) {
    return this.group.mul(this.group.power(one, first), this.group.power(other, second));
  }

  // One of these claims holds. Of the others the commitments are g^w·α^c and y^w·(β/g^m)^c; here α = g^r and β/g^m = y^r·g^d
  // with r and d known, so that every power is one of g or of y, whose tables are ready.
  oneOf(claims, index, prefix) {
    const { group, key } = this;
    const pairs = claims.map(() => [below(group.q, this.random), below(group.q, this.random)]);
    const commitments = claims.map(({ secret, excess }, i) => {
      const [asked, answer] = pairs[i];
      const power = this.mod(answer + secret * asked);
      return [group.base(power), group.mul(group.power(key, power), group.base(this.mod(BigInt(excess) * asked)))];
    });
    const nonce = this.nonzero();
    commitments[index] = [group.base(nonce), group.power(key, nonce)];
    const others = pairs.reduce((sum, [guess], i) => (i === index ? sum : sum + guess), 0n);
    const own = this.mod(this.challenge(prefix, commitments.flat()) - others);
    pairs[index] = [own, this.mod(nonce - claims[index].secret * own)];
    return pairs.map(([asked, answer]) => proof(asked, answer));
  }

  total(sealed) {
    const sum = (part) => sealed.reduce((a, { pair }) => this.group.mul(a, pair[part]), this.group.identity);
    const secret = this.mod(sealed.reduce((a, each) => a + each.secret, 0n));
    return { pair: { alpha: sum("alpha"), beta: sum("beta") }, secret, value: count(sealed.map(({ value }) => value)) };
  }

  answerContext(choices) {
    return `${this.context}|${choices.map((c) => `${c.alpha},${c.beta}`).join(",")}`;
  }
}

// --- answers: marks, with a blank one where that is allowed; lists; ranks or grades

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const count = (bits) => bits.reduce((a, b) => a + b, 0);

function allowed({ answers, blank, min, max }, bits) {
  const sum = count(bits);
  const good = blank && bits[0] ? sum === 1 : sum >= min && sum <= max;
  if (bits.length !== answers.length + Number(Boolean(blank)) || !good) throw new Error("not a choice that the question allows");
}

function marks(paper, question, bits) {
  allowed(question, bits);
  const sealed = bits.map((bit) => paper.bit(bit));
  const choices = sealed.map(({ shown }) => shown);
  const context = paper.answerContext(choices);
  const found = { choices, individual_proofs: sealed.map((each) => each.proof) };
  if (question.blank) return { ...found, ...possiblyBlank(paper, question, context, sealed, bits) };
  return { ...found, overall_proof: paper.interval(context, paper.total(sealed), range(question.min, question.max)) };
}

// It is not blank or nothing is chosen; and it is blank or the sum is in range.
function possiblyBlank(paper, question, context, [blank, ...others], bits) {
  const rest = paper.total(others);
  const blank_proof = paper.oneOf([claim(blank, 0), claim(rest, 0)], bits[0] ? 1 : 0, `bproof0|${context}|`);
  const sums = range(question.min, question.max).map((m) => claim(rest, m));
  const overall_proof = paper.oneOf([claim(blank, 1), ...sums], bits[0] ? 0 : 1 + rest.value - question.min, `bproof1|${context}|`);
  return { overall_proof, blank_proof };
}

function lists(paper, { answers }, bits) {
  const chosen = bits.filter((row) => row.some(Boolean));
  const shaped = bits.length === answers.length && bits.every((row, i) => row.length === answers[i].length);
  if (!shaped || chosen.length !== 1 || !chosen[0][0] || count(chosen[0]) < 2) throw new Error("choose one list and at least one of its candidates");
  const sealed = bits.map((row) => row.map((bit) => paper.bit(bit)));
  const choices = sealed.map((row) => row.map(({ shown }) => shown));
  const context = paper.answerContext(choices.flat());
  const heads = paper.total(sealed.map(([head]) => head));
  return {
    choices,
    individual_proofs: sealed.map((row) => row.map((each) => each.proof)),
    overall_proof: paper.interval(context, heads, [1])[0],
    list_proofs: sealed.map(([head, ...others]) =>
      paper.oneOf([claim(head, 1), claim(paper.total(others), 0)], head.value ? 0 : 1, `lproof|${context}|`)),
    nonzero_proof: nonzero(paper, context, paper.total(sealed.flatMap(([, ...others]) => others))),
  };
}

// The sum is not 0: a blinded power of what it encrypts, which is not the neutral element.
function nonzero(paper, context, { pair, secret }) {
  const { group, key } = paper;
  const blind = paper.nonzero();
  const product = paper.mod(blind * secret);
  const shown = paper.double([pair.beta, key], [blind, paper.mod(-product)]);
  const [first, second] = [paper.nonzero(), paper.nonzero()];
  const commitments = [paper.double([pair.alpha, group.generator], [first, second]), paper.double([pair.beta, key], [first, second])];
  const asked = paper.challenge(`nonzero|${context}|`, [shown, ...commitments]);
  const response = [paper.mod(first - blind * asked), paper.mod(second + product * asked)];
  return { commitment: group.write(shown), challenge: `${asked}`, response: response.map(String) };
}

// The greatest number that an option can be given: how many grades there are, or how many options.
export const highest = (question) => question.extra?.grades?.length || question.value.answers.length;

function ranks(paper, question, values) {
  const { answers } = question.value;
  if (values.length !== answers.length || values.some((value) => !(value >= 0 && value <= highest(question)))) throw new Error("not a ranking that the question allows");
  const { pair, secret } = paper.seal(paper.group.encode(values));
  const choices = paper.shown(pair);
  const prefix = `raweg|${paper.context}|${paper.group.write(paper.key)},${choices.alpha},${choices.beta}|`;
  return { choices, proof: paper.knowledge(secret, prefix) };
}

function answer(paper, question, choice) {
  if (question.type === "NonHomomorphic") return ranks(paper, question, choice);
  if (question.type === "Lists") return lists(paper, question.value, choice);
  return marks(paper, question.value ?? question, choice);
}

// The ballot's bytes as text; `choices` has bits, rows of bits, or ranks, for each question.
export function makeBallot(electionText, credential, choices, random) {
  const election = JSON.parse(electionText);
  const group = named(election.group);
  const secret = exponent(group, election.uuid, credential);
  const voter = group.write(group.base(secret));
  const mark = fingerprint(electionText);
  const paper = new Paper(group, group.read(election.public_key), `${mark}|${voter}`, random);
  const answers = election.questions.map((question, i) => answer(paper, question, choices[i]));
  const unsigned = { election_uuid: election.uuid, election_hash: mark, credential: voter, answers };
  const hash = fingerprint(JSON.stringify(unsigned));
  return JSON.stringify({ ...unsigned, signature: { hash, proof: paper.knowledge(secret, `sig|${hash}|`) } });
}

// Whether the box signed this receipt for these very bytes.
export function receiptHolds(receipt, ballot, mark, boxKey) {
  const told = JSON.stringify([receipt.election, receipt.tracker, receipt.height, receipt.event, receipt.time]);
  return receipt.election === mark && receipt.tracker === fingerprint(ballot)
    && ed25519.verify(receipt.signature, new TextEncoder().encode(`bylaw-box-receipt/1\n${told}`), boxKey);
}

// Who shows a card, asked as `bylaw card ask` does: a fresh question, and the answer of the passkey to which the card is bound.
import { Refused } from "./card.js";
import { hex, same, unbase64 } from "./log.js";
import { ed25519, sha256 } from "./noble.js";

const PATIENCE = 300;
const LONGEST = 10000;
const [PRESENT, VERIFIED, ATTESTED, EXTENDED] = [0x01, 0x04, 0x40, 0x80];
const [ES256, Y, EDDSA] = ["a5010203262001215820", "225820", "a4010103272006215820"];
const LABELS = 10;
const utf8 = (text) => new TextEncoder().encode(text);
const refuse = (reason) => { throw new Refused(reason); };

// The question about a card: five lines under a number that was never used, good once and for five minutes.
export function ask(card, issuer, at) {
  const nonce = hex(crypto.getRandomValues(new Uint8Array(32)));
  const stamp = `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
  return { card, at, text: `bylaw-card-v1\nissuer ${issuer}\ncard ${card.id}\nnonce ${nonce}\nat ${stamp}\n` };
}

// Whether a text could be an answer: the one line that the member's page gives.
export const isAnswer = (text) => text.trimStart().startsWith("{");

// Check an answer to a question at a moment, without a network; throws Refused with why it is none.
export async function answered(question, text, at) {
  if (at < question.at || at >= question.at + PATIENCE) refuse("late");
  const { key, signature } = read(text);
  const [client, authenticator] = [unbase64(signature.client), unbase64(signature.authenticator)];
  const origin = consent(client, question.text);
  flags(authenticator);
  if (!domains(origin).some((domain) => same(sha256(utf8(domain)), authenticator.slice(0, 32)))) refuse("answer");
  const signed = Uint8Array.from([...authenticator, ...sha256(client)]);
  const raw = unbase64(key.public);
  if (!(await verifies(raw, unbase64(signature.signature), signed).catch(() => false))) refuse("answer");
  if (hex(sha256(raw)) !== question.card.key) refuse("other-key");
}

function read(text) {
  try {
    const { key, signature } = JSON.parse(text.length > LONGEST ? "" : text);
    if (key.kind === "passkey" && signature.kind === "passkey") return { key, signature };
  } catch {
    // no answer, whatever it is
  }
  return refuse("answer");
}

// The page on which the passkey's holder consented to this very question, and inside no other page.
function consent(client, question) {
  const challenge = btoa(String.fromCharCode(...sha256(utf8(question)))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  try {
    const told = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(client));
    const own = told.type === "webauthn.get" && told.challenge === challenge;
    if (own && (told.crossOrigin ?? false) === false && !("topOrigin" in told)) return new URL(told.origin);
  } catch {
    // no consent, whatever it is
  }
  return refuse("answer");
}

function flags(authenticator) {
  const told = authenticator[32] ?? 0;
  const whole = Boolean(told & EXTENDED) === authenticator.length > 37;
  if (authenticator.length < 37 || !(told & PRESENT) || !(told & VERIFIED) || told & ATTESTED || !whole) refuse("answer");
}

// The domains for which a page may use a passkey: its own host, and those above it.
function domains({ hostname }) {
  const labels = hostname.split(".");
  return labels.slice(0, LABELS).map((_, n) => labels.slice(n).join("."));
}

async function verifies(raw, signature, signed) {
  const coded = hex(raw);
  if (raw.length === 42 && coded.startsWith(EDDSA)) return ed25519.verify(signature, signed, raw.slice(10), { zip215: false });
  if (raw.length !== 77 || !coded.startsWith(ES256) || coded.slice(84, 90) !== Y) return false;
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("raw", Uint8Array.from([4, ...raw.slice(10, 42), ...raw.slice(45)]), curve, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, plain(signature), signed);
}

// An ECDSA signature as two numbers of 32 bytes, from the DER of authenticators in its one form.
function plain(der) {
  const numbers = [];
  let at = 2;
  for (let n = 0; n < 2; n += 1) {
    const number = der.slice(at + 2, at + 2 + der[at + 1]);
    const [first, second] = number;
    const own = der[at] === 2 && number.length === der[at + 1] && number.length > 0 && first < 128 && !(number.length > 1 && !first && second < 128);
    if (!own || number.length > 33) refuse("answer");
    numbers.push(...new Uint8Array(32 - Math.min(32, number.length)), ...number.slice(-32));
    at += 2 + number.length;
  }
  return der[0] === 0x30 && der[1] === der.length - 2 && at === der.length ? Uint8Array.from(numbers) : refuse("answer");
}

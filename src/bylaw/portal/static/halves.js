// Opens a document of a sealed case file in this browser: two halves give its key, and neither leaves the page.
import { sha256, sha512, x25519 } from "./noble.js";
import { blake2b, decode, encode, hsalsa, xsalsa20poly1305 } from "./sealing.js";

const page = document.querySelector("#halves");
const facts = JSON.parse(page.dataset.facts);
const WIDTH = 32;
const LIMIT = 20000;
const HOUR = 3600;
const SIGMA = new Uint32Array(new TextEncoder().encode("expand 32-byte k").buffer);

// What is refused in words of this page; whatever else fails is a key, or a file, that opens nothing.
const refused = (said) => Object.assign(new Error(said), { ours: true });
const bytes = (coded) => Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0));
const coded = (raw) => btoa(Array.from(raw, (each) => String.fromCharCode(each)).join(""));
const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
const utf8 = (text) => new TextEncoder().encode(text);
const words = (raw) => new Uint32Array(raw.slice().buffer);

// The key of libsodium's sealed box: of one's own private half and the other's public half.
function between(secret, other) {
  const key = new Uint32Array(WIDTH / 4);
  hsalsa(SIGMA, words(x25519.getSharedSecret(secret, other)), new Uint32Array(4), key);
  return new Uint8Array(key.buffer);
}
const nonce = (sender, receiver) => blake2b(joined(sender, receiver), { dkLen: 24 });

function unsealed(secret, box) {
  const sender = box.subarray(0, WIDTH);
  const opened = xsalsa20poly1305(between(secret, sender), nonce(sender, x25519.getPublicKey(secret)));
  return opened.decrypt(box.subarray(WIDTH));
}

function sealed(receiver, content) {
  const secret = crypto.getRandomValues(new Uint8Array(WIDTH));
  const sender = x25519.getPublicKey(secret);
  return joined(sender, xsalsa20poly1305(between(secret, receiver), nonce(sender, receiver)).encrypt(content));
}

// Reads an OpenSSH private key of Ed25519 without a passphrase; gives the X25519 key that belongs to it.
function privateKey(text) {
  const raw = bytes(text.replace(/-----[^-]+-----/g, "").replace(/\s/g, ""));
  let at = 15;
  const number = () => new DataView(raw.buffer).getUint32((at += 4) - 4);
  const part = () => { const size = number(); return raw.subarray(at, (at += size)); };
  const [cipher] = [part(), part(), part()];
  if (new TextDecoder().decode(cipher) !== "none") throw refused(say("This key has a passphrase: open the document with the command bylaw case read."));
  at += 4;
  part();
  at += 12; // the length of what follows, and two numbers that tell a right passphrase
  if (new TextDecoder().decode(part()) !== "ssh-ed25519") throw refused(say("This is no ssh-ed25519 key."));
  part();
  return sha512(part().subarray(0, WIDTH)).slice(0, WIDTH);
}

// Inputs for files have no name: no form sends them.
const file = (form, name) => form.querySelector(`[data-name=${name}]`);

async function text(input) {
  const chosen = input.files[0];
  if (!chosen || chosen.size > LIMIT) throw refused(say("Choose the files first."));
  return chosen.text();
}

async function key(input) {
  const said = await text(input);
  if (!said.startsWith("-----BEGIN OPENSSH PRIVATE KEY-----")) throw refused(say("This is no ssh-ed25519 key."));
  return privateKey(said);
}

// What was lent opens this document, for me, until its last day; what is in it fits one other holder.
function borrowed(said, mine, paper) {
  const { terms, pad } = decode(unsealed(mine, bytes(JSON.parse(said).box)));
  if (terms.case !== facts.case || terms.document !== paper) throw refused(say("This half was lent for another document."));
  if (terms.to !== facts.me) throw refused(say("This half was lent to somebody else."));
  if (terms.last * 1000 <= Date.now()) throw refused(say("The time for which this half was lent is over."));
  return { pair: pairOf(terms.lender), pad, why: terms.why };
}

const pairOf = (member) => {
  const found = facts.pairs.find((each) => each.with === member);
  if (!found) throw refused(say("You and she do not open this file together."));
  return found;
};

// Her half, as she lent it, or as her key opens it beside me.
async function other(form, mine) {
  const said = await text(file(form, "other"));
  if (!said.startsWith("-----")) return borrowed(said, mine, form.elements.paper.value);
  const pair = pairOf(form.elements.with.value);
  return { pair, pad: unsealed(privateKey(said), bytes(pair.theirs)), why: "" };
}

// The key of the file is one half xor the other; it is made here and forgotten with the page.
function fileKey(mine, { pair, pad }) {
  const half = unsealed(mine, bytes(pair.mine));
  const found = half.map((each, i) => each ^ pad[i]);
  if (coded(x25519.getPublicKey(found)) !== facts.public) throw refused(say("These two halves do not open this file."));
  return found;
}

// The server notes who looks, with whom and why, and only then gives the document, as it is sealed.
async function asked(form, { pair, why }) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("with", pair.with);
  fields.set("lent", why);
  const answer = await fetch(form.action, { method: "POST", body: fields });
  if (!answer.ok) throw refused(say("The document was not given out. Nothing was opened."));
  return bytes((await answer.json()).box);
}

function checked(opening, paper) {
  const size = (part) => { const raw = new Uint8Array(8); new DataView(raw.buffer).setUint32(4, part.length); return raw; };
  const told = [opening.org, opening.event, opening.field].map(utf8).flatMap((part) => [size(part), part]);
  const found = sha256(joined(utf8("bylaw-commit-v1\n"), ...told, opening.salt, opening.value));
  if (Array.from(found, (each) => each.toString(16).padStart(2, "0")).join("") !== paper) throw refused(say("This is not what the record commits to."));
  return opening;
}

function show(name, raw) {
  const box = page.querySelector("[data-part=opened]");
  const link = Object.assign(document.createElement("a"), { download: name, textContent: say("Save it as a file") });
  link.href = URL.createObjectURL(new Blob([raw]));
  let told = "";
  try { told = new TextDecoder("utf-8", { fatal: true }).decode(raw); } catch { /* no text */ }
  box.querySelector(".quote").textContent = told.slice(0, 20000);
  box.querySelector("p:last-child").replaceChildren(link);
  box.hidden = false;
  box.focus();
}

async function open(form) {
  const mine = await key(file(form, "mine"));
  const hers = await other(form, mine);
  const secret = fileKey(mine, hers);
  const paper = form.elements.paper.value;
  const opening = checked(decode(unsealed(secret, await asked(form, hers))), paper);
  show(`${opening.field}-${paper.slice(0, 8)}`, opening.value);
}

async function lend(form) {
  const mine = await key(file(form, "mine"));
  const pair = pairOf(form.elements.with.value);
  const last = Math.floor(Date.now() / 1000) + HOUR * Number(form.elements.hours.value);
  const terms = { case: facts.case, document: form.elements.paper.value, lender: facts.me, to: pair.with, last, why: form.elements.why.value };
  const loan = sealed(bytes(pair.key), encode({ terms, pad: unsealed(mine, bytes(pair.mine)) }));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ box: coded(loan) })]));
  link.download = `half-${facts.case}.json`;
  link.click();
  page.querySelector("[data-part=lent]").textContent = say("Give her the file that was saved, and nobody else.");
}

for (const [name, act] of [["open", open], ["lend", lend]]) {
  const form = page.querySelector(`form[data-do=${name}]`);
  const told = form?.querySelector("[role=alert]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    told.textContent = "";
    act(form).catch((fault) => {
      told.textContent = fault.ours ? fault.message : say("This key does not open this half.");
    });
  });
  form?.querySelector("button").removeAttribute("disabled");
}

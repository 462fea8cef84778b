// The booth: the vote is chosen, encrypted, proved and signed here. What leaves the page is the encrypted ballot alone.
import { fingerprint, makeBallot, receiptHolds, stream } from "./ballot.js";
import { kept } from "./kept.js";
import { element, read, question, said } from "./paper.js";

const booth = document.querySelector("#booth");
const part = (name) => booth.querySelector(`[data-part=${name}]`);
let facts = {};
let election = "";
let made = null;

function show(name) {
  for (const section of booth.querySelectorAll("[data-part]")) section.hidden = section.dataset.part !== name;
  part(name).querySelector("h2").focus();
}

function fail(words) {
  const told = document.querySelector("#told");
  told.textContent = words;
  told.hidden = !words;
}

const questions = () => JSON.parse(election).questions;

async function open() {
  const [asked, paper] = await Promise.all([fetch("../facts.json"), fetch("../election.json")]);
  if (asked.redirected) return fail(say("Log in first, and open the booth again."));
  facts = await asked.json();
  learn(facts.words ?? {});
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.textContent);
  if (facts.tongue) document.documentElement.lang = facts.tongue;
  if (!asked.ok) return fail(say(facts.problem));
  election = await paper.text();
  if (fingerprint(election) !== facts.mark) return fail(say("The paper that this site sent is not the one in the record. Do not vote here; tell the tellers."));
  part("choose").querySelector("form").prepend(...questions().map((asked, i) => question(asked, i, facts.names)));
  booth.querySelector("#checked").textContent = say("The paper has the hash that the record holds: {mark}", { mark: facts.mark });
  for (const each of booth.querySelectorAll("legend")) each.lang = facts.law;
  fill(JSON.parse(election).uuid);
  show("choose");
}

// Fills in the credential that she made herself, where this browser kept it; else says where to look for it.
function fill(uuid) {
  if (!facts.sent) return;
  const own = kept(uuid, facts.member).find((made) => made.half === facts.sent);
  const hint = booth.querySelector("#h-credential");
  booth.querySelector("#credential").value = own?.credential ?? "";
  hint.textContent = own
    ? say("Filled in: the credential that you made yourself and that this browser kept. It stays in this page.")
    : say("You made your credential yourself, and it is not in this browser: type it from what you wrote down. It stays in this page.");
}

function encrypt(event) {
  event.preventDefault();
  fail("");
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const choices = questions().map((asked, i) => read(asked, booth.querySelector(`[data-question="${i}"]`)));
  try {
    const ballot = makeBallot(election, booth.querySelector("#credential").value.trim(), choices, stream(seed));
    made = { ballot, choices, seed: Array.from(seed, (b) => b.toString(16).padStart(2, "0")).join(""), tracker: fingerprint(ballot) };
  } catch (fault) {
    fail(say("No ballot was made: {why}.", { why: say(fault.message) }));
    return;
  }
  const list = part("review").querySelector("dl");
  list.replaceChildren(...questions().flatMap((asked, i) => {
    const [title, words] = said(asked, choices[i], facts.names);
    return [element("dt", { lang: facts.law }, title), element("dd", {}, words)];
  }));
  part("review").querySelector("#tracker").textContent = made.tracker;
  show("review");
}

async function cast() {
  fail("");
  const button = part("review").querySelector("#cast");
  button.disabled = true;
  try {
    const answer = await fetch("../cast/", { method: "POST", body: made.ballot, headers: { "X-CSRFToken": facts.token } });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.problem);
    if (!receiptHolds(told.receipt, made.ballot, facts.mark, facts.key)) throw new Error("the receipt is not signed by this box for this ballot: keep this page and tell the tellers");
    const text = JSON.stringify(told.receipt);
    part("done").querySelector("#receipt").textContent = text;
    part("done").querySelector("#keep").href = `data:application/json,${encodeURIComponent(text)}`;
    const found = new URLSearchParams({ box: location.pathname.split("/")[2], tracker: made.tracker });
    part("done").querySelector("#check").href = `/verify/#${found}`; // after the #: no server is told
    made = null;
    show("done");
  } catch (fault) {
    fail(say("Your ballot was not taken: {why}", { why: say(fault.message) }));
  }
  button.disabled = false;
  if (made) button.focus(); // not cast, and a disabled button loses it
}

function audit() {
  part("audit").querySelector("pre").textContent = JSON.stringify(made, null, 2);
  made = null;
  show("audit");
}

part("choose").querySelector("form").addEventListener("submit", encrypt);
part("review").querySelector("#cast").addEventListener("click", cast);
part("review").querySelector("#audit").addEventListener("click", audit);
for (const button of booth.querySelectorAll("[data-again]")) button.addEventListener("click", () => show("choose"));
open().catch((fault) => fail(say("The booth could not be opened: {why}", { why: say(fault.message) })));

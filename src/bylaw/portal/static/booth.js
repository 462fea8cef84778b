// The booth: the vote is chosen, encrypted, proved and signed here. What leaves the page is the encrypted ballot alone.
import { fingerprint, makeBallot, receiptHolds, stream } from "./ballot.js";

const booth = document.querySelector("#booth");
const { box, mark, key, token } = booth.dataset;
const part = (name) => booth.querySelector(`[data-part=${name}]`);
const names = JSON.parse(booth.dataset.names);
let election = "";
let made = null;

function element(tag, attributes = {}, ...inside) {
  const found = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
  found.append(...inside);
  return found;
}

function show(name) {
  for (const section of booth.querySelectorAll("[data-part]")) section.hidden = section.dataset.part !== name;
  part(name).querySelector("h2").focus();
}

function fail(words) {
  const told = document.querySelector("#told");
  told.textContent = words;
  told.hidden = !words;
}

const label = (option) => names[option] ?? (option === "against" ? say("Against") : option);

function question(asked, index) {
  const ranked = asked.type === "NonHomomorphic";
  const { answers, question: title, max } = asked.value ?? asked;
  const hint = ranked
    ? say("Give 1 to your first choice, 2 to the next, and so on. Leave the rest empty.")
    : max === 1 ? say("Choose one, or none.") : say("Choose up to {max}, or none.", { max });
  const field = element("fieldset", { "data-question": index }, element("legend", {}, title), element("p", { class: "hint" }, hint));
  answers.forEach((option, i) => {
    const id = `q${index}-${i}`;
    const input = ranked
      ? element("input", { id, type: "number", min: 1, max: answers.length, class: "rank" })
      : element("input", { id, type: "checkbox" });
    field.append(element("p", { class: "choice" }, input, element("label", { for: id }, label(option))));
  });
  if (!ranked) field.addEventListener("change", () => limit(field, max));
  return field;
}

function limit(field, max) {
  const boxes = [...field.querySelectorAll("input")];
  const full = boxes.filter((each) => each.checked).length >= max;
  for (const each of boxes) each.disabled = full && !each.checked;
}

const values = () => [...booth.querySelectorAll("[data-question]")].map((field) =>
  [...field.querySelectorAll("input")].map((input) => (input.type === "checkbox" ? Number(input.checked) : Number(input.value || 0))));

function said(choices) {
  return JSON.parse(election).questions.map((asked, i) => {
    const { answers, question: title } = asked.value ?? asked;
    const chosen = answers.map((option, n) => [choices[i][n], label(option)]).filter(([value]) => value);
    const words = asked.type === "NonHomomorphic"
      ? chosen.sort(([a], [b]) => a - b).map(([rank, name]) => `${rank}. ${name}`)
      : chosen.map(([, name]) => name);
    return [title, words.join(", ") || say("nobody")];
  });
}

async function open() {
  election = await (await fetch(`/booth/${box}/election.json`)).text();
  if (fingerprint(election) !== mark) {
    fail(say("The paper that this site sent is not the one in the record. Do not vote here; tell the tellers."));
    return;
  }
  part("choose").querySelector("form").prepend(...JSON.parse(election).questions.map(question));
  booth.querySelector("#checked").textContent = say("The paper has the hash that the record holds: {mark}", { mark });
  show("choose");
}

function encrypt(event) {
  event.preventDefault();
  fail("");
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const choices = values();
  try {
    const ballot = makeBallot(election, booth.querySelector("#credential").value.trim(), choices, stream(seed));
    made = { ballot, choices, seed: Array.from(seed, (b) => b.toString(16).padStart(2, "0")).join(""), tracker: fingerprint(ballot) };
  } catch (fault) {
    fail(say("No ballot was made: {why}.", { why: say(fault.message) }));
    return;
  }
  const list = part("review").querySelector("dl");
  list.replaceChildren(...said(choices).flatMap(([title, words]) => [element("dt", {}, title), element("dd", {}, words)]));
  part("review").querySelector("#tracker").textContent = made.tracker;
  show("review");
}

async function cast() {
  fail("");
  const button = part("review").querySelector("#cast");
  button.disabled = true;
  try {
    const answer = await fetch(`/booth/${box}/cast/`, { method: "POST", body: made.ballot, headers: { "X-CSRFToken": token } });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.problem);
    if (!receiptHolds(told.receipt, made.ballot, mark, key)) throw new Error("the receipt is not signed by this box for this ballot: keep this page and tell the tellers");
    const text = JSON.stringify(told.receipt);
    part("done").querySelector("#receipt").textContent = text;
    part("done").querySelector("#keep").href = `data:application/json,${encodeURIComponent(text)}`;
    made = null;
    show("done");
  } catch (fault) {
    fail(say("Your ballot was not taken: {why}", { why: say(fault.message) }));
  }
  button.disabled = false;
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

// A member makes her own credential: it stays in this browser and on her paper, and its public half alone is sent.
import { half, make } from "./credential.js";
import { keep, kept, remove } from "./kept.js";

const page = document.querySelector("#own");
const { uuid, member, group, sent } = JSON.parse(page.dataset.facts);
const part = (name) => page.querySelector(`[data-part=${name}]`);
const form = part("made").querySelector("form"); // there only while a public half can be sent
const element = (tag, ...inside) => { const made = document.createElement(tag); made.append(...inside); return made; };
const day = (made) => new Date(made).toLocaleString(document.documentElement.lang.replace(/^en$/, "en-GB"), { dateStyle: "long", timeStyle: "short" });

function button(words, act) {
  const found = Object.assign(element("button", words), { type: "button", className: "quiet" });
  found.addEventListener("click", act);
  return found;
}

// Shows a credential to write down, with the form that sends its public half.
function show(made) {
  part("made").querySelector("#private").textContent = made.credential;
  form.querySelector("[name=credential]").value = made.half;
  form.querySelector("#public").textContent = made.half;
  part("made").hidden = false;
  part("made").querySelector("h2").focus();
}

function row(made) {
  const state = made.half === sent ? say("Its public half was sent: this one counts.") : say("Its public half was not sent.");
  const gone = button(say("Remove it from this browser"), () => { remove(uuid, member, made.half); list(); });
  const inside = element("p", element("code", made.credential));
  const warned = element("p", say("Once it is removed, only what you wrote down gives it back."));
  const more = element("details", element("summary", say("Show it, or remove it")), inside, warned, gone);
  const told = element("p", say("Made on {day}.", { day: day(made.made) }), " ", state);
  const again = made.half === sent || !form ? [] : [button(say("Write it down and send its public half"), () => show(made))];
  return element("li", told, ...again, more);
}

function list() {
  const all = kept(uuid, member);
  part("kept").querySelector("ul").replaceChildren(...all.map(row));
  part("kept").hidden = !all.length;
  part("elsewhere").hidden = !sent || all.some((made) => made.half === sent);
}

function begin() {
  const credential = make((size) => crypto.getRandomValues(new Uint8Array(size)));
  const made = { half: half(group, uuid, credential), credential, made: Date.now() };
  part("unkept").hidden = keep(uuid, member, made);
  list();
  show(made);
}

page.querySelector("#print").addEventListener("click", () => print());
page.querySelector("#make")?.addEventListener("click", begin);
page.querySelector("#make")?.removeAttribute("disabled");
list();

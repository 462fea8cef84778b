// The page "check everything": the head, one entry, and a tracking number, each checked here and not by the server.
import { fingerprint } from "./ballot.js";
import { readHashes, readKey, readLog } from "./log.js";

const BLOCK = 512;
const pane = document.querySelector("#check");
const { logkey, witnesses, quorum, closed } = pane.dataset;
const readAll = closed ? readHashes : readLog;
let log = null;

function tell(form, good, words) {
  const told = form.querySelector("output");
  told.className = good ? "good" : "bad";
  told.textContent = `${good ? "✓" : "✗"} ${words}`;
}

const keys = () => witnesses.split(" ").filter(Boolean).map(readKey);

async function head(form) {
  log = await readAll(readKey(form.elements.key.value || logkey), keys(), Number(quorum));
  const seen = quorum === "0" ? say("no witnesses are named: another history may exist") : say("{witnesses} of its witnesses cosigned, {quorum} must", { witnesses: log.witnesses, quorum });
  tell(form, log.met, say("{count} entries have the root {root} under a head that the log signed; {seen}.", { ...log, seen }));
}

async function entry(form) {
  if (!log) await head(pane.querySelector("[data-check=head]"));
  const wanted = form.elements.leaf.value.trim().toLowerCase();
  const at = /^[0-9]{1,9}$/.test(wanted) ? Number(wanted) : log.leaves.indexOf(wanted);
  const found = log.leaves[at];
  tell(form, Boolean(found), found ? placed(at, found) : say("No such entry is under the head."));
}

function placed(at, leaf) {
  const act = log.acts[at];
  if (!act) return say("Entry {at} is under the head: leaf {leaf}.", { at, leaf });
  return say("Entry {at} is under the head: {kind}, leaf {leaf}.", { at, kind: act.act.split("/")[0], leaf });
}

function* members(archive) {
  const name = (at) => new TextDecoder().decode(archive.slice(at, at + 100)).replace(/\0.*$/s, "");
  for (let at = 0; at < archive.length;) {
    const size = parseInt(new TextDecoder().decode(archive.slice(at + 124, at + 135)), 8);
    yield { name: name(at), content: archive.slice(at + BLOCK, at + BLOCK + size) };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

async function tracker(form) {
  const answer = await fetch(`/booth/${form.elements.box.value}/archive.bel`);
  if (!answer.ok) throw new Error("the ballots of this box are not published here yet");
  const wanted = form.elements.tracker.value.trim().replace(/=+$/, "");
  let ballots = 0;
  let place = 0;
  for (const { name, content } of members(new Uint8Array(await answer.arrayBuffer()))) {
    const words = new TextDecoder().decode(content);
    if (name.endsWith(".event.json") && JSON.parse(words).type === "Ballot") ballots += 1;
    if (name.endsWith(".data.json") && fingerprint(content) === wanted) place = ballots + 1;
  }
  tell(form, place > 0, place ? say("This ballot is in the box, at height {place} of {ballots}.", { place, ballots }) : say("None of the {ballots} ballots in the box has this number.", { ballots }));
}

const CHECKS = { head, entry, tracker };
for (const form of pane.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    CHECKS[form.dataset.check](form).catch((fault) => tell(form, false, `${say(fault.message)}.`));
  });
}
pane.hidden = false;
const brought = new URLSearchParams(location.hash.slice(1)); // from the booth: which box, and the tracking number
const mine = pane.querySelector("[data-check=tracker]");
if (mine && brought.has("tracker")) {
  mine.elements.box.value = brought.get("box");
  mine.elements.tracker.value = brought.get("tracker");
  mine.elements.tracker.focus();
}

// An entry's page: the bytes that it shows are checked to be under the signed head, here and not by the server.
import { readKey } from "./log.js";
import { readReceipt } from "./proof.js";

const pane = document.querySelector("#proof");
const told = pane.querySelector(".told");
const { index, logkey, witnesses, quorum } = pane.dataset;
const trust = { log: readKey(logkey), witnesses: witnesses.split(" ").filter(Boolean).map(readKey) };
try {
  const bytes = ["#bytes-head", "#bytes-act"].map((place) => document.querySelector(place).textContent).join("\n");
  const answer = await fetch(`/entries/${index}/proof`);
  if (!answer.ok) throw new Error("the proof is missing");
  const found = readReceipt(new TextEncoder().encode(bytes), await answer.text(), trust);
  if (found.index !== Number(index)) throw new Error("the proof is of another entry");
  const good = found.witnesses >= Number(quorum);
  told.classList.add(good ? "good" : "bad");
  told.textContent = `${good ? "✓" : "✗"} ${say("Checked in your browser: these bytes are entry {index} under a signed head of {size} entries, which {witnesses} of its witnesses cosigned; {quorum} must.", { ...found, quorum })}`;
} catch (fault) {
  told.classList.add("bad");
  told.textContent = `✗ ${say("Your browser could not check this: {why}.", { why: say(fault.message) })}`;
}

// Ticks the way from a holder of an office back to the clause, step by step, from the record as this browser reads it.
import { readKey, readLog } from "./log.js";

const kind = (act) => act?.act.split("/")[0];

// Each answers whether what the page says of a step is what the entries say; `way` gives the other steps' acts.
const STEPS = {
  office: ({ member, way }) => way.result.elected.includes(member),
  result: ({ way }) => kind(way.result) === "declare-result" && way.result.election === way.roll.election && way.result.by.length > 0,
  count: ({ way }) => {
    const votes = new Map(way.paper.options.map((option, i) => [option, way.count.votes?.[i] ?? 0]));
    const least = Math.min(...way.result.elected.map((who) => votes.get(who) ?? -1));
    const beaten = [...votes].filter(([who, n]) => !way.result.elected.includes(who) && n > least);
    return kind(way.count) === "enter-count" && way.count.election === way.roll.election && way.count.by.length > 1 && beaten.length === 0;
  },
  paper: ({ way }) => kind(way.paper) === "fix-paper" && way.paper.election === way.roll.election && way.result.elected.every((who) => way.paper.options.includes(who)),
  roll: ({ way }) => kind(way.roll) === "call-election" && way.count.took_part <= way.paper.voters,
  clause: ({ clauses, log }) => {
    const told = new Set(log.acts.flatMap((act) => [...(act.bylaws ?? []), ...(act.clauses ?? [])]).map((clause) => clause.no));
    // bylaw's own floors lie under every record and stand in none.
    return clauses.some((number) => told.has(number)) && clauses.every((number) => told.has(number) || number.startsWith("floor "));
  },
  source: ({ member, log }) => kind(log.acts[0]) === "found" && log.acts[0].interim.some((each) => each.member === member),
};

function mark(step, good, words) {
  step.classList.toggle("ticked", good);
  step.classList.toggle("failed", !good);
  step.querySelector(".sr").textContent = `${good ? say("checked in your browser:") : say("not confirmed in your browser:")} `;
  if (words) step.append(words);
}

async function walk(trail, log) {
  const steps = [...trail.querySelectorAll("[data-step]")];
  const way = Object.fromEntries(steps.map((step) => [step.dataset.step, log.acts[Number(step.dataset.entry)]]));
  for (const step of steps) {
    const clauses = (step.dataset.clauses ?? "").split("|").filter(Boolean);
    let good = false;
    try {
      good = Boolean(STEPS[step.dataset.step]?.({ way, log, clauses, member: trail.dataset.member }));
    } catch {
      good = false;
    }
    mark(step, good);
    await new Promise((resolve) => setTimeout(resolve, matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120));
  }
}

const pane = document.querySelector("#trails");
const told = pane.querySelector("output");
try {
  const { logkey, witnesses, quorum } = pane.dataset;
  const log = await readLog(readKey(logkey), witnesses.split(" ").filter(Boolean).map(readKey), Number(quorum));
  for (const trail of pane.querySelectorAll("[data-member]")) await walk(trail, log);
  told.textContent = log.witnesses === 1
    ? say("Your browser read {count} entries and found them under a head that the log signed and 1 witness cosigned. Signatures under each act: bylaw verify.", log)
    : say("Your browser read {count} entries and found them under a head that the log signed and {witnesses} witnesses cosigned. Signatures under each act: bylaw verify.", log);
} catch (fault) {
  told.textContent = say("Your browser could not check this: {why}.", { why: say(fault.message) });
}

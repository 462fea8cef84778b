// Ticks the way from a holder of an office back to the clause, step by step, from the record as this browser reads it.
import { readKey, readLog } from "./log.js";

const kind = (act) => act?.act.split("/")[0];

const boxOf = (act, log) => log.acts.find((one) => kind(one) === "set-up-ballot" && one.box === act.box);
const add = (one, other) => one.map((n, i) => n + (other[i] ?? 0));

// What one unit's count says of an election: the tellers' numbers, or the row of its question in the result of a box.
function numbers(act, election, log) {
  if (kind(act) === "enter-count") return act.election === election && act.by.length > 1 ? act.votes ?? [] : undefined;
  const place = kind(act) === "file-result" ? boxOf(act, log)?.elections.indexOf(election) ?? -1 : -1;
  return place < 0 ? undefined : add(act.votes[place], act.paper?.votes?.[place] ?? []);
}

const clausesOf = (log) => log.acts.flatMap((act) => [...(act.bylaws ?? []), ...(act.clauses ?? [])]);

const partOf = (act) => act.took_part ?? act.counted + (act.paper?.took_part ?? 0);

// Each answers whether what the page says of a step is what the entries say; `way` gives the other steps' acts, `act` its own.
const STEPS = {
  office: ({ member, way, log }) => (way.result ? [...way.result.elected, ...(way.result.alternates ?? [])] : log.acts[0].interim.map((each) => each.member)).includes(member),
  "ex officio": ({ act, log }) => kind(act) === "create-office" && clausesOf(log).some((clause) => clause.ex_officio && (clause.office ?? [act.office]).includes(act.office)),
  credential: ({ act, log, member }) => kind(act) === "mandate-delegate" && log.acts.some((one) => kind(one) === "check-credentials" && one.seated.includes(act.name)),
  restored: ({ log }) => log.acts.some((one) => ["restore", "restore-member"].includes(kind(one))),
  result: ({ way }) => kind(way.result) === "declare-result" && way.result.election === way.roll.election && way.result.by.length > 0,
  count: ({ way, counts, log }) => {
    const rows = counts.map((act) => numbers(act, way.roll.election, log));
    if (rows.includes(undefined)) return false;
    if (rows.some((row) => row.length === 0)) return true; // rankings: they are in the ballots, which bylaw verify counts
    const sums = rows.reduce(add);
    const votes = new Map(way.paper.options.map((option, i) => [option, sums[i] ?? 0]));
    const least = Math.min(...way.result.elected.map((who) => votes.get(who) ?? -1));
    return [...votes].every(([who, n]) => way.result.elected.includes(who) || n <= least);
  },
  box: ({ act, log, way }) => kind(act) === "file-result" && boxOf(act, log).elections.includes(way.roll.election),
  heads: ({ act, counts }) => kind(act) === "close-box" && counts.some((one) => one.box === act.box && one.counted <= act.ballots),
  voters: ({ act, way }) => kind(act) === "set-up-ballot" && act.elections.includes(way.roll.election) && act.number <= way.paper.voters,
  keys: ({ act, way }) => kind(act) === "set-up-ballot" && act.elections.includes(way.roll.election) && act.trustees.length > 0,
  paper: ({ way }) => kind(way.paper) === "fix-paper" && way.paper.election === way.roll.election && way.result.elected.every((who) => way.paper.options.includes(who)),
  roll: ({ way, counts }) => kind(way.roll) === "call-election" && counts.reduce((n, act) => n + partOf(act), 0) <= way.paper.voters,
  sample: ({ act, way }) => kind(act) === "report-sample" && act.election === way.roll.election,
  clause: ({ clauses, log }) => {
    const told = new Set(clausesOf(log).map((clause) => clause.no));
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
  const acts = steps.map((step) => log.acts[Number(step.dataset.entry)]);
  const way = Object.fromEntries(steps.map((step, i) => [step.dataset.step, acts[i]]));
  const counts = acts.filter((_act, i) => steps[i].dataset.step === "count");
  for (const [i, step] of steps.entries()) {
    const clauses = (step.dataset.clauses ?? "").split("|").filter(Boolean);
    let good = false;
    try {
      good = Boolean(STEPS[step.dataset.step]?.({ act: acts[i], way, counts, log, clauses, member: trail.dataset.member }));
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
    ? say("Your browser read {count} entries and found them under a head that the log signed and 1 witness cosigned. The command bylaw verify checks the signatures too.", log)
    : say("Your browser read {count} entries and found them under a head that the log signed and {witnesses} witnesses cosigned. The command bylaw verify checks the signatures too.", log);
} catch (fault) {
  told.textContent = say("Your browser could not check this: {why}.", { why: say(fault.message) });
}

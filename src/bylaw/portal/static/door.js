// The door: its two files, the camera, and a plain word about each card. Nothing that it sees leaves this page.
import { Refused, checkCard, idle, readDoor } from "./card.js";
import { answered, ask, isAnswer } from "./holder.js";
import { readKey } from "./log.js";

const PINNED = "bylaw-door-log";
const LET_IN = "bylaw-door-in";
const PAUSE = 200;
const SHOWN = 4000;
const page = document.querySelector("#door");
const { logkey, witnesses, quorum, now } = page.dataset;
const trust = { log: readKey(logkey), witnesses: witnesses.split(" ").filter(Boolean).map(readKey), quorum: Number(quorum) };
const part = (name) => page.querySelector(`[data-part=${name}]`);
const said = (name) => page.querySelector(`[data-say=${name}]`)?.textContent ?? name;
const clock = () => (Number(now) ? Number(now) : Math.floor(Date.now() / 1000));
let door = null;
let last = { coded: "", at: 0 };
let question = null;

const span = (seconds) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: seconds < 7200 ? "minute" : "hour", unitDisplay: "long" }).format(Math.max(0, Math.floor(seconds / (seconds < 7200 ? 60 : 3600))));
const moment = (at) => new Date(at * 1000).toLocaleString(document.documentElement.lang.replace(/^en$/, "en-GB"), { dateStyle: "long", timeStyle: "short" });

function tell(good, heading, lines) {
  const box = part("state");
  box.className = `box ${good ? "good" : "bad"}`;
  box.replaceChildren(...[heading, ...lines].map((words, i) => {
    const line = document.createElement("p");
    line.append(i ? words : Object.assign(document.createElement("strong"), { textContent: words }));
    return line;
  }));
}

function age() {
  const why = door ? idle(door, clock()) : "none";
  if (why) tell(false, said("closed"), [said(why)]);
  else tell(true, said("open"), [said("list").replace("{at}", moment(door.issued)).replace("{left}", span(door.expires - clock()))]);
  page.classList.toggle("closed", Boolean(why));
}

async function fetched(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Refused("none");
  return new Uint8Array(await answer.arrayBuffer());
}

// The log that a door trusts is the one that it saw first: a page that names another is not followed.
function pinned() {
  const kept = localStorage.getItem(PINNED);
  if (kept && kept !== logkey) throw new Refused("other-log");
  localStorage.setItem(PINNED, logkey);
}

async function sync() {
  try {
    pinned();
    const found = await readDoor(await fetched("/record/cards/status"), await fetched("/record/cards/proof"), trust);
    if (door && (found.size < door.size || found.issued < door.issued)) throw new Refused("rollback");
    door = found;
    age();
  } catch (fault) {
    if (door) age();
    else tell(false, said("closed"), [said(fault instanceof Refused ? fault.reason : "none")]);
  }
}

const letIn = () => JSON.parse(localStorage.getItem(LET_IN) ?? "{}");

// Remembers a card that was let in, for the meeting that was chosen; gives when it was let in before.
function enter(card) {
  const all = letIn();
  const meeting = page.querySelector("#meeting")?.value ?? "";
  const before = all[meeting]?.[card.id];
  all[meeting] = { ...all[meeting], [card.id]: before ?? clock() };
  localStorage.setItem(LET_IN, JSON.stringify(all));
  count();
  return before;
}

function count() {
  const meeting = page.querySelector("#meeting")?.value ?? "";
  part("count").textContent = Object.keys(letIn()[meeting] ?? {}).length;
  const link = part("take");
  link.hidden = !meeting;
  link.href = `/meetings/${meeting}/`;
}

function answer(good, heading, lines) {
  const box = part("answer");
  box.className = `answer ${good ? "good" : "bad"}`;
  box.querySelector("strong").textContent = heading;
  box.querySelector("p").textContent = lines.filter(Boolean).join(" ");
  box.hidden = false;
  navigator.vibrate?.(good ? 80 : [80, 80, 240]);
  clearTimeout(box.timer);
  box.timer = setTimeout(() => { box.hidden = true; }, 3 * SHOWN);
}

// Puts the question to whoever shows a card: a code that opens her own page in her own telephone, and the same as text.
async function put(asked) {
  question = asked;
  part("question").hidden = !asked;
  if (!asked) return;
  part("asked").textContent = said("asked").replace("{name}", asked.card.name);
  page.querySelector("#question").value = asked.text;
  const { drawQr } = await import("./qr.js");
  const place = `${location.origin}/me/card/answer/?question=${encodeURIComponent(asked.text)}`;
  const rows = drawQr(place, "raw", { ecc: "medium", border: 2 });
  const path = rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
  const [picture] = part("code").children;
  picture.setAttribute("viewBox", `0 0 ${rows.length} ${rows.length}`);
  picture.firstElementChild.setAttribute("d", path);
}

async function hear(text) {
  const { card } = question ?? {};
  if (!card) throw new Refused("not-asked");
  const asked = question;
  await put(null);
  await answered(asked, text, clock());
  return card;
}

async function check(coded) {
  if (!door) return answer(false, said("closed"), [said("none")]);
  try {
    const heard = isAnswer(coded);
    const card = heard ? await hear(coded.trim()) : await checkCard(door, coded.trim(), clock());
    if (!heard && card.key && page.querySelector("#strict").checked) return question?.card.id === card.id ? null : await put(ask(card, door.issuer, clock()));
    const before = enter(card);
    return answer(true, card.name, [card.cls, heard ? said("by-key") : "", before ? said("again").replace("{at}", moment(before)) : ""]);
  } catch (fault) {
    age();
    return answer(false, said("no"), [said(fault instanceof Refused ? fault.reason : "shape")]);
  }
}

// A phone's own reader where there is one, else the small one that comes with this page.
async function reader() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const found = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await found.detect(video))[0]?.rawValue ?? "";
  }
  const { readQr } = await import("./qr.js");
  const canvas = document.createElement("canvas");
  const sheet = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    sheet.drawImage(video, 0, 0);
    try {
      return readQr(sheet.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return "";
    }
  };
}

async function look() {
  const video = part("camera");
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  await video.play();
  part("finder").hidden = false;
  part("start").hidden = true;
  const read = await reader();
  for (; ; await new Promise((resolve) => setTimeout(resolve, PAUSE))) {
    const coded = video.videoWidth ? await read(video).catch(() => "") : "";
    const again = coded === last.coded && (isAnswer(coded) || Date.now() - last.at < SHOWN);
    if (!coded || again) continue;
    last = { coded, at: Date.now() };
    await check(coded);
  }
}

part("start").querySelector("button").addEventListener("click", () => look().catch(() => {
  part("start").querySelector("[role=alert]").textContent = said("camera");
}));
page.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { card } = event.target.elements;
  check(card.value).finally(() => { card.value = ""; });
});
page.querySelector("#meeting")?.addEventListener("change", count);
part("drop").addEventListener("click", () => put(null));
addEventListener("online", sync);
setInterval(age, 30000);
setInterval(sync, 600000);
count();
await sync();
if ("serviceWorker" in navigator) {
  await navigator.serviceWorker.register("/door/worker.js").catch(() => {});
  part("kept").hidden = !(await navigator.serviceWorker.ready.catch(() => null));
}

// Receipts: c2sp.org/tlog-proof@v1. One file shows that an entry is in the log under a head that it signed.
import { cosignedAt, leaf, node, readNote, same, signedBy, unbase64 } from "./log.js";

export const HEADER = "c2sp.org/tlog-proof@v1\n";

// Whether a leaf is at an index of a tree of that size and root (RFC 9162, section 2.1.3.2).
function included(leafHash, index, size, proof, root) {
  let [at, last, hash] = [index, size - 1, leafHash];
  for (const other of proof) {
    if (last === 0) return false;
    if (at % 2 || at === last) {
      hash = node(other, hash);
      while (!(at % 2) && at) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else hash = node(hash, other);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(hash, root);
}

// Follow a receipt down to an entry's bytes: gives the head's size and how many witnesses cosigned it; throws where it fails.
export function readReceipt(entry, receipt, trust) {
  const [top, ...notes] = receipt.slice(HEADER.length).split("\n\n");
  const lines = top.split("\n");
  const note = readNote(new TextEncoder().encode(notes.join("\n\n")));
  const [origin, count, root] = note.text.split("\n");
  if (!receipt.startsWith(HEADER) || origin !== trust.log.name || !signedBy(note, trust.log)) throw new Error("the head is not signed by the key of this log");
  const index = Number(lines[0].match(/^index (\d{1,15})$/)?.[1] ?? NaN);
  if (!included(leaf(entry), index, Number(count), lines.slice(1).map(unbase64), unbase64(root))) throw new Error("the entry is not under the head");
  return { index, size: Number(count), witnesses: trust.witnesses.filter((key) => cosignedAt(note, key)).length };
}

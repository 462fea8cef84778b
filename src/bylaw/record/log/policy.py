"""Whom a verifier trusts: c2sp.org/tlog-policy. Logs, witnesses, groups of them, and the quorum they must reach."""

import re
from collections.abc import Callable

from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import cosigned_at
from bylaw.record.log.note import COSIGNATURE, ED25519, Note, VerifierKey, parse_vkey

MAX_POLICY = 100_000
"""The longest policy read, in bytes."""
_CONTROL = re.compile("[^\t\n\x20-\x7e\x80-\U0010ffff]")
_FIELD = re.compile("[^ \t]+")


class Witness(Struct, frozen=True):
    """A witness under the name that the policy gives it."""

    name: str
    key: VerifierKey
    url: str = ""


class Group(Struct, frozen=True):
    """At least `threshold` of these witnesses or groups."""

    name: str
    threshold: int
    members: tuple[str, ...]


class Log(Struct, frozen=True):
    """A log that is accepted."""

    key: VerifierKey
    url: str = ""


class Quorum(Struct, frozen=True):
    """What a note's cosignatures amount to: when each witness cosigned, and what is missing, if anything is."""

    times: dict[str, int]
    missing: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


class TrustPolicy(Struct, frozen=True):
    """A policy as read. `quorum` names a witness or a group, or is empty: no witness is asked."""

    logs: tuple[Log, ...]
    witnesses: tuple[Witness, ...]
    groups: tuple[Group, ...]
    quorum: str

    def evaluate(self, note: Note) -> Quorum | Broken:
        """Check a checkpoint's cosignatures. A known witness's line that does not verify breaks the note."""
        times: dict[str, int] = {}
        for witness in self.witnesses:
            if note.of(witness.key):
                at = cosigned_at(note, witness.key)
                if isinstance(at, Broken):
                    return at
                times[witness.name] = at
        return Quorum(times, self._missing(times))

    def _missing(self, times: dict[str, int]) -> tuple[str, ...]:
        reached, lacking = (
            set(times),
            {witness.name: f"{witness.name} has not cosigned" for witness in self.witnesses},
        )
        for group in self.groups:
            absent = [member for member in group.members if member not in reached]
            have = len(group.members) - len(absent)
            if have >= group.threshold:
                reached.add(group.name)
            without = ", ".join(absent)
            lacking[group.name] = (
                f"{group.name} has {have} of the {group.threshold} that it asks, without {without}"
            )
        return () if not self.quorum or self.quorum in reached else (lacking[self.quorum],)


class _Reader:
    """Collects the lines of one policy."""

    def __init__(self) -> None:
        self.logs: list[Log] = []
        self.witnesses: list[Witness] = []
        self.groups: list[Group] = []
        self.quorum: str | None = None
        self.used: set[str] = set()

    def names(self) -> set[str]:
        return {one.name for one in self.witnesses} | {one.name for one in self.groups}

    def log(self, fields: list[str]) -> str | None:
        if len(fields) not in {1, 2}:
            return "a log line is: log <vkey> [<url>]"
        key = parse_vkey(fields[0])
        if isinstance(key, Broken) or key.kind != ED25519:
            return f"not a log's key: {fields[0][:80]}"
        if any(known.key.public == key.public for known in self.logs):
            return f"log key twice: {fields[0]}"
        self.logs.append(Log(key, *fields[1:]))
        return None

    def witness(self, fields: list[str]) -> str | None:
        if len(fields) not in {2, 3}:
            return "a witness line is: witness <name> <vkey> [<url>]"
        key = parse_vkey(fields[1])
        if isinstance(key, Broken) or key.kind != COSIGNATURE:
            return f"not a witness's key: {fields[1][:80]}"
        if any(known.key.public == key.public for known in self.witnesses) or self._taken(fields[0]):
            return f"witness key or name twice: {fields[0]}"
        self.witnesses.append(Witness(fields[0], key, *fields[2:]))
        return None

    def group(self, fields: list[str]) -> str | None:
        if len(fields) < 3:
            return "a group line is: group <name> all|any|<k> <name>…"
        name, word, *members = fields
        unknown = [member for member in members if member not in self.names()]
        if unknown or self._taken(name):
            return (
                f"group {name}: {', '.join(unknown) or name} is no witness or group above, or defined twice"
            )
        if len(set(members)) != len(members) or self.used & set(members):
            return f"group {name}: each name is a member of one group, once"
        threshold = {"all": len(members), "any": 1}.get(word) or (
            int(word) if re.fullmatch("[1-9][0-9]{0,3}", word) else 0
        )
        if not 1 <= threshold <= len(members):
            return f"group {name}: threshold {word} of {len(members)}"
        self.used.update(members)
        self.groups.append(Group(name, threshold, tuple(members)))
        return None

    def quorum_line(self, fields: list[str]) -> str | None:
        if len(fields) != 1 or self.quorum is not None:
            return "there is one quorum line: quorum <name>|none"
        if fields[0] != "none" and fields[0] not in self.names():
            return f"quorum {fields[0]} is no witness or group above: {', '.join(sorted(self.names())) or 'none'}"
        self.quorum = "" if fields[0] == "none" else fields[0]
        return None

    def _taken(self, name: str) -> bool:
        return name == "none" or name in self.names()


def parse_policy(raw: bytes) -> TrustPolicy | Broken:
    """Read a policy file; names are compared byte for byte."""
    text = raw.decode("latin-1")
    if len(raw) > MAX_POLICY:
        return Broken("size", f"a policy is at most {MAX_POLICY} bytes of lines")
    if _CONTROL.search(text):
        return Broken("canonical", "no policy: it holds a control character")
    if text and not text.endswith("\n"):
        return Broken("shape", "the last line of a policy ends with a newline, too")
    reader = _Reader()
    kinds: dict[str, Callable[[list[str]], str | None]] = {
        "log": reader.log,
        "witness": reader.witness,
        "group": reader.group,
        "quorum": reader.quorum_line,
    }
    for number, line in enumerate(text.split("\n"), 1):
        kind, *fields = _FIELD.findall(line) or ["#"]
        problem = None if kind.startswith("#") else kinds.get(kind, _unknown)(fields)
        if problem:
            return Broken("shape", f"policy line {number}: {problem}")
    if reader.quorum is None:
        return Broken("shape", "a policy has a quorum line: quorum <name>|none")
    return TrustPolicy(tuple(reader.logs), tuple(reader.witnesses), tuple(reader.groups), reader.quorum)


def _unknown(_fields: list[str]) -> str:
    return "a line is a log, a witness, a group or the quorum"

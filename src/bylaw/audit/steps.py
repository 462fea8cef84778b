"""The steps of one audit while they are taken, and what is wrong."""

from __future__ import annotations

from bylaw.audit.report import Fault, Step, Verdict


class Steps:
    """What each step established or could not; of a step that failed, the last failure is told."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._taken: dict[int, Step] = {}

    def establish(self, number: int, name: str, established: str) -> None:
        """Note what a step established, unless it was noted already or failed."""
        self._taken.setdefault(number, Step(number, name, "valid", established))

    def fail(self, number: int, name: str, fault: Fault, verdict: Verdict = "refused") -> None:
        """Note what is wrong, and that a step failed by it."""
        self.faults.append(fault)
        self.conclude(Step(number, name, verdict, fault.detail))

    def failed(self, number: int, name: str, reason: str, verdict: Verdict = "refused") -> bool:
        """Note that a step failed where faults with this reason were noted; the newest of them says why."""
        why = [fault.detail.partition("\n")[0] for fault in self.faults if fault.reason == reason]
        if why:
            self.conclude(Step(number, name, verdict, why[-1]))
        return bool(why)

    def conclude(self, step: Step) -> None:
        """Note a step in place of what was noted of it."""
        self._taken[step.number] = step

    @property
    def verdict(self) -> Verdict:
        """The verdict on the whole: refused before incomplete before valid."""
        said = {step.verdict for step in self._taken.values()}
        return "refused" if "refused" in said else "incomplete" if "incomplete" in said else "valid"

    def in_order(self) -> tuple[Step, ...]:
        """Give the steps by their numbers."""
        return tuple(self._taken[number] for number in sorted(self._taken))

"""What is told of the steps of an audit: each by what broke it, and the whole by the worst."""

import pytest

from bylaw.audit.report import Fault
from bylaw.audit.steps import Steps


@pytest.fixture
def steps():
    found = Steps()
    found.faults += [Fault("rule", "refused by 3.1\nfound: late"), Fault("signature", "no key of hers")]
    return found


def test_a_step_that_failed_says_what_broke_it_and_not_what_broke_another(steps):
    assert steps.failed(4, "rules", "rule")
    assert steps.failed(5, "signatures", "signature")
    assert [step.established for step in steps.in_order()] == ["refused by 3.1", "no key of hers"]


def test_a_step_without_a_fault_of_its_own_did_not_fail(steps):
    assert not steps.failed(9, "attachments", "missing", "incomplete")
    steps.establish(9, "attachments", "all here")
    assert [(step.number, step.verdict) for step in steps.in_order()] == [(9, "valid")]


def test_what_failed_stays_failed_and_the_worst_step_is_the_verdict(steps):
    steps.establish(1, "head", "signed")
    assert steps.verdict == "valid"
    steps.fail(7, "witnesses", Fault("checkpoint", "no witness"), "incomplete")
    assert steps.verdict == "incomplete"
    steps.fail(8, "history", Fault("consistency", "another history"))
    steps.establish(8, "history", "a prefix")
    assert steps.verdict == "refused"
    assert [(s.number, s.established) for s in steps.in_order()] == [
        (1, "signed"),
        (7, "no witness"),
        (8, "another history"),
    ]

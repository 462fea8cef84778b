"""Recall: sealed signatures struck each for its reason, a vote that opens by itself, and what it gives."""

from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.rules.majority import Majority
from bylaw.rules.meanings import MajorityRule, PetitionRule, Quorum, Steps, Window
from bylaw.rules.measure import Measure

from .governing import digest, rule
from .recalling import Recalling
from .society import DAY, person

THREE_QUARTERS = MajorityRule(majority=Majority(share=(3, 4), base="cast", strict=False))


def recall(*clauses, **more) -> Recalling:
    s = Recalling(*clauses, **more)
    s.wait(1)
    s.open_recall()
    return s


def test_a_fifth_opens_the_vote_and_no_officer_is_asked():
    s = recall()
    election = s.state.elections.all[s.over(9, 10, 11, 12)]
    assert (election.called, election.record, election.question) == (s.now, s.now, "rc")
    assert election.opens == (s.now // DAY + 10) * DAY, "the notice of an election"
    s.vote(election.name, 5, 9)
    assert s.refused("declare-recall", s.tellers, election=election.name, outcome="kept") == ["bylaw 64"]
    s.do("declare-recall", s.tellers, election=election.name, outcome="recalled")
    assert s.state.offices.mandates["interim.1"].cause == "recalled"
    assert s.state.recalls.all["rc"].outcome == "recalled"


def test_one_signature_short_is_counted_and_opens_nothing_and_the_rule_says_how_many():
    s = recall()
    s.seal(*map(s.signed, (9, 10, 11)))
    s.do("file-petition", 9, petition="rc")
    s.counted(3)
    assert s.state.petitions.counts["rc"][-1].needed == 4
    assert s.state.recalls.all["rc"].elections == ()
    few = PetitionRule(measure=Measure(share=(3, 20)), window_days=60, vote_days=30)
    s = recall(rule("61", "open-recall", petition=few))
    assert s.over(9, 10, 11)


def test_kept_by_the_majority_that_the_clauses_on_removal_ask():
    s = recall(rule("70", "remove-from-office", majority=THREE_QUARTERS))
    name = s.over(9, 10, 11, 12)
    s.vote(name, 4, 11)
    assert s.refused("declare-recall", s.tellers, election=name, outcome="recalled") == ["bylaw 64"]
    s.do("declare-recall", s.tellers, election=name, outcome="kept")
    assert s.state.offices.mandates["interim.1"].holds(s.now)
    s = recall(rule("70", "remove-from-office", majority=THREE_QUARTERS))
    name = s.over(9, 10, 11, 12)
    s.vote(name, 4, 12)
    s.do("declare-recall", s.tellers, election=name, outcome="recalled")


def test_a_turnout_that_is_asked_keeps_the_mandate_where_it_is_missed():
    half = Quorum(measure=Measure(share=(1, 2)), scope="vote")
    for yes, outcome in ((9, "kept"), (10, "recalled")):
        s = recall(rule("70", "remove-from-office", quorum=half))
        name = s.over(9, 10, 11, 12)
        s.vote(name, 0, yes)
        s.do("declare-recall", s.tellers, election=name, outcome=outcome)


def test_c39_each_signature_struck_has_its_own_reason():
    s = recall()
    old = s.signed(13)
    s.seal(
        *map(s.signed, (9, 10, 11, 12)), s.signed(14, key=15), s.signed(9), s.signed(16), s.signed(77, key=17)
    )
    lost = s.signed(17)
    s.seal(
        s.signed(16, "withdraw-signature"), s.sheet(s.act("sign-petition", 18, petition="other"), 18), lost
    )
    s.openings.remove(lost)
    s.wait(2)
    s.seal(old)
    s.state.members.suspensions[person(12)] = [(s.now, s.now + DAY)]
    s.do("file-petition", 9, petition="rc")
    told = {
        "forged": 2,
        "doubled": 1,
        "withdrawn": 1,
        "unreadable": 1,
        "unopened": 1,
        "late": 1,
        "voteless": 1,
    }
    fields = {"petition": "rc", "openings": s.file_of()}
    wrong = s.struck(fields | {"good": 4, "struck": told | {"voteless": 0}})
    assert s.refused("count-petition", s.tellers, **wrong) == ["bylaw 63"]
    s.counted(3, **told)
    assert s.state.recalls.all["rc"].elections == (), "three of twenty"


def test_signed_again_after_a_withdrawal_counts_once_and_an_old_sheet_does_not_come_back():
    s = recall()
    first = s.signed(9)
    s.seal(first, s.signed(9, "withdraw-signature"), s.sheet_again(first))
    s.seal(s.signed(10), s.signed(10, "withdraw-signature"), s.signed(10))
    s.do("file-petition", 9, petition="rc")
    s.counted(1, doubled=1, withdrawn=2)


def test_c39_day_sixty_and_day_sixty_one():
    s = recall()
    s.wait(60)
    s.seal(*map(s.signed, (9, 10, 11, 12)))
    s.wait(1)
    seals = {"petition": "rc", "seals": (digest("late"),)}
    assert s.refused("seal-signatures", 9, **seals) == ["61"]
    assert s.refused("file-petition", 9, petition="rc") == ["61"]
    s.wait(-1)
    s.do("file-petition", 9, petition="rc")


def test_the_threshold_is_of_the_roll_on_the_day_of_filing():
    s = recall()
    s.seal(*map(s.signed, (9, 10, 11, 12)))
    s.do("file-petition", 9, petition="rc")
    s.wait(3)
    for n in range(30, 40):
        s.enter(n)
    s.counted(4)
    assert s.state.petitions.counts["rc"][-1].needed == 4, "twenty then, thirty now"
    assert s.state.recalls.all["rc"].elections


def test_two_tellers_open_and_where_they_do_not_two_members_once_it_is_due():
    s = recall()
    s.seal(*map(s.signed, (9, 10, 11, 12)))
    fields = s.struck({"petition": "rc", "openings": s.file_of(), "good": 4, "struck": {}})
    assert s.refused("count-petition", s.tellers, **fields) == ["bylaw 15"], "not filed"
    s.do("file-petition", 9, petition="rc")
    assert s.refused("count-petition", s.tellers[:1], **fields) == ["62"]
    assert s.refused("count-petition", (9, 10), **fields) == ["62"]
    s.wait(15)
    s.do("count-petition", (9, 10), **fields)
    assert s.refused("count-petition", s.tellers, **fields)[0] == "bylaw 15", "it succeeded"


def test_without_its_openings_no_count_is_admitted_and_the_record_never_holds_them():
    s = recall()
    s.seal(*map(s.signed, (9, 10, 11, 12)))
    s.do("file-petition", 9, petition="rc")
    fields = s.struck({"petition": "rc", "openings": digest("none"), "good": 4, "struck": {}})
    assert s.refused("count-petition", s.tellers, **fields) == ["bylaw 13"]
    s.evidence["seal:" + digest("none")] = b"[{]"
    assert s.refused("count-petition", s.tellers, **fields) == ["bylaw 13"]
    s.evidence["seal:" + digest("none")] = None
    s.do("count-petition", s.tellers, **fields)


def test_open_signatures_do_not_mix_with_sealed_ones():
    s = recall()
    assert s.refused("sign-petition", 9, petition="rc") == ["bylaw 63"]
    s.do("open-petition", 9, name="p", body="root", matter=s.fact(), text=digest("p"))
    assert s.refused("seal-signatures", 9, petition="p", seals=(digest("x"),)) == ["bylaw 63"]
    s.do("sign-petition", 9, petition="p")
    s.do("open-petition", 9, name="q", body="root", matter=s.fact(), text=digest("q"), signing="sealed")
    s.seal(*(s.signed(n, petition="q") for n in (9, 10, 11, 12)), petition="q")
    s.do("file-petition", 9, petition="q")
    s.counted(4, "q")
    s.do("attest", s.warrant(9, "petition.q"), **s.facts())


def test_the_vote_is_neither_dodged_nor_stopped():
    s = recall()
    name = s.over(9, 10, 11, 12)
    her = s.herself(2)
    assert s.refused("withdraw-candidacy", her, election=name, member=person(2)) == ["bylaw 64"]
    objection = {"election": name, "member": person(2), "name": "o", "reasons": digest("o")}
    assert s.refused("object-to-nomination", 5, **objection) == ["bylaw 64"]
    assert s.refused("nominate", 5, election=name, member=person(5)) == ["bylaw 15"]
    assert s.refused("void-election", s.secretary, election=name, reasons=digest("v")) == ["bylaw 64"]
    assert s.refused("open-recall", 9, name="again", mandate="interim.1", grounds=digest("a")) == ["bylaw 15"]


def test_a_vote_that_no_officer_opens_waits_for_any_member_and_is_open_for_its_days():
    s = recall()
    name = s.over(9, 10, 11, 12)
    opens = s.state.elections.all[name].opens
    s.now = opens - 1
    assert s.refused("open-poll", 12, election=name)[0] == "63"
    s.now = opens + 100 * DAY
    s.vote(name, 3, 8, by=Signer(person(12), "member"))
    it = s.state.elections.all[name]
    assert it.closes - it.opened >= 7 * DAY
    s.do("declare-recall", s.tellers, election=name, outcome="recalled")


def test_a_void_vote_opens_again_by_itself():
    s = recall()
    name = s.over(9, 10, 11, 12)
    s.vote(name, 3, 8)
    s.do("void-election", s.secretary, election=name, reasons=digest("v"))
    again = s.state.recalls.all["rc"].elections[-1]
    assert again != name
    assert s.state.elections.all[again].called == s.now


def test_results_are_declared_by_the_act_for_them():
    s = recall()
    name = s.over(9, 10, 11, 12)
    assert s.refused("declare-recall", s.tellers, election=name, outcome="kept") == ["bylaw 15"]
    s.vote(name, 3, 8)
    assert "bylaw 64" in s.refused("declare-result", s.tellers, election=name, elected=())
    assert s.refused("declare-recall", 12, election=name, outcome="recalled") == ["64"]
    s.wait(8)
    s.do("declare-recall", 12, election=name, outcome="recalled")


def test_a_kept_mandate_rests_from_recalls_for_the_days_of_the_clause():
    for days in (90, 10):
        s = recall(rule("71", "open-recall", window=Window(days=days)))
        name = s.over(9, 10, 11, 12)
        s.vote(name, 8, 3)
        s.do("declare-recall", s.tellers, election=name, outcome="kept")
        s.wait(11)
        again = {"name": "again", "mandate": "interim.1", "grounds": digest("a")}
        if days == 90:
            assert s.refused("open-recall", 9, **again) == ["71"]
        else:
            s.do("open-recall", 9, **again)


def test_where_a_clause_wants_charge_and_hearing_first():
    found = Steps(order=(("remove", "find", 0),))
    s = Recalling(rule("72", "open-recall remove-from-office", steps=found))
    s.wait(1)
    fields = {"name": "rc", "mandate": "interim.1", "grounds": digest("rc")}
    removal = {"mandate": "interim.1", "reasons": digest("r")}
    assert s.refused("open-recall", 9, **fields) == ["72"]
    assert s.refused("remove-from-office", s.secretary, **removal) == ["72"]
    s.found_against(2)
    s.do("open-recall", 9, **fields)
    s.do("remove-from-office", s.secretary, **removal)


def test_a_reader_from_whom_the_parties_are_sealed_takes_any_case_for_this_one():
    s = Recalling(rule("72", "open-recall", steps=Steps(order=(("remove", "find", 0),))))
    s.wait(1)
    fields = {"name": "rc", "mandate": "interim.1", "grounds": digest("rc")}
    s.found_against(5)
    assert s.refused("open-recall", 9, **fields) == ["72"]
    s.state.cases.all["c"] = replace(s.state.cases.all["c"], charged="")
    s.do("open-recall", 9, **fields)


def test_a_by_election_fills_the_rest_of_the_term_where_the_bylaws_say_so():
    s = recall()
    name = s.over(9, 10, 11, 12)
    s.vote(name, 3, 8)
    s.do("declare-recall", s.tellers, election=name, outcome="recalled")
    s.refill()
    seat = s.state.offices.mandates["by.0"]
    assert seat.due == s.state.offices.mandates["interim.1"].due


def test_a_resignation_ends_the_matter_and_an_election_is_not_held_up():
    s = recall()
    s.over(9, 10, 11, 12)
    s.do("resign-office", s.herself(2), mandate="interim.1")
    s.wait(11)
    times = {k: s.stamp(d) for k, d in (("nominations", 5), ("opens", 12), ("closes", 14), ("begins", 15))}
    s.do("call-election", 12, election="by", office="treasurer", body="root", seats=1, **times)

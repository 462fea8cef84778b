"""Every act there is, and the reader of an act's bytes."""

from __future__ import annotations

from functools import cache

import msgspec

from bylaw.acts import (
    admission,
    amendment,
    appeals,
    attendance,
    ballots,
    bodies,
    box,
    box_result,
    candidates,
    cards,
    channels,
    charges,
    complaints,
    corrections,
    credentials,
    decisions,
    declaration,
    delegates,
    elections,
    envoys,
    erasure,
    evidence,
    founding,
    hearings,
    keys,
    logkeeping,
    meetings,
    membership,
    minutes,
    motions,
    objections,
    offices,
    panels,
    papers,
    past,
    petitions,
    polls,
    reports,
    roll_import,
    sealed,
    standing,
    transfer,
    trustees,
    unsealing,
    votes,
    warnings,
)
from bylaw.acts.act import Act
from bylaw.acts.figures import publishing
from bylaw.record.broken import Broken
from bylaw.record.encoding import decode

ACTS: tuple[type[Act], ...] = (
    founding.Found,
    admission.Apply,
    admission.Sponsor,
    membership.ObjectToAdmission,
    admission.Admit,
    admission.Decline,
    bodies.CreateBody,
    bodies.SplitBody,
    bodies.MergeBodies,
    bodies.DissolveBody,
    offices.CreateOffice,
    offices.AbolishOffice,
    offices.ResignOffice,
    offices.RemoveFromOffice,
    offices.HandOver,
    offices.DeclareAffiliation,
    delegates.ApportionDelegates,
    credentials.MandateDelegate,
    credentials.CheckCredentials,
    envoys.SendEnvoy,
    envoys.RecallEnvoy,
    meetings.CallMeeting,
    meetings.AddItem,
    attendance.GiveProxy,
    attendance.RevokeProxy,
    meetings.OpenMeeting,
    attendance.RecordAttendance,
    meetings.AdjournMeeting,
    meetings.CloseMeeting,
    minutes.FileMinutes,
    minutes.ApproveMinutes,
    minutes.CloseSession,
    minutes.ReleaseSession,
    motions.Move,
    motions.Second,
    motions.AmendMotion,
    votes.RecordVote,
    votes.RecordRollCall,
    motions.Dissent,
    petitions.OpenPetition,
    petitions.SignPetition,
    petitions.WithdrawSignature,
    petitions.FilePetition,
    membership.Promote,
    membership.ChangeClass,
    membership.Resign,
    membership.RecordDeath,
    standing.AttestStanding,
    standing.RemindArrears,
    standing.GiveLapseNotice,
    standing.Lapse,
    standing.Return,
    transfer.RequestTransfer,
    transfer.AcceptTransfer,
    roll_import.OpenImport,
    roll_import.ImportChunk,
    cards.RegisterCardKey,
    cards.RevokeCardKey,
    cards.IssueCard,
    cards.ReplaceCard,
    cards.ReportCardLost,
    cards.PublishCardStatus,
    elections.CallElection,
    candidates.Nominate,
    candidates.AcceptNomination,
    objections.ObjectToNomination,
    objections.DecideObjection,
    candidates.WithdrawCandidacy,
    candidates.ShowRoll,
    polls.FixPaper,
    trustees.FileCoefficients,
    channels.SendCredential,
    ballots.SetUpBallot,
    trustees.RehearseTrustees,
    polls.OpenPoll,
    box.BoxHead,
    polls.ClosePoll,
    box.CloseBox,
    unsealing.FileTally,
    unsealing.FileShuffle,
    unsealing.FileFactors,
    box_result.FileResult,
    polls.EnterCount,
    declaration.DeclareResult,
    elections.VoidElection,
    charges.BringCharge,
    charges.ServeCharge,
    charges.InterimMeasure,
    evidence.FileEvidence,
    evidence.AnswerEvidence,
    panels.DeclareTie,
    panels.SeatPanel,
    panels.Recuse,
    hearings.HoldHearing,
    hearings.WaiveHearing,
    decisions.DecideFinding,
    decisions.DecideSanction,
    decisions.CarryOut,
    appeals.Appeal,
    appeals.DecideAppeal,
    appeals.ReopenCase,
    appeals.RestoreMember,
    reports.FileReport,
    reports.RemarkReport,
    reports.DecideReport,
    reports.Discharge,
    complaints.FileComplaint,
    complaints.AcknowledgeComplaint,
    complaints.AnswerComplaint,
    complaints.DecideComplaint,
    complaints.WithdrawComplaint,
    complaints.FileTip,
    warnings.GiveWarning,
    warnings.AnswerWarning,
    amendment.AmendBylaws,
    amendment.RegisterAmendment,
    keys.RegisterKey,
    keys.RotateKey,
    keys.RecoverKey,
    keys.StopRecovery,
    keys.RevokeKey,
    corrections.Rectify,
    corrections.Annul,
    corrections.Restore,
    corrections.Attest,
    publishing.PublishFigures,
    publishing.ClaimFigure,
    past.AttestVote,
    past.AttestActivity,
    past.ExcludeVoter,
    past.AddVoter,
    past.FixRoll,
    papers.EnterPaper,
    papers.ConfirmPaper,
    papers.DisownPaper,
    sealed.Sealed,
    erasure.Erase,
    logkeeping.SetWitnesses,
    logkeeping.Witnessed,
    logkeeping.OpenSuccessor,
)
"""All acts, chapter by chapter, in the order of SPEC.md."""

BY_TAG: dict[str, type[Act]] = {str(act.__struct_config__.tag): act for act in ACTS}
BY_KIND: dict[str, type[Act]] = {act.kind(): act for act in ACTS}

_BY_TAG = {tag.encode(): act for tag, act in BY_TAG.items()}
_OPENING = b'{"act":"'
_LONGEST = len(_OPENING) + 60
"""Within so many bytes an act has said its kind."""


def read_act(raw: bytes) -> Act | Broken:
    """Read an act's bytes. Never raises, whatever the bytes.

    The tag is the first field of every act in the record's order of keys, so it selects the decoder.
    """
    if not raw.startswith(_OPENING):
        return Broken("shape", "an act begins with its kind")
    tag = raw[len(_OPENING) : max(raw.find(b'"', len(_OPENING), _LONGEST), 0)]
    kind = _BY_TAG.get(tag)
    if kind is None:
        told = tag or raw[len(_OPENING) : _LONGEST]
        return Broken("shape", f"there is no act '{told.decode('ascii', 'replace')}'")
    return decode(raw, _decoder(kind))


@cache
def _decoder(kind: type[Act]) -> msgspec.json.Decoder[Act]:
    return msgspec.json.Decoder(kind)

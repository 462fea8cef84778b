"""Every act there is, and the reader of an act's bytes."""

from __future__ import annotations

from functools import cache

import msgspec

from bylaw.acts import past, sealed
from bylaw.acts.accountability import appraisals, commissions, courses, directives, reports, spending
from bylaw.acts.act import Act
from bylaw.acts.assemblies import attendance, meetings, minutes, motions, votes
from bylaw.acts.discipline import appeals, charges, decisions, draws, evidence, hearings, inquiry, panels
from bylaw.acts.figures import publishing
from bylaw.acts.grievances import complaints, warnings
from bylaw.acts.initiative import petitions, recall, sealing
from bylaw.acts.keeping import accesses, annulment, corrections, erasure, keys, logkeeping, papers
from bylaw.acts.law import amendment, founding
from bylaw.acts.members import admission, campaigns, cards, membership, roll_import, standing, transfer
from bylaw.acts.organisation import affiliations, bodies, credentials, delegates, envoys, offices
from bylaw.acts.oversight import control, emergency
from bylaw.acts.secret_ballots import (
    ballots,
    box,
    box_result,
    channels,
    destroying,
    trustees,
    unsealing,
)
from bylaw.acts.voting import (
    candidates,
    challenges,
    declaration,
    elections,
    objections,
    polls,
    roll_audit,
    ties,
    voiding,
)
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
    affiliations.DeclareAffiliation,
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
    sealing.SealSignatures,
    sealing.CountPetition,
    membership.Promote,
    membership.ChangeClass,
    membership.Resign,
    membership.RecordDeath,
    standing.AttestStanding,
    standing.RemindArrears,
    standing.GiveLapseNotice,
    standing.Lapse,
    standing.Return,
    campaigns.OpenCampaign,
    campaigns.RemindCampaign,
    campaigns.AnswerCampaign,
    campaigns.CloseCampaign,
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
    roll_audit.DrawSample,
    roll_audit.ReportSample,
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
    destroying.DestroyBallots,
    polls.EnterCount,
    ties.AnnounceLot,
    declaration.DeclareResult,
    voiding.VoidElection,
    challenges.ChallengeElection,
    challenges.DecideChallenge,
    charges.BringCharge,
    charges.ServeCharge,
    charges.InterimMeasure,
    evidence.FileEvidence,
    evidence.AnswerEvidence,
    panels.DeclareTie,
    draws.AnnounceDraw,
    panels.SeatPanel,
    panels.Recuse,
    hearings.HoldHearing,
    hearings.WaiveHearing,
    decisions.DecideFinding,
    decisions.DecideSanction,
    decisions.CarryOut,
    inquiry.AppointInvestigator,
    appeals.Appeal,
    appeals.DecideAppeal,
    appeals.ReopenCase,
    appeals.RestoreMember,
    inquiry.FindInvalid,
    inquiry.TellInvalid,
    inquiry.NoteEqualReasons,
    inquiry.ReviewDecisions,
    recall.OpenRecall,
    recall.DeclareRecall,
    directives.IssueDirective,
    directives.AnswerDirective,
    directives.DissentDirective,
    directives.Countermand,
    commissions.OpenCommission,
    commissions.ReportCommission,
    commissions.DissentCommission,
    courses.OfferCourse,
    courses.CompleteCourse,
    appraisals.FileAppraisal,
    appraisals.AnswerAppraisal,
    appraisals.DiscloseTie,
    appraisals.PublishPlatform,
    appraisals.JoinPlatform,
    spending.GrantBenefit,
    spending.FixSpecification,
    spending.DissentSpecification,
    spending.RecordBid,
    spending.CommitFunds,
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
    control.RequestFile,
    control.DeliverFile,
    control.ReportControl,
    emergency.DeclareEmergency,
    emergency.RenewEmergency,
    emergency.ConfirmEmergency,
    emergency.EndEmergency,
    emergency.OrderStop,
    emergency.LiftStop,
    amendment.AmendBylaws,
    amendment.RegisterAmendment,
    keys.RegisterKey,
    keys.RotateKey,
    keys.RecoverKey,
    keys.StopRecovery,
    keys.RevokeKey,
    corrections.Rectify,
    annulment.Annul,
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
    accesses.RecordAccessHead,
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

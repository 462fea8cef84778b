"""What the record says now: plain tables of frozen structs, owned by the fold.

Everything that depends on time is a function of ``(state, t)`` for any ``t`` up to the last entry, because
the tables hold intervals: nothing ends by being deleted.
"""

from __future__ import annotations

from array import array
from collections.abc import Container

from bylaw.record.log.tree import Tree
from bylaw.rules.bylaws import Bylaws
from bylaw.state.accesses import Accesses
from bylaw.state.amendments import Amendments
from bylaw.state.ballots import Boxes
from bylaw.state.bodies import Bodies
from bylaw.state.campaigns import Campaigns
from bylaw.state.cards import Cards
from bylaw.state.cases import Cases
from bylaw.state.challenges import Challenges
from bylaw.state.complaints import Complaints
from bylaw.state.control import Control
from bylaw.state.corrections import Corrections
from bylaw.state.delegations import Delegations
from bylaw.state.directives import Commissions, Directives
from bylaw.state.elections import Elections
from bylaw.state.emergencies import Emergencies
from bylaw.state.erasures import Erasures
from bylaw.state.figures import FiguresTold
from bylaw.state.flaws import Flaws
from bylaw.state.identity import Identity
from bylaw.state.imports import Imports
from bylaw.state.keys import Keys
from bylaw.state.meetings import Meetings
from bylaw.state.members import Members
from bylaw.state.motions import Motions
from bylaw.state.offices import Offices
from bylaw.state.past import Past
from bylaw.state.persons import Persons
from bylaw.state.petitions import Petitions
from bylaw.state.places import Places
from bylaw.state.recalls import Recalls
from bylaw.state.recent import Recent
from bylaw.state.reports import Reports
from bylaw.state.spending import Spending
from bylaw.state.warnings import Warnings
from bylaw.state.warrants import Warrants
from bylaw.state.witnesses import Witnesses


class State:
    """One organisation at one entry of its record: ``size`` counts its entries, ``at`` is the time of the last."""

    def __init__(self) -> None:  # noqa: PLR0915 - a line for each table
        self.identity = Identity()
        self.bylaws = Bylaws()
        self.members = Members()
        self.keys = Keys()
        self.bodies = Bodies()
        self.offices = Offices()
        self.warrants = Warrants()
        self.meetings = Meetings()
        self.motions = Motions()
        self.petitions = Petitions()
        self.delegations = Delegations()
        self.elections = Elections()
        self.challenges = Challenges()
        self.cases = Cases()
        self.complaints = Complaints()
        self.warnings = Warnings()
        self.cards = Cards()
        self.emergencies = Emergencies()
        self.control = Control()
        self.boxes = Boxes()
        self.reports = Reports()
        self.recalls = Recalls()
        self.campaigns = Campaigns()
        self.directives = Directives()
        self.commissions = Commissions()
        self.persons = Persons()
        self.spending = Spending.empty()
        self.imports = Imports()
        self.amendments = Amendments()
        self.corrections = Corrections()
        self.erasures = Erasures()
        self.accesses = Accesses()
        self.past = Past()
        self.figures = FiguresTold()
        self.witnesses = Witnesses()
        self.flaws = Flaws()
        self.log = Tree()
        """The hashes of all entries, so that every earlier head can be compared."""
        self.at = -(2**53)
        self.times = array("q")
        """Time of every entry, to be compared with what witnesses say."""
        self.size = 0
        self.places = Places()
        """The entries to which pages point, by what they are about."""
        self.taken = Recent()
        """Hashes of the acts taken in lately, so that none is taken twice."""
        self.matters: dict[str, str] = {}
        """What is behind the sealed matters that this reader can open, by their seals."""
        self.names: dict[str, Container[str]] = {
            "member": self.members.roll.spells,
            "application": self.members.applications,
            "body": self.bodies.all,
            "mandate": self.offices.mandates,
            "key": self.keys.all,
            "warrant": self.warrants.all,
            "meeting": self.meetings.all,
            "session": self.meetings.sessions,
            "motion": self.motions.all,
            "petition": self.petitions.all,
            "apportionment": self.delegations.apportionments,
            "credential": self.delegations.credentials,
            "envoy": self.delegations.envoys,
            "election": self.elections.all,
            "case": self.cases.all,
            "evidence": self.cases.items,
            "complaint": self.complaints.all,
            "tip": self.complaints.tips,
            "warning": self.warnings.all,
            "card": self.cards.all,
            "card key": self.cards.keys,
            "emergency": self.emergencies.all,
            "request": self.control.requests,
            "control report": self.control.reports,
            "box": self.boxes.all,
            "campaign": self.campaigns.all,
            "directive": self.directives.all,
            "commission": self.commissions.all,
            "course": self.persons.courses,
            "appraisal": self.persons.appraisals,
            "platform": self.persons.platforms,
            "benefit": self.spending.benefits,
            "specification": self.spending.specifications,
            "bid": self.spending.bids,
            "commitment": self.spending.commitments,
            "recall": self.recalls.all,
            "report": self.reports.all,
            "import": self.imports.all,
            "objection": self.elections.objections,
            "recovery": self.keys.recoveries,
            "amendment": self.amendments.all,
            "attestation": self.corrections.attested,
            "paper": self.corrections.papers,
            "claim": self.figures.claims,
            "past vote": self.past.all,
            "past roll": self.past.rolls,
        }
        """The tables that acts refer to, by the word in the field's type."""
        self._roots: dict[int, str] = {}

    def root(self, size: int) -> str:
        """Give the root that the log had at an earlier size, in hexadecimal."""
        root = self._roots.get(size)
        if root is None:
            if len(self._roots) > KEPT_ROOTS:
                self._roots.clear()
            root = self._roots[size] = self.log.root(size).hex()
        return root


KEPT_ROOTS = 1024
"""How many earlier roots are kept at hand: signers who saw the same head share one."""

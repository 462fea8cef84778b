"""Run by the interpreter of `.venv-oracles`: counts with pref_voting what it is given as JSON on standard input.

It knows nothing of bylaw. Input: a list of profiles; output: for each what pref_voting elects by each method.
"""

import json
import sys
import warnings

from pref_voting.grade_methods import approval, majority_judgement, star
from pref_voting.grade_profiles import GradeProfile
from pref_voting.iterative_methods import instant_runoff_for_truncated_linear_orders
from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_meek, stv_scottish
from pref_voting.scoring_methods import plurality


def ranked(given):
    """Methods on rankings without ties; `complete`: every paper ranks everybody; `meek`: slow."""
    rankings = [{c: place for place, c in enumerate(order, 1)} for _, order in given["papers"]]
    weights = [weight for weight, _ in given["papers"]]
    profile = ProfileWithTies(rankings, rcounts=weights, candidates=list(range(1, given["size"] + 1)))
    profile.use_extended_strict_preference()
    found = {
        "condorcet": None if (best := profile.condorcet_winner()) is None else [best],
        "av": instant_runoff_for_truncated_linear_orders(profile),
        "scottish-stv": stv_scottish(profile, num_seats=given["seats"]),
    }
    if given["meek"]:
        found["meek-stv"] = stv_meek(profile, num_seats=given["seats"])
    if given["complete"]:
        found["schulze"] = beat_path(profile)
        found["plurality"] = plurality(profile)
    return found


def graded(given):
    """Methods on scores from 0 to 5, and approval of what has 3 or more."""
    size = given["size"]
    maps = [dict(zip(range(1, size + 1), grades, strict=True)) for _, grades in given["papers"]]
    weights = [weight for weight, _ in given["papers"]]
    numbers = list(range(1, size + 1))
    scores = GradeProfile(maps, [0, 1, 2, 3, 4, 5], gcounts=weights, candidates=numbers)
    marks = [{c: int(g >= 3) for c, g in grades.items()} for grades in maps]
    approvals = GradeProfile(marks, [0, 1], gcounts=weights, candidates=numbers)
    return {
        "star": star(scores),
        "majority-judgement": majority_judgement(scores),
        "approval": approval(approvals),
    }


def plain(found):
    """Winners as lists of whole numbers."""
    return {method: None if won is None else sorted(int(c) for c in won) for method, won in found.items()}


warnings.filterwarnings("ignore")
profiles = json.load(sys.stdin)
json.dump([plain((ranked if p["kind"] == "ranked" else graded)(p)) for p in profiles], sys.stdout)

"""Steps about a company that brings its own data."""

from pathlib import Path

from pytest_bdd import given

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.own_files import brings

FEATURES = Path(__file__).parents[1]


@given(parsers.parse('the company brought its own files in "{folder}"'))
def own_files(lab: Lab, folder: str) -> None:
    """Of a folder beside the features; lines are called by their products' codes. Said first."""
    brings(lab, FEATURES / folder)

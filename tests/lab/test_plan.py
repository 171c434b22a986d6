"""`floralab plan` says in words what the planner would do."""

import json

import pytest
from click.testing import CliRunner

from integration.lab.cli import main


def plan(*asked: str):
    return CliRunner().invoke(main, ["plan", *asked])


def test_a_late_company_is_told_what_would_help():
    told = plan("--lines", "20000", "--users", "3")
    assert told.exit_code == 0, told.output
    assert "read every 11 min with 21 calls each" in told.output
    assert "have 7 users in the plan" in told.output and "read with a Company token" in told.output


def test_a_company_in_time_is_told_so():
    told = plan("--lines", "100000", "--users", "3", "--token", "Company")
    assert "kept as things are" in told.output


def test_programs_get_the_same():
    told = json.loads(plan("--lines", "20000", "--users", "3", "--json").output)
    assert told["plan"]["cadence_s"] == 660
    assert sum(told["calls"].values()) == 3000


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (("--lines", "-1", "--users", "3"), "--lines"),
        (("--lines", "5", "--users", "0"), "--users"),
        (("--lines", "5", "--users", "1", "--rows", "0"), "--rows"),
    ],
)
def test_what_can_not_be_is_refused_by_name(asked, named):
    told = plan(*asked)
    assert told.exit_code == 2
    assert named in told.output

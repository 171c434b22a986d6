"""Runs every scenario of every .feature file under this folder; a new file needs nothing more."""

import pytest_bdd

pytest_bdd.scenarios(".")

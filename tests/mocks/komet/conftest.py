import sys

import pytest


@pytest.fixture
def restless_threads():
    """Threads take turns after every few instructions, so that a missing lock shows."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)

"""How long one demo takes, from its command to its end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from loadtests.bench.rows import Bar, Row

DEMO_BAR = Bar(20, " s")


def demo_row(folder: Path) -> Row:
    """Run it in `folder`.

    Raises:
        RuntimeError: if it did not end well.
    """
    command = [sys.executable, "-m", "integration.lab.cli", "demo"]
    environ = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    begun = time.perf_counter()
    ended = subprocess.run(command, cwd=folder, env=environ, capture_output=True, check=False)
    took = time.perf_counter() - begun
    if ended.returncode:
        raise RuntimeError(f"the demo ended with {ended.returncode}")
    return Row(name="demo, from command to end", value=took, unit=" s", bar=DEMO_BAR)

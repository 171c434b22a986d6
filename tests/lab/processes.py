"""Commands of floralab as real processes: readiness is the first line they print."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

PATIENCE_S = 30


@contextmanager
def running(*arguments: str, env: dict[str, str] | None = None) -> Iterator[Any]:
    """The command as a process, with what it announced; killed if nobody stopped it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "integration.lab.cli", *arguments, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
    )
    try:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        yield process, json.loads(line)
    finally:
        process.kill()
        process.communicate()


def stop(process: Any, how: int = signal.SIGTERM) -> int:
    """Ask the process to end; its exit status."""
    process.send_signal(how)
    return process.wait(timeout=PATIENCE_S)


def curl(line: str) -> httpx.Response:
    """Do what a printed curl line would do."""
    words = shlex.split(line)
    assert words[0] == "curl"
    headers = dict(
        words[place + 1].split(": ", 1) for place, word in enumerate(words) if word == "-H"
    )
    if "-d" not in words:
        return httpx.get(words[-1], headers=headers, timeout=PATIENCE_S)
    headers |= {"content-type": "application/x-www-form-urlencoded"}
    body = words[words.index("-d") + 1]
    return httpx.post(words[-1], content=body, headers=headers, timeout=PATIENCE_S)

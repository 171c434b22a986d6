"""The log: one structured line per decision, in the clock's time, without secrets."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import FilteringBoundLogger, Processor

from integration.model import SECRETS, masked
from integration.ports import Clock

INFO = 20

Event = MutableMapping[str, Any]


def make_log(clock: Clock, stream: TextIO, form: str) -> FilteringBoundLogger:
    """A logger that writes to `stream`.

    Args:
        clock: tells the time of each line.
        stream: where lines go.
        form: ``console`` for people, ``json`` for machines.
    """
    last: Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    )
    log: FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            _timed(clock),
            _without_secrets,
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(INFO),
    )
    return log


def _timed(clock: Clock) -> Processor:
    def put_time(logger: Any, method: str, event: Event) -> Event:
        del logger, method
        event["timestamp"] = clock.now().isoformat(timespec="milliseconds")
        return event

    return put_time


def _without_secrets(logger: Any, method: str, event: Event) -> Event:
    del logger, method
    for name in SECRETS:
        if name in event:
            event[name] = masked(str(event[name]))
    return event

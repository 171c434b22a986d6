"""Axerrio's switches: what nobody has published or seen."""

from dataclasses import dataclass

from mocks.core.assumptions import switch


@dataclass(frozen=True)
class AxrAssumptions:
    """Every switch of the Axerrio simulator, with its default."""

    stopped_service: str = switch(
        "silent",
        "refuses",
        reason="what a stopped service held back is either not there yet, or nobody answers",
    )
    after_stop: str = switch(
        "goes_on",
        "repeats_last",
        reason="sent at least once: the last event before a stop may have got through or not",
    )
    unproven_methods: str = switch(
        "accepted",
        "refused",
        reason="a method that creates can not be tried for real before the accounts are joined",
    )
    wrong_awb: str = switch(
        "warned",
        "refused",
        reason="Komet takes any text as an AWB; the check digit is this side's concern",
    )

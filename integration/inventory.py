"""What to publish after reading the inventory, and what may be taken down. Pure.

A line that is gone from Komet must vanish from the marketplace, or somebody buys it. But a list can
be short for other reasons: lines shift between the pages of one read, a service answers an empty
list while it is being repaired. So what is missing counts as gone at once only when the list came
in one piece and has not shrunk suspiciously; otherwise when the next complete read misses it too.
Until then it stays up *unconfirmed*: the marketplace marks it stale, and nobody is told a lie.

Lines with the same name cost one look-up each; all else is done for what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from integration.model import Offer


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What a read changes: keys of new or different lines, and of those not there any more."""

    changed: list[str]
    missing: list[str]


def compare(read: Mapping[str, bytes], published: Mapping[str, bytes]) -> Difference:
    """The difference between what was `read` and what the marketplace has, names by key."""
    if read is published:
        return Difference(changed=[], missing=[])
    known = published.get
    changed = [key for key, name in read.items() if known(key) != name]
    gone = set() if published.keys() <= read.keys() else published.keys() - read.keys()
    return Difference(changed=changed, missing=sorted(gone))


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """A read is suspicious if it is empty, or lost more than `lines` and more than `share`."""

    share: float
    lines: int

    def suspects(self, *, known: int, missing: int) -> bool:
        """Whether a read that misses `missing` of the `known` lines is suspicious."""
        return missing > 0 and (
            missing == known or (missing > self.lines and missing > self.share * known)
        )


class Extent(msgspec.Struct, frozen=True, kw_only=True):
    """Of what a read is to be judged: lines known before, whether it is empty, or in pages."""

    known: int
    read: int
    paged: bool


class Removals(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of missing lines: `gone` is taken down, `unconfirmed` waits for another read.

    `suspicious`: lines wait because too many of them vanished at once.
    """

    gone: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    suspicious: bool


def removals(
    missing: Sequence[str], missing_before: Iterable[str], extent: Extent, guard: Guard
) -> Removals:
    """Which of the `missing` keys are gone.

    Args:
        missing: keys acknowledged, but absent from this complete read.
        missing_before: keys that the complete read before this one missed as well, and that
            waited for this one.
        extent: how this read is to be judged.
        guard: what a suspicious shrink is.
    """
    shrunk = guard.suspects(known=extent.known, missing=len(missing)) or (
        extent.read == 0 and bool(missing)
    )
    if not shrunk and not extent.paged:
        return Removals(gone=tuple(missing), unconfirmed=(), suspicious=False)
    twice = set(missing_before)
    gone = tuple(key for key in missing if key in twice)
    waiting = tuple(key for key in missing if key not in twice)
    return Removals(gone=gone, unconfirmed=waiting, suspicious=shrunk and bool(waiting))


def batches(
    upserts: Sequence[Offer], gone: Sequence[str], size: int
) -> Iterator[tuple[Sequence[Offer], Sequence[str]]]:
    """Upserts and removals cut into parts of at most `size` each; at least one part."""
    for begin in range(0, max(len(upserts), len(gone), 1), size):
        yield upserts[begin : begin + size], gone[begin : begin + size]

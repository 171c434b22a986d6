"""What an operator asks of the engine, read from its store: orders, and the story of one of them.

The story is told over all systems: what the marketplace said, what the engine did and found, and,
where the simulators' control plane can be reached, what their own ledgers hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

import msgspec

from integration.rows import GroupRow, LineRow, OrderRow, StepRow
from integration.vendor_ports import VendorStore

LOOK_S = 2.0
TEXT_LIMIT = 240

#: Asks an address of the control plane; may raise OSError.
Ask = Callable[[str], Any]


class LineTold(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a line."""

    line_id: int
    state: str
    number: str = ""
    reason: str = ""


class OrderTold(msgspec.Struct, frozen=True, kw_only=True):
    """An order and its lines at the present revision."""

    connection_id: int
    order_id: int
    revision: int
    kind: str
    state: str
    heard_at: datetime
    lines: tuple[LineTold, ...]


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened: when, in which system, what."""

    at: datetime
    system: str
    text: str


def orders(store: VendorStore) -> list[OrderTold]:
    """Every order of every connection, oldest first."""
    return [
        _order(store, row)
        for connection in store.connections()
        for row in store.orders(connection.id)
    ]


def _order(store: VendorStore, row: OrderRow) -> OrderTold:
    lines = store.lines(row.connection_id, row.order_id)
    return OrderTold(
        connection_id=row.connection_id,
        order_id=row.order_id,
        revision=row.revision,
        kind=row.kind,
        state=row.state,
        heard_at=row.heard_at,
        lines=tuple(_line(one) for one in lines if one.revision == row.revision),
    )


def _line(row: LineRow) -> LineTold:
    return LineTold(
        line_id=row.line_id, state=row.state, number=row.komet_number, reason=row.reason
    )


def why(
    store: VendorStore, order_id: int, line_id: int = 0, ask: Ask | None = None
) -> list[Sentence]:
    """The whole story of an order, or of one line of it, over all systems, oldest first.

    Args:
        store: the engine's.
        order_id: the marketplace's number.
        line_id: one line; 0 for all.
        ask: reaches the simulators' control plane; None leaves it out.
    """
    told: list[Sentence] = []
    for connection in store.connections():
        if not _knows(store, connection.id, order_id):
            continue
        told += _engine_story(store, connection.id, order_id, line_id)
        if ask is not None:
            for url in dict.fromkeys((connection.komet_url, connection.market_url)):
                told += _ledgers(ask, url, f"{order_id:08d}")
    # Both addresses may belong to one world, whose ledgers are heard once.
    return sorted(dict.fromkeys(told), key=lambda one: one.at)


def _knows(store: VendorStore, connection_id: int, order_id: int) -> bool:
    """Whether the connection has heard of the order, from a marketplace or a vendor."""
    return bool(
        store.orders(connection_id, order_id=order_id)
        or store.vendor_orders(connection_id, order_id=order_id)
    )


def _engine_story(
    store: VendorStore, connection_id: int, order_id: int, line_id: int
) -> Iterator[Sentence]:
    for told in store.story(connection_id, f"order {order_id}"):
        if not line_id or f"line {line_id} " in told.text or "line " not in told.text:
            yield Sentence(at=told.at, system="engine", text=told.text)
    for group in store.groups(connection_id, order_id):
        if line_id and line_id not in group.line_ids:
            continue
        for step in store.steps(group.id):
            if step.since is not None and (not line_id or step.part in (line_id, group.part)):
                yield _step(group, step, step.since)


def _step(group: GroupRow, step: StepRow, since: datetime) -> Sentence:
    parts = [f"step {step.kind} ({step.reference}) {step.state}, sent {step.sends} times"]
    if group.komet_number:
        parts.append(f"in Komet {group.komet_number}")
    if step.reason:
        parts.append(step.reason)
    return Sentence(at=since.astimezone(UTC), system="engine", text="; ".join(parts))


def _ledgers(ask: Ask, url: str, digits: str) -> Iterator[Sentence]:
    """The entries of the simulators behind `url` that mention the order; none if none answers."""
    for partner in _partners_at(ask, url):
        found = ask(f"{url}/_lab/ledger?partner={partner}&limit=1000000")
        for entry in found["entries"]:
            text = msgspec.json.encode(entry["fact"]).decode()
            if digits in text or f":{int(digits)}," in text:
                at = datetime.fromisoformat(entry["at"])
                yield Sentence(at=at, system=partner, text=text[:TEXT_LIMIT])


def _partners_at(ask: Ask, url: str) -> list[str]:
    """The simulators of the world behind `url`; none if it is no simulator."""
    try:
        return list(ask(f"{url}/_lab/health")["partners"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def over_http(url: str) -> Any:
    """Ask a control plane over the network.

    Raises:
        OSError: if nobody answers.
    """
    with urlopen(url, timeout=LOOK_S) as answer:
        return msgspec.json.decode(answer.read())


def wish_retry(store: VendorStore, order_id: int, now: datetime) -> list[str]:
    """Wish that the running engine tries an order again; the connections that have it."""
    having = [one for one in store.connections() if _knows(store, one.id, order_id)]
    for one in having:
        store.wish(one.id, f"retry {order_id}", now)
    return [one.name for one in having]

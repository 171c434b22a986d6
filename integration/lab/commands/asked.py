"""What an operator asks of the engine, read from its store: orders, and the story of one of them.

The story is told over all systems: what the partner said, what the engine did and found, and, where
the simulators' control plane can be reached, what their own ledgers hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

import msgspec

from integration.lab.ledgers import KOMET, About, Ask, heard_of, spoken
from integration.model import MARKETPLACE, VENDOR, Connection
from integration.orders import GROUP_PART
from integration.rows import GroupRow, LineRow, OrderRow, StepRow
from integration.vendor_model import AXERRIO
from integration.vendor_ports import VendorStore
from integration.vendor_rows import VendorLineRow, VendorOrderRow

LOOK_S = 2.0
DONE = "done"
#: Whose ledger is asked behind a connection's own address.
PARTNER_OF = {MARKETPLACE: "ibuyflowers", VENDOR: "axerrio"}


class NoSuchOrder(LookupError):
    """What was asked for is not there, or can not be done: the sentence says what there is."""


class LineTold(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a line. `number` is that of its invoice or prebook, and purchase order."""

    line_id: int
    state: str
    number: str = ""
    reason: str = ""


class OrderTold(msgspec.Struct, frozen=True, kw_only=True):
    """An order and its lines at the present revision.

    `kind` is the marketplace's last word (placed, moved, ...); of a vendor's order where it began:
    sold there, or wanted in Komet.
    """

    connection: str
    connection_id: int
    order_id: int
    revision: int
    kind: str
    state: str
    heard_at: datetime
    lines: tuple[LineTold, ...]


class Sentence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that happened: when, in which system, what; from a ledger the whole fact too."""

    at: datetime
    system: str
    text: str
    fact: Any = None


class Which(msgspec.Struct, frozen=True, kw_only=True):
    """The order somebody asks for, or one line of it.

    Numbers are a partner's own. Two may have given the same: then the connection's name decides.
    """

    order_id: int
    line_id: int = 0
    connection: str = ""


def orders(store: VendorStore) -> list[OrderTold]:
    """Every order of every connection, oldest first."""
    return [told for connection in store.connections() for told in _orders(store, connection)]


def _orders(store: VendorStore, connection: Connection) -> Iterator[OrderTold]:
    for row in store.orders(connection.id):
        lines = store.lines(connection.id, row.order_id)
        yield _told(connection, row, [_line(one) for one in lines if one.revision == row.revision])
    for vendor_row in store.vendor_orders(connection.id):
        vendor_lines = store.vendor_lines(connection.id, vendor_row.order_id)
        yield _told(connection, vendor_row, [_vendor_line(one) for one in vendor_lines])


def _told(
    connection: Connection, row: OrderRow | VendorOrderRow, lines: Iterable[LineTold]
) -> OrderTold:
    if isinstance(row, OrderRow):
        revision, kind = row.revision, row.kind
    else:
        began = "sold" if row.order.origin == AXERRIO else "wanted"
        revision, kind = row.order.revision, began
    return OrderTold(
        connection=connection.name,
        connection_id=connection.id,
        order_id=row.order_id,
        revision=revision,
        kind=kind,
        state=row.state,
        heard_at=row.heard_at,
        lines=tuple(lines),
    )


def _line(row: LineRow) -> LineTold:
    return LineTold(
        line_id=row.line_id, state=row.state, number=row.komet_number, reason=row.reason
    )


def _vendor_line(row: VendorLineRow) -> LineTold:
    number = " ".join(one for one in (row.prebook_number, row.po_number) if one)
    return LineTold(line_id=row.line_id, state=row.state, number=number, reason=row.reason)


# --- one order ------------------------------------------------------------------------------------


def having(store: VendorStore, which: Which) -> tuple[Connection, OrderRow | VendorOrderRow]:
    """The connection that has heard of the order, and the order as it last heard.

    Raises:
        NoSuchOrder: if there is none, or more than one.
    """
    connections = store.connections()
    names = [one.name for one in connections]
    if which.connection and which.connection not in names:
        there = ", ".join(names) or "none"
        raise NoSuchOrder(f"there is no connection {which.connection}; there are: {there}")
    found: list[tuple[Connection, OrderRow | VendorOrderRow]] = []
    for one in connections:
        if which.connection in ("", one.name):
            found += [(one, row) for row in store.orders(one.id, order_id=which.order_id)]
            found += [(one, row) for row in store.vendor_orders(one.id, order_id=which.order_id)]
    if not found:
        raise NoSuchOrder(f"nobody has heard of order {which.order_id}")
    if len(found) > 1:
        whose = " and ".join(one.name for one, _ in found)
        raise NoSuchOrder(f"order {which.order_id} is one of {whose}: say --connection too")
    return found[0]


def why(store: VendorStore, which: Which, ask: Ask | None = None) -> list[Sentence]:
    """The whole story of an order, or of one line of it, over all systems, oldest first.

    Args:
        store: the engine's.
        which: of whose order.
        ask: reaches the simulators' control plane; None leaves it out.

    Raises:
        NoSuchOrder: if there is no such order, or no such line of it.
    """
    connection, row = having(store, which)
    _check_line(store, row, which)
    about = _about(store, row, which.line_id)
    told = [*_engine_story(store, about)]
    if ask is not None:
        told += _ledgers(ask, connection, about)
    return sorted(told, key=lambda one: one.at)


def _check_line(store: VendorStore, row: OrderRow | VendorOrderRow, which: Which) -> None:
    lines = {one.line_id for one in row.order.lines}
    lines |= {one.line_id for one in store.lines(row.connection_id, row.order_id)}
    if which.line_id and which.line_id not in lines:
        there = ", ".join(map(str, sorted(lines)))
        raise NoSuchOrder(f"order {row.order_id} has no line {which.line_id}; it has: {there}")


def _about(store: VendorStore, row: OrderRow | VendorOrderRow, line_id: int) -> About:
    groups = store.groups(row.connection_id, row.order_id) if line_id else []
    steps = [(one, step) for one in groups for step in store.steps(one.id)]
    mine = [(one, step) for one, step in steps if line_id in one.line_ids]
    parts = {(one.revision, one.attempt, line_id) for one, _ in mine}
    parts |= {(one.revision, one.attempt, step.part) for one, step in mine if _is_whole(step)}
    # A line of a prebook that people made in Komet carries no reference of ours.
    names = {
        ("Prebook", one.prebook_item_id)
        for one in store.vendor_lines(row.connection_id, row.order_id)
        if one.prebook_item_id is not None and line_id in (0, one.line_id)
    }
    return About(row.connection_id, row.order_id, line_id, frozenset(parts), frozenset(names))


def _is_whole(step: StepRow) -> bool:
    """Whether it is about a whole group, not about one line."""
    return step.part >= GROUP_PART


def _engine_story(store: VendorStore, about: About) -> Iterator[Sentence]:
    for told in store.story(about.connection_id, f"order {about.order_id}"):
        if not about.line_id or _is_of_line(told.text, about.line_id):
            yield Sentence(at=told.at, system="engine", text=told.text)
    for group in store.groups(about.connection_id, about.order_id):
        for step in store.steps(group.id):
            mine = (group.revision, group.attempt, step.part) in about.parts
            if step.since is not None and (mine or not about.line_id):
                yield _step(group, step, step.since)


def _is_of_line(text: str, line_id: int) -> bool:
    """Whether a sentence is about the line, or about no single one."""
    found = re.search(r"\bline (\d+)\b", text)
    return found is None or int(found[1]) == line_id


def _step(group: GroupRow, step: StepRow, since: datetime) -> Sentence:
    parts = [f"step {step.kind} ({step.reference}) {step.state}, sent {step.sends} times"]
    if group.komet_number:
        parts.append(f"in Komet {group.komet_number}")
    if step.reason:
        parts.append(step.reason)
    return Sentence(at=since.astimezone(UTC), system="engine", text="; ".join(parts))


def _ledgers(ask: Ask, connection: Connection, about: About) -> Iterator[Sentence]:
    partner = PARTNER_OF[connection.partner]
    for url, name in ((connection.komet_url, KOMET), (connection.market_url, partner)):
        for at, fact in heard_of(ask, url, name, about):
            yield Sentence(at=at, system=name, text=spoken(fact), fact=fact)


def over_http(url: str) -> Any:
    """Ask a control plane over the network.

    Raises:
        OSError: if nobody answers.
    """
    with urlopen(url, timeout=LOOK_S) as answer:
        return msgspec.json.decode(answer.read())


def wish_retry(store: VendorStore, which: Which, now: datetime) -> str:
    """Wish that the running engine tries an order again; the connection it is of.

    Raises:
        NoSuchOrder: if there is no such order, or nothing of it is left to try.
    """
    connection, row = having(store, which)
    if row.state == DONE:
        raise NoSuchOrder(f"order {row.order_id} is done: nothing of it waits to be tried")
    store.wish(connection.id, f"retry {row.order_id}", now)
    return connection.name

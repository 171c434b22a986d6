"""What the simulators' own ledgers hold of one order, where their control plane can be reached.

A partner's ledger names its own orders by number. Komet's knows no order of a partner's: what the
engine made there carries its references, and everything else that happened to those documents,
their lines and boxes is followed by id from the facts that carry one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from integration.model import Reference

#: Asks an address of the control plane; may raise OSError.
Ask = Callable[[str], Any]
Fact = Mapping[str, Any]
#: What an id is of, and the id.
Name = tuple[str, int]

KOMET = "komet"
LIMIT = 1_000_000
_LINE = re.compile(r"(Invoice|Prebook|Purchase|WebOrder)Line")
_DOCUMENTS = {
    "InvoiceMade": ("invoice_id", "invoice"),
    "PrebookMade": ("prebook_id", "prebook"),
    "WebOrderMade": ("web_order_id", "order"),
    "PurchaseOrderMade": ("purchase_order_id", "order"),
}
_FIELDS = {
    "invoice_id": "invoice_id",
    "prebook_id": "prebook_id",
    "web_order_id": "web_order_id",
    "purchase_order_id": "purchase_order_id",
    "invoice_item_id": "Invoice",
    "prebook_item_id": "Prebook",
    "prebook_item_ids": "Prebook",
    "purchase_item_ids": "Purchase",
    "box_id": "box",
}
#: Details nobody reads in a story.
_UNTOLD = frozenset({"type", "by", "at", "created_at", "updated_at", "company_id"})


class About(NamedTuple):
    """An order of a connection, or one line of it.

    `parts` are revision, attempt and part of the line's references, its groups' among them; empty
    for all. `names` are ids in Komet known to be the order's, though they carry no reference.
    """

    connection_id: int
    order_id: int
    line_id: int = 0
    parts: frozenset[tuple[int, int, int]] = frozenset()
    names: frozenset[Name] = frozenset()


class Heard(NamedTuple):
    """A fact and its moment."""

    at: datetime
    fact: Fact


def heard_of(ask: Ask, url: str, partner: str, about: About) -> Iterator[Heard]:
    """The facts of `partner` that tell of the order, oldest first; none if nobody answers.

    Args:
        ask: reaches the control plane.
        url: where the partner is.
        partner: its name in the world.
        about: which order.
    """
    try:
        entries = ask(
            f"{url.rstrip('/')}/_lab/ledger?partner={partner}&limit={LIMIT}&digest=false"
        )["entries"]
        facts = [Heard(datetime.fromisoformat(one["at"]), one["fact"]) for one in entries]
    except (OSError, ValueError, KeyError, TypeError):
        return  # it is no simulator
    if partner != KOMET:
        yield from (one for one in facts if _is_about(one.fact, about))
        return
    known = _known([one.fact for one in facts], about)
    for one in facts:
        marked = _marked(one.fact, about)
        if marked or (marked is None and _names(one.fact) & known):
            yield one


def _is_about(fact: Fact, about: About) -> bool:
    order = fact.get("order")
    inside = order.get("id") if isinstance(order, Mapping) else None
    named = about.order_id in (fact.get("order_id"), inside)
    return named and fact.get("line_id", about.line_id) in (about.line_id, _any(about, fact))


def _any(about: About, fact: Fact) -> object:
    """What stands for the line where no line was asked for: whichever the fact has."""
    return about.line_id or fact.get("line_id")


def _known(facts: list[Fact], about: About) -> set[Name]:
    """The ids in Komet of what carries the order's references, and of the boxes of its lines."""
    known = set(about.names)
    for fact in facts:
        if _marked(fact, about):
            known |= _names(fact)
    for fact in facts:
        if fact.get("boxes") and isinstance(fact["boxes"], list) and _names(fact) & known:
            known |= {("box", box["id"]) for box in fact["boxes"]}
    return known


def _marked(fact: Fact, about: About) -> bool | None:
    """Whether the references in a fact are the order's; None if it has none."""
    marks = [mark for mark in map(Reference.read, _texts(fact)) if mark is not None]
    if not marks:
        return None
    return any(
        (mark.connection, mark.order) == (about.connection_id, about.order_id)
        and (not about.parts or (mark.revision, mark.attempt, mark.part) in about.parts)
        for mark in marks
    )


def _names(fact: Fact) -> set[Name]:
    """The documents, lines and boxes a fact is about."""
    kind = str(fact["type"])
    found: set[Name] = set()
    item: Fact = fact.get("item") or {}
    line = _LINE.match(kind)
    if line:
        found |= _ids(line[1], fact.get("item_id", item.get("id")))
    if kind in _DOCUMENTS:
        name, field = _DOCUMENTS[kind]
        found |= _ids(name, fact[field]["id"])
    if kind.startswith("Fee"):
        fee = fact.get("fee", fact)
        found |= _ids(f"{fee['kind']}_id", fee["order_id"])
    for field, name in _FIELDS.items():
        found |= _ids(name, fact.get(field)) | _ids(name, item.get(field))
    return found


def _ids(name: str, value: object) -> set[Name]:
    values = value if isinstance(value, list) else [value]
    return {(name, one) for one in values if isinstance(one, int)}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def spoken(fact: Fact) -> str:
    """A fact as one line: its kind, who did it, and whatever in it is not empty."""
    by = fact.get("by")
    who = f" by {by['method']}" if isinstance(by, Mapping) and by.get("method") else ""
    return f"{fact['type']}{who}: {', '.join(_details('', fact))}".removesuffix(": ")


def _details(name: str, value: object) -> Iterator[str]:
    if isinstance(value, list):
        if not any(isinstance(one, Mapping) for one in value):
            value = " ".join(map(str, value))
        else:
            value = {str(number): one for number, one in enumerate(value, 1)}
    if isinstance(value, Mapping):
        for inner in (one for one in value if one not in _UNTOLD):
            yield from _details(f"{name} {inner}".strip(), value[inner])
    elif value not in (None, "", False):
        yield f"{name} {value}"

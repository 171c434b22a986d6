"""One ship-to in Komet per door, however often and however spelled a florist orders.

Making one is a call that creates, so it lives like a step: written before sent, looked for when in
doubt. Without the right to make one, the order waits for a person: boxes never go to the
marketplace's own address by default.
"""

from __future__ import annotations

import msgspec

from integration import steps
from integration.desk import Desk
from integration.errors import LineRefused, NeedsPerson, NotGranted, PartnerError, Unknown
from integration.model import Address, Connection
from integration.orders import fingerprint
from integration.rows import ShipToRow, StepRow


def ensure(desk: Desk, connection: Connection, address: Address) -> int | None:
    """The ship-to's id, made if need be; None while it is in doubt.

    Raises:
        NeedsPerson: if the token may not look for or make ship-tos, or Komet refuses this one.
        PartnerError: Undelivered, Wait and Stopped, which end the round; Unknown: the look failed.
    """
    mark = fingerprint(address)
    row = desk.store.ship_to(connection.id, mark)
    if row and row.ship_to_id is not None:
        return row.ship_to_id
    if row is None:
        row = ShipToRow(connection_id=connection.id, fingerprint=mark, state=steps.PLANNED)
        row = desk.store.save_ship_to(row)
    try:
        return _sought(desk, connection, address, row)
    except (NotGranted, LineRefused) as refusal:
        raise NeedsPerson(f"ship-to {address.name}: {refusal.reason}", refusal.method) from refusal


def _sought(desk: Desk, connection: Connection, address: Address, row: ShipToRow) -> int | None:
    # One look, when the doubt has settled: addresses are few, and the allowance is for orders.
    now, settle_s = desk.clock.now(), desk.settings.settle_s
    if row.state in steps.IN_DOUBT and not steps.settled(_as_step(row), now, settle_s):
        return None
    found = desk.erp.find_ship_to(connection, address)
    if found is not None:
        return _known(desk, row, found)
    return _made(desk, connection, address, row)


def _made(desk: Desk, connection: Connection, address: Address, row: ShipToRow) -> int | None:
    row = _saved(desk, row, steps.SENT)
    try:
        made = desk.erp.add_ship_to(connection, address)
    except Unknown:
        _saved(desk, row, steps.DOUBTFUL)
        return None
    except PartnerError:
        _saved(desk, row, steps.PLANNED)
        raise
    return _known(desk, row, made)


def _known(desk: Desk, row: ShipToRow, ship_to_id: int) -> int:
    done = msgspec.structs.replace(row, state=steps.DONE, ship_to_id=ship_to_id)
    desk.store.save_ship_to(done)
    return ship_to_id


def _saved(desk: Desk, row: ShipToRow, state: str) -> ShipToRow:
    changed = msgspec.structs.replace(row, state=state, since=desk.clock.now())
    return desk.store.save_ship_to(changed)


def _as_step(row: ShipToRow) -> StepRow:
    return StepRow(
        id=0,
        group_id=0,
        seq=0,
        kind="ship_to.add",
        reference="",
        part=0,
        state=row.state,
        since=row.since,
    )

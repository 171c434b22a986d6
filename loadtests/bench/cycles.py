"""What a cycle costs, against what it can not do without: receiving and decoding the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from integration.app import build
from integration.engine import Engine
from integration.partners.http import Call, Http, client_for
from integration.partners.operations import FUTURE_MARKET, OPEN_MARKET, STOREFRONT
from integration.settings import Settings
from integration.store import open_store
from loadtests.bench.rows import Bar, Row, behind, ratio, seconds
from loadtests.canned import MONDAY, Canned, CannedTransport, SteppingClock, record, served
from loadtests.naive import NaiveConnector

ADDRESS = "http://canned.test"
#: Bars count from here: below, what a cycle costs whatever its size weighs too much.
FROM_LINES = 100_000
DECODE_BAR, CHURN_BAR, RECEIVE_BAR = Bar(2.5), Bar(1.5), Bar(1.5)
GROWTH_BAR, RESTART_BAR = Bar(1.2), Bar(2.0)
#: Lines that change between two cycles, in percent, as one of so many.
CHURN = {1: 100, 10: 10, 100: 1}

_DECODERS = {
    f"/api/{one.name}": msgspec.json.Decoder(one.reply, strict=False)
    for one in (OPEN_MARKET, FUTURE_MARKET, STOREFRONT)
}


class Reader:
    """The bare reading of the bytes that a cycle reads.

    Args:
        canned: the company.
        http: the way to it.
        address: where it is.
    """

    def __init__(self, canned: Canned, http: Http, address: str = ADDRESS) -> None:
        self._canned, self._http, self._address = canned, http, address

    def receive(self) -> None:
        """Receive every list into one buffer each, and nothing else."""
        for path, page, reserved in self._canned.now:
            self._ask(path, page, reserved, lambda answer: answer.body)

    def decode(self) -> None:
        """Receive and decode them into the types the engine uses, and nothing else."""
        for path, page, reserved in self._canned.now:
            decoder = _DECODERS.get(path)
            if decoder is not None:
                self._ask(path, page, reserved, lambda answer, to=decoder: to.decode(answer.body))

    def _ask(self, path: str, page: str, reserved: str, understood: Any) -> None:
        asked = {"page": page, "reservedInventory": reserved}
        params = {name: value for name, value in asked.items() if value}
        call = Call(method=path, verb="GET", url=self._address + path, params=params)
        self._http.once(call, understood)


class Bench:
    """An engine on a canned company, and what else reads the same bytes.

    Args:
        canned: the company.
        store_url: of the engine's store.
        short_cut: whether a list with the bytes of the last read may pass unread.
        address: where the company is served over TCP; in process if not given.
    """

    def __init__(
        self, canned: Canned, store_url: str, *, short_cut: bool = False, address: str = ""
    ) -> None:
        self.canned = canned
        self.clock = SteppingClock()
        self._settings = Settings(store_url=store_url, short_cut="yes" if short_cut else "no")
        self._transport = None if address else CannedTransport(canned)
        self._client = client_for(self._transport)
        self.reader = Reader(canned, Http(self._client), address or ADDRESS)
        self._store = open_store(store_url)
        self.connection = self._store.add_connection(canned.connection(address or ADDRESS))
        self._engine = self._built()

    def _built(self) -> Engine:
        return build(self._settings, self.clock, self._transport, store=self._store)

    def restart(self) -> None:
        """Go on with a new engine on the same store."""
        self._engine.close()
        self._engine = self._built()

    def cycle(self) -> int:
        """One cycle; how many offers were published.

        Raises:
            RuntimeError: if it did not publish.
        """
        self.clock.step()
        row = self._engine.sync_inventory(self.connection.id)
        if row is None or row.outcome != "published":
            raise RuntimeError(f"the cycle did not publish: {row}")
        return row.upserts

    def warm(self) -> None:
        """Everything published, and everything remembered."""
        self.cycle()
        self.cycle()

    def close(self) -> None:
        """Let go of everything."""
        self._engine.close()
        self._client.close()
        self._store.close()


def bar_from(lines: int, bar: Bar) -> Bar | None:
    """The bar, where the size makes it count."""
    return bar if lines >= FROM_LINES else None


def cycle_rows(lines: int, kind: str, rounds: int, folder: Path) -> Iterator[Row]:
    """Nothing changed : receive and decode; and each share of changed lines : nothing changed."""
    shares = [share for share in CHURN if share == 1 or lines <= FROM_LINES]
    canned = record(lines, kind, tuple(CHURN[share] for share in shares))
    bench = Bench(canned, f"sqlite:///{folder}/{kind}-{lines}.db")
    bench.warm()
    idle: list[float] = []
    decoded: list[float] = []
    for _ in range(rounds):
        idle.append(seconds(bench.cycle))
        decoded.append(seconds(bench.reader.decode))
    size = f"{canned.lines:,} lines, {kind} token"
    yield Row(
        name=f"cycle, nothing changed : receive and decode, {size}",
        value=ratio(list(zip(idle, decoded, strict=True))),
        bar=bar_from(canned.lines, DECODE_BAR),
        **behind(idle, canned.lines, f"nothing changed, {kind} token"),
    )
    for number, share in enumerate(shares, start=1):
        churned, unchanged = _churn(bench, number, rounds)
        yield Row(
            name=f"cycle, {share} % of the lines changed : nothing changed, {size}",
            value=ratio(list(zip(churned, unchanged, strict=True))),
            bar=bar_from(canned.lines, CHURN_BAR) if share == 1 else None,
            **behind(churned, canned.lines, f"{share} % changed, {kind} token"),
        )
    bench.close()


def _churn(bench: Bench, number: int, rounds: int) -> tuple[list[float], list[float]]:
    churned: list[float] = []
    unchanged: list[float] = []
    for _ in range(rounds):
        bench.canned.turn(number)
        churned.append(seconds(bench.cycle))
        unchanged.append(seconds(bench.cycle))
    if bench.canned.now is not bench.canned.states[0]:
        bench.canned.turn(number)
        bench.warm()
    return churned, unchanged


def short_cut_row(lines: int, rounds: int, folder: Path) -> Row:
    """Nothing changed, with the short cut : receiving the bytes, over TCP."""
    canned = record(lines)
    with served(canned) as address:
        url = f"sqlite:///{folder}/short-{lines}.db"
        bench = Bench(canned, url, short_cut=True, address=address)
        bench.warm()
        pairs = [(seconds(bench.cycle), seconds(bench.reader.receive)) for _ in range(rounds)]
        bench.close()
    return Row(
        name=f"cycle, nothing changed, short cut on : receive the bytes, {canned.lines:,} lines",
        value=ratio(pairs),
        bar=bar_from(canned.lines, RECEIVE_BAR),
        **behind([one for one, _ in pairs], canned.lines),
    )


def growth_row(small: int, large: int, rounds: int, folder: Path) -> Row:
    """Cost per line of the larger company : of the smaller, in alternating rounds."""
    benches = [
        Bench(record(lines), f"sqlite:///{folder}/growth-{lines}.db") for lines in (large, small)
    ]
    for bench in benches:
        bench.warm()
    pairs = []
    for _ in range(rounds):
        much, little = (seconds(one.cycle) / one.canned.lines for one in benches)
        pairs.append((much, little))
    sizes = [one.canned.lines for one in benches]
    for bench in benches:
        bench.close()
    return Row(
        name=f"cost per line, {sizes[0]:,} lines : {sizes[1]:,} lines",
        value=ratio(pairs),
        bar=bar_from(small, GROWTH_BAR),
    )


def restart_row(lines: int, rounds: int, folder: Path) -> Row:
    """The first cycle after a restart : an ordinary one, each with 1 % of the lines changed."""
    canned = record(lines)
    bench = Bench(canned, f"sqlite:///{folder}/restart-{lines}.db", short_cut=True)
    bench.warm()
    pairs = []
    for _ in range(rounds):
        canned.turn(1)
        ordinary = seconds(bench.cycle)
        bench.restart()
        canned.turn(1)
        pairs.append((seconds(bench.cycle), ordinary))
    bench.close()
    return Row(
        name=f"first cycle after a restart : an ordinary one, {canned.lines:,} lines",
        value=ratio(pairs),
        bar=bar_from(canned.lines, RESTART_BAR),
        **behind([one for one, _ in pairs], canned.lines),
    )


def naive_row(lines: int, folder: Path) -> Row:
    """The straightforward connector : our cycle, with 1 % of the lines changed, over TCP."""
    canned = record(lines)
    with served(canned) as address:
        bench = Bench(canned, f"sqlite:///{folder}/ours-{lines}.db", address=address)
        naive = NaiveConnector(canned.connection(address), f"sqlite:///{folder}/naive-{lines}.db")
        bench.warm()
        naive.cycle(MONDAY.date())
        canned.turn(1)
        ours, theirs = seconds(bench.cycle), seconds(lambda: naive.cycle(MONDAY.date()))
        naive.close()
        bench.close()
    return Row(
        name=f"straightforward connector : our cycle, 1 % changed, {canned.lines:,} lines",
        value=theirs / ours,
        note=f"{theirs:.1f} s against {ours:.2f} s",
    )

"""What a monitoring system may ask of the engine: gauges read from the store at each scrape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from integration.health import Health, look

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class _Gauge(NamedTuple):
    name: str
    about: str
    value: str


_BY_CONNECTION = (
    _Gauge("cycle_age_seconds", "Since the last complete, published read", "cycle_age_s"),
    _Gauge("round_age_seconds", "Since the last order round that went well", "round_age_s"),
    _Gauge("cadence_seconds", "The planned time between two inventory cycles", "cadence_s"),
    _Gauge("offers", "Lines read by the last complete cycle", "offers"),
    _Gauge("calls_left", "Calls to Komet left today", "calls_left"),
    _Gauge("alarms_open", "Open alarms", "alarms_open"),
    _Gauge("stale", "1 if inventory or orders are later than promised", "stale"),
)


class _Engine(Collector):
    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        """All gauges as things stand."""
        seen = look(self._health)
        for gauge in _BY_CONNECTION:
            family = GaugeMetricFamily(f"floralab_{gauge.name}", gauge.about, labels=["connection"])
            for one in seen:
                value = getattr(one, gauge.value)
                if value is not None:
                    family.add_metric([one.connection], float(value))
            yield family
        orders = GaugeMetricFamily(
            "floralab_orders", "Orders by state", labels=["connection", "state"]
        )
        for one in seen:
            for state, count in sorted(one.orders.items()):
                orders.add_metric([one.connection, state], count)
        yield orders


def exposition(health: Health) -> bytes:
    """The metrics in Prometheus' text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Engine(health))
    return generate_latest(registry)

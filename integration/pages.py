"""What the engine shows over HTTP, read-only: /health for a watchdog, /metrics for a monitor."""

from __future__ import annotations

import msgspec
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from integration.health import Health, look
from integration.metrics import CONTENT_TYPE, exposition
from integration.ports import Clock
from integration.settings import Settings
from integration.vendor_ports import VendorStore


def build_pages(store: VendorStore, clock: Clock, settings: Settings) -> Flask:
    """The pages over what the store says at the moment of asking."""
    app = Flask(__name__, static_folder=None)
    where = Health(store=store, clock=clock, settings=settings)

    @app.get("/health")
    def health() -> Response:
        """JSON: every connection; HTTP 503 if one of them is later than promised."""
        seen = look(where)
        stale = [one.connection for one in seen if one.stale]
        body = msgspec.json.encode({"ok": not stale, "stale": stale, "connections": seen})
        return Response(body, status=503 if stale else 200, mimetype="application/json")

    @app.get("/metrics")
    def metrics() -> Response:
        """Prometheus' text format."""
        return Response(exposition(where), content_type=CONTENT_TYPE)

    @app.errorhandler(HTTPException)
    def no_page(problem: HTTPException) -> Response:
        """JSON too, for a program asks; the trace of what failed here has gone to stderr."""
        failed = getattr(problem, "original_exception", None)
        said = f"{problem.name}: there are GET /health and GET /metrics"
        if failed is not None:
            said = f"the engine failed: {type(failed).__name__}; its log has the trace"
        body = msgspec.json.encode({"ok": False, "error": said})
        return Response(body, status=problem.code, mimetype="application/json")

    return app

"""Endpoints -> a Flask app. The only module of the core that knows a web framework.

`Stage` holds the world that is on; a reset puts another one there, so that an app and its port
outlive the world behind them. A dropped connection is raised through the app: the server then
closes the socket without an answer, and an in-process client sees the exception.
"""

import traceback
from collections.abc import Callable, Iterable
from typing import Any

import flask
import msgspec
from werkzeug.exceptions import HTTPException

from mocks.core.api import JSON, Request, Response
from mocks.core.errors import Dropped
from mocks.core.world import World

ALL_VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]


class Stage:
    """The place where one world at a time is on.

    Args:
        world: the world to begin with.
    """

    def __init__(self, world: World) -> None:
        self.world = world


Wsgi = Callable[[Any, Any], Iterable[bytes]]
Control = Callable[[Stage, Request], Response | None]


def build_app(stage: Stage, partner: str, control: Control | None = None) -> flask.Flask:
    """A WSGI app that is one partner's front door.

    Args:
        stage: holds the world whose partner answers.
        partner: the partner's name.
        control: answers what is under ``/_lab/``; None leaves the control plane out.
    """
    app = flask.Flask("floralab", static_folder=None)
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False

    def door(path: str = "") -> flask.Response:
        request = _request()
        if control is not None and request.path.startswith("/_lab/"):
            answer = control(stage, request)
            if answer is not None:
                return _response(answer)
        return _response(stage.world.call(partner, request))

    def refused(problem: HTTPException) -> flask.Response:
        return _response(stage.world.call(partner, _request()))

    for rule in ("/", "/<path:path>"):
        app.add_url_rule(
            rule,
            endpoint=f"door{rule}",
            view_func=door,
            methods=ALL_VERBS,
            provide_automatic_options=False,
        )
    app.register_error_handler(HTTPException, refused)
    return app


def answering(app: Wsgi) -> Wsgi:
    """`app`, with an answer in JSON for a defect in it; what was wrong goes to the console.

    In one process a defect shall end the test; over a network somebody waits for an answer.
    """

    def answer(environ: Any, start_response: Any) -> Iterable[bytes]:
        try:
            return app(environ, start_response)
        except Dropped:
            raise
        except Exception as defect:  # noqa: BLE001  whatever it is, the caller gets an answer
            traceback.print_exc()
            said = {"error": f"a defect of the simulator: {type(defect).__name__}: {defect}"}
            start_response("500 Internal Server Error", [("Content-Type", JSON)])
            return [msgspec.json.encode(said)]

    return answer


def _request() -> Request:
    incoming = flask.request
    return Request(
        method=incoming.method,
        path=incoming.path,
        query=incoming.args.to_dict(),
        headers={name.lower(): value for name, value in incoming.headers},
        body=incoming.get_data(cache=False),
    )


def _response(answer: Response) -> flask.Response:
    response = flask.Response(answer.body, answer.status, content_type=answer.content_type)
    response.headers.update(answer.headers)
    return response

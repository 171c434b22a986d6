"""Load from outside, with the requests the engine itself would send.

    floralab mock komet --users 10000 --json      # prints the tokens
    locust -f loadtests/locustfile.py --host http://127.0.0.1:8081 --token TOKEN --shop-token TOKEN

Never imported by tests: locust patches the process it lives in.
"""

from __future__ import annotations

from typing import Any

import msgspec
from locust import FastHttpUser, constant_throughput, events, task

from integration.partners.komet_types import StorefrontCall
from integration.partners.operations import BOX_TYPES, STOREFRONT
from mocks.komet.seed import COMPANY, CUSTOMER


@events.init_command_line_parser.add_listener
def _options(parser: Any) -> None:
    parser.add_argument("--token", default="", help="a Company token")
    parser.add_argument("--shop-token", default="", help="a Customer token")


class Program(FastHttpUser):
    """A program of the company: looks up box types, pages through the shop."""

    wait_time = constant_throughput(20)

    @task(3)
    def box_types(self) -> None:
        self._ask(BOX_TYPES.name, {"authenticationToken": self._given("token")}, "boxtypes")

    @task(1)
    def shop_page(self) -> None:
        asked = msgspec.to_builtins(StorefrontCall(customerId=CUSTOMER, page=1, rows=30))
        token = {"authenticationToken": self._given("shop_token")}
        self._ask(STOREFRONT.name, asked | token, "products")

    def _ask(self, method: str, query: dict[str, Any], rows: str) -> None:
        """A refusal comes with HTTP 200 too: without its rows an answer has failed."""
        path = f"/api/{method}"
        params = {name: str(value).lower() for name, value in query.items()}
        headers = {"X-ACCOUNT": str(COMPANY)}
        with self.client.get(
            path, params=params, headers=headers, name=method, catch_response=True
        ) as answer:
            body = msgspec.json.decode(answer.content or b"{}")
            answer.success() if rows in body else answer.failure(str(body.get("message")))

    def _given(self, name: str) -> str:
        return str(getattr(self.environment.parsed_options, name))

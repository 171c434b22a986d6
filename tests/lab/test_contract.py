"""The judge of calls and answers: each planted violation is caught, and nothing else."""

import msgspec
import pytest

from integration.lab.contract import (
    ROWS_JUDGED_WHOLE,
    Asked,
    Contract,
    ContractBroken,
    Operation,
    sampled,
)

DOCUMENT = {
    "paths": {
        "/api/lot.list": {
            "get": {
                "operationId": "lot.list",
                "parameters": [
                    {
                        "name": "day",
                        "in": "query",
                        "required": True,
                        "schema": {"type": "string", "format": "date"},
                    },
                    {
                        "name": "page",
                        "in": "query",
                        "required": False,
                        "schema": {"type": "integer", "minimum": 1},
                    },
                    {
                        "name": "X-ACCOUNT",
                        "in": "header",
                        "required": True,
                        "schema": {"type": "integer"},
                    },
                ],
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {
                                "schema": {
                                    "anyOf": [
                                        {"$ref": "#/components/schemas/Lots"},
                                        {"$ref": "#/components/schemas/Envelope"},
                                    ]
                                }
                            }
                        }
                    },
                    "default": {
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Envelope"}
                            }
                        }
                    },
                },
            }
        },
        "/api/lot.sell": {
            "post": {
                "operationId": "lot.sell",
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Sale"}}
                    }
                },
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Envelope"}
                            }
                        }
                    }
                },
            }
        },
    },
    "components": {
        "schemas": {
            "Envelope": {
                "type": "object",
                "properties": {"message": {"type": "string"}, "status": {"type": "integer"}},
                "required": ["message", "status"],
            },
            "Lots": {
                "type": "object",
                "properties": {
                    "message": {"type": "string"},
                    "status": {"type": "integer"},
                    "lots": {"type": "array", "items": {"$ref": "#/components/schemas/Lot"}},
                },
                "required": ["message", "status", "lots"],
            },
            "Lot": {
                "type": "object",
                "properties": {"id": {"type": "integer"}, "price": {"type": "number"}},
                "required": ["id"],
            },
            "Sale": {
                "type": "object",
                "properties": {
                    "lot": {"type": "integer"},
                    "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Lot"}},
                },
                "required": ["lot"],
            },
        }
    },
}

LIST = ("GET", "/api/lot.list", {"day": "2026-11-23", "page": "2"}, {"x-account": "12345"}, b"")
SELL = ("POST", "/api/lot.sell", {}, {"content-type": "application/json"}, b'{"lot": 1}')


@pytest.fixture(scope="module")
def contract() -> Contract:
    return Contract({"toy": DOCUMENT})


def judged(contract: Contract, *asked: object) -> list[str]:
    one: Operation = contract.operation("toy", str(asked[1]))
    return list(one.judge_call(Asked(*asked)))


@pytest.mark.parametrize("asked", [LIST, SELL])
def test_what_is_documented_passes(contract: Contract, asked: tuple) -> None:
    assert judged(contract, *asked) == []


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        (("POST", *LIST[1:]), "published is GET"),
        ((*LIST[:2], {"page": "2"}, *LIST[3:]), '"day" is a required'),
        ((*LIST[:2], {"day": "23/11/2026"}, *LIST[3:]), 'not a "date"'),
        ((*LIST[:2], {"day": "2026-11-23", "page": "two"}, *LIST[3:]), "query page"),
        ((*LIST[:2], {"day": "2026-11-23", "page": "0"}, *LIST[3:]), "minimum"),
        ((*LIST[:2], {"day": "2026-11-23", "colour": "red"}, *LIST[3:]), "colour"),
        ((*LIST[:3], {}, b""), "x-account"),
        ((*LIST[:3], {"x-account": "mine"}, b""), "header x-account"),
        ((*LIST[:4], b"{}"), "a body where none"),
        ((*SELL[:4], b'{"lot": "1"}'), "body lot"),
        ((*SELL[:4], b'{"lot": 1, "boxes": 2}'), "boxes"),
        ((*SELL[:4], b'{"lot": 1, "lines": [{"id": 1, "colour": "red"}]}'), "body lines.0"),
        ((*SELL[:4], b"lot=1"), "no JSON"),
        ((*SELL[:3], {"content-type": "text/plain"}, SELL[4]), "does not say it is JSON"),
        ((*SELL[:2], {"lot": "1"}, *SELL[3:]), "in the query of a POST"),
    ],
)
def test_a_planted_wrong_request_is_caught(contract: Contract, asked: tuple, word: str) -> None:
    assert word in " ".join(judged(contract, *asked))


def test_the_token_may_stand_anywhere(contract: Contract) -> None:
    token = {"authenticationToken": "abc"}
    assert judged(contract, *LIST[:2], LIST[2] | token, *LIST[3:]) == []
    assert judged(contract, *SELL[:4], b'{"authenticationToken": "abc", "lot": 1}') == []


@pytest.mark.parametrize(
    ("status", "answer", "word"),
    [
        (200, {"message": "OK", "status": 1, "lots": [{"id": 1, "price": 0.285}]}, ""),
        (200, {"message": "No.", "status": 0}, ""),
        (404, {"message": "No.", "status": 0}, ""),
        (404, {"message": "OK", "status": 1, "lots": []}, "lots"),
        (200, {"message": "OK", "status": 1, "lots": [{"price": 0.285}]}, "not valid"),
        (200, {"message": "OK", "status": 1, "lots": [{"id": 1, "colour": "red"}]}, "not valid"),
        (200, {"message": "OK", "status": "1"}, "not valid"),
    ],
)
def test_answers_are_judged(contract: Contract, status: int, answer: object, word: str) -> None:
    one = contract.operation("toy", "/api/lot.list")
    said = " ".join(one.judge_reply(status, msgspec.json.encode(answer)))
    assert (word in said) and bool(word) == bool(said)


def test_an_answer_that_is_no_json_is_caught(contract: Contract) -> None:
    one = contract.operation("toy", "/api/lot.list")
    assert "no JSON" in " ".join(one.judge_reply(200, b"<html>"))


def test_a_path_nobody_published_is_caught(contract: Contract) -> None:
    with pytest.raises(ContractBroken, match=r"lot\.steal is not published"):
        contract.operation("toy", "/api/lot.steal")


def test_a_long_list_is_judged_by_a_sample_that_holds_both_ends() -> None:
    rows = [{"id": number} for number in range(ROWS_JUDGED_WHOLE + 1)]
    kept = sampled({"lots": rows, "total": 3})
    assert kept["total"] == 3
    assert len(kept["lots"]) < len(rows)
    assert kept["lots"][0] == rows[0]
    assert kept["lots"][-1] == rows[-1]
    assert sampled({"lots": rows[:-1]})["lots"] == rows[:-1]

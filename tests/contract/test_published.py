"""Guard 1: what is published is what the endpoints export, and it is a valid document."""

import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import msgspec
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31

from mocks.__main__ import documents
from mocks.worlds import PARTNERS

ROOT = Path(__file__).parents[2]
OPENAPI = ROOT / "mocks" / "openapi"


def document(partner: str):
    return msgspec.json.decode((OPENAPI / f"{partner}.json").read_bytes())


def operations(partner: str):
    for path, entries in document(partner)["paths"].items():
        for verb, entry in entries.items():
            yield verb, path, entry


def test_every_partner_is_published_and_nothing_else():
    assert {path.stem for path in OPENAPI.glob("*.json")} == set(PARTNERS)


@pytest.mark.parametrize("partner", PARTNERS)
def test_running_the_export_changes_nothing(partner):
    written = (OPENAPI / f"{partner}.json").read_bytes()
    assert documents()[partner] == written, "run `python -m mocks export`"


def test_the_command_exports_the_same_whatever_the_hash_seed(tmp_path):
    for seed in ("1", "2"):
        folder = tmp_path / seed
        program = [sys.executable, "-m", "mocks", "export", "--to", str(folder)]
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run(program, check=True, cwd=ROOT, env=environment, capture_output=True)
    for partner, body in documents().items():
        assert (tmp_path / "1" / f"{partner}.json").read_bytes() == body
        assert (tmp_path / "2" / f"{partner}.json").read_bytes() == body


@pytest.mark.parametrize("partner", PARTNERS)
def test_the_document_is_openapi(partner):
    validator = jsonschema_rs.validator_for(OPENAPI_31)
    contract = document(partner)
    assert [error.message for error in validator.iter_errors(contract)] == []
    del contract["info"]["title"]
    assert not validator.is_valid(contract)


@pytest.mark.parametrize("partner", PARTNERS)
def test_every_shape_is_json_schema(partner):
    shapes = document(partner)["components"]["schemas"]
    for name, shape in shapes.items():
        assert jsonschema_rs.meta.is_valid(shape), name
        # References resolve, and defaults fit what they are defaults of.
        whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": shapes}}
        jsonschema_rs.Draft202012Validator(whole)
        for field, inner in shape.get("properties", {}).items():
            if "default" in inner:
                inside = inner | {"components": {"schemas": shapes}}
                assert jsonschema_rs.Draft202012Validator(inside).is_valid(inner["default"]), field
    assert not jsonschema_rs.meta.is_valid({"type": "wholenumber"})


@pytest.mark.parametrize("partner", PARTNERS)
def test_every_operation_says_where_we_know_it_from(partner):
    for verb, path, entry in operations(partner):
        assert entry["summary"], path
        assert entry["x-source"], path
        assert entry["x-evidence"] in {"documented", "observed", "assumed", "ours"}, path
        assert verb in {"get", "post", "delete"}, path


@pytest.mark.parametrize("partner", ["ibuyflowers", "axerrio"])
def test_what_nobody_publishes_is_said_to_be_ours(partner):
    assert {entry["x-evidence"] for _, _, entry in operations(partner)} == {"ours"}
    assert "publishes no API" in document(partner)["info"]["description"]


def test_refusals_stand_where_each_partner_puts_them():
    """Komet refuses with HTTP 200, the others with a status of their own."""
    for _, path, entry in operations("komet"):
        answer = entry["responses"]["200"]["content"]["application/json"]["schema"]
        assert {"$ref": "#/components/schemas/Envelope"} in answer["anyOf"], path
    for _, path, entry in (*operations("ibuyflowers"), *operations("axerrio")):
        answers = entry["responses"]
        reply = answers["200"]["content"].get("application/json", {"schema": {}})
        assert "anyOf" not in reply["schema"], path
        refusal = answers["default"]["content"]["application/json"]["schema"]
        assert refusal == {"$ref": "#/components/schemas/Refused"}, path


def test_labels_are_published_as_what_they_are():
    media = {
        path: list(entry["responses"]["200"]["content"]) for _, path, entry in operations("axerrio")
    }
    assert media["/api/desk/labels.pdf"] == ["application/pdf"]
    assert media["/api/desk/labels.zpl"] == ["application/zpl"]
    assert sum(kinds == ["application/json"] for kinds in media.values()) == len(media) - 2


def test_money_is_a_number_and_nothing_is_null_but_where_a_page_shows_it():
    null = set()
    for partner in PARTNERS:
        text = (OPENAPI / f"{partner}.json").read_text(encoding="utf-8")
        assert '"decimal"' not in text
        for name, shape in document(partner)["components"]["schemas"].items():
            fields = shape.get("properties", {}).items()
            null |= {f"{name}.{field}" for field, inner in fields if "'null'" in str(inner)}
    assert null == {
        "CategoryRow.kometNetworkId",
        "CategoryRow.kometNetworkName",
        "CompanyLocationRow.shortName",
    }

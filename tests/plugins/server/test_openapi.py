"""The OpenAPI document: whole, true to what the server answers, with every condition's schema."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest


def test_the_document_has_every_route_and_every_condition(idle: Any) -> None:
    document = idle.client.get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    operations = [f"{m} {p}" for p, each in document["paths"].items() for m in each]
    assert "post /runs" in operations and "get /runs/{id}/events" in operations
    schemas = document["components"]["schemas"]
    for name in idle.host.plugins.names():
        assert schemas[name]["properties"].keys() >= {"count", "seed"}, name
    wanted = set(re.findall(r'"#/components/schemas/([^"]+)"', str(document).replace("'", '"')))
    assert wanted <= schemas.keys()
    ids = [each["operationId"] for path in document["paths"].values() for each in path.values()]
    assert len(ids) == len(set(ids))


def test_the_server_keeps_to_the_document(serving: Callable[..., Any]) -> None:
    """Requests drawn from the document, right ones and wrong ones: no crash, no other answer."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis.errors import Unsatisfiable
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    server = serving("--workers", "0")
    schema = schemathesis.openapi.from_url(f"{server.url}/api/v1/openapi.json")
    kept = [
        not_a_server_error,
        checks.content_type_conformance,
        checks.response_schema_conformance,
        checks.status_code_conformance,
    ]
    drawn: dict[str, int] = {}
    for result in schema.exclude(
        path_regex="/(events|changes)$"
    ).get_all_operations():  # they have no end
        operation = result.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @settings(
                max_examples=8,
                deadline=None,
                database=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def each(case: Any) -> None:
                case.call_and_validate(checks=kept)
                drawn[case.operation.label] = drawn.get(case.operation.label, 0) + 1

            with suppress(Unsatisfiable):  # nothing of it can be wrong
                each()
    assert len(drawn) > 20 and sum(drawn.values()) > 150, drawn

"""The OpenAPI document of the native API, made of what its routes say of themselves."""

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from muse import MuseError
from muse_server.native import models
from muse_server.native.replies import Operation, Parameter
from muse_server.service import Service

_REF = "#/components/schemas/{model}"
_ALWAYS = {
    400: "The request is malformed.",
    401: "The token is missing or wrong.",
    403: "It comes from a page of another site.",
    421: "The server isn't called so.",
    503: "Too many requests are open, or something has to be installed first.",
}
_WITH_BODY = {408: "The body is too slow.", 413: "It is too large.", 415: "Its type is wrong."}
_WRONG = {
    404: "There is none.",
    409: "Its state doesn't allow it, or somebody else changed it meanwhile.",
    413: "It is too large.",
    415: "Its type is wrong.",
    416: "There is no such range.",
    422: "A value is wrong.",
    429: "The queue is full.",
    500: "A plugin failed.",
    503: "Too many requests are open, or something has to be installed first.",
    504: "It took too long.",
}
_MULTIPART = {"type": "object", "required": ["file"], "properties": {"file": {
    "type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}}}  # fmt: skip


def routes(service: Service, known: Sequence[BaseRoute]) -> list[BaseRoute]:
    """Return the route of the document."""

    async def document(request: Request) -> Response:
        return JSONResponse(await service.read(lambda: build(service, known)))

    return [Route("/openapi.json", document)]


def build(service: Service, known: Sequence[BaseRoute]) -> dict[str, Any]:
    """Return the document: every route, every model, and every generator's condition."""
    own = [each for each in known if isinstance(each, Route)]
    paths: dict[str, dict[str, Any]] = {}
    for route in own:
        operation: Operation = route.operation  # type: ignore[attr-defined]
        method = next(m for m in sorted(route.methods or ()) if m != "HEAD").lower()
        paths.setdefault(route.path_format, {})[method] = _operation(route, method, operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Muse", "version": version("muse-host")},
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": {**_models(own), **_conditions(service)},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(route: Route, method: str, operation: Operation) -> dict[str, Any]:
    wrong = {**_ALWAYS, **(_WITH_BODY if operation.body else {})}
    wrong |= {status: _WRONG[status] for status in operation.wrong}
    if operation.query:
        wrong[422] = _WRONG[422]
    answers: dict[str, Any] = {}
    for status, what in operation.answers.items():
        answers[str(status)] = {"description": operation.summary, **_content(what)}
    for status, text in sorted(wrong.items()):
        answers[str(status)] = {"description": text, **_content(models.Problem)}
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", route.path_format)
    ]
    parameters += [_parameter(each, "query") for each in operation.query]
    parameters += [_parameter(each, "header") for each in operation.headers]
    found: dict[str, Any] = {
        "operationId": f"{method}{re.sub(r'[^a-z]+', '_', route.path_format.lower())}".strip("_"),
        "summary": operation.summary,
        "parameters": parameters,
        "responses": answers,
    }
    if operation.body:
        found["requestBody"] = {"required": True, **_content(operation.body)}
    return found


def _content(what: type[BaseModel] | str | None) -> dict[str, Any]:
    if what is None:
        return {}
    if what == "multipart/form-data":
        return {"content": {what: {"schema": _MULTIPART}}}
    if isinstance(what, str):
        return {"content": {what: {"schema": {}}}}
    return {"content": {"application/json": {"schema": {"$ref": _REF.format(model=what.__name__)}}}}


def _parameter(parameter: Parameter, place: str) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": place,
        "description": parameter.description,
        "schema": parameter.schema,
    }


def _models(own: Sequence[Route]) -> dict[str, Any]:
    asked: set[type[BaseModel]] = set()
    told: set[type[BaseModel]] = {models.Problem}
    for route in own:
        operation: Operation = route.operation  # type: ignore[attr-defined]
        told |= {m for m in operation.answers.values() if isinstance(m, type)}
        asked |= {operation.body} if isinstance(operation.body, type) else set()
    wanted: list[tuple[type[BaseModel], Any]] = [(m, "validation") for m in asked]
    wanted += [(m, "serialization") for m in told]
    wanted.sort(key=lambda each: each[0].__name__)
    _, schema = models_json_schema(wanted, ref_template=_REF)
    return dict(schema["$defs"])


def _conditions(service: Service) -> dict[str, Any]:
    """Return the schema of every generator's condition, by the generator's name."""
    found: dict[str, Any] = {}
    for name in service.host.plugins.names():
        try:
            schema = service.host.schema(name)
        except MuseError:  # a broken plugin: muse plugins tells of it
            continue
        parts = schema.pop("$defs", {})
        found[name] = _moved(schema, name)
        found |= {f"{name}.{part}": _moved(value, name) for part, value in parts.items()}
    return found


def _moved(value: Any, name: str) -> Any:
    """Return a schema whose references are to this document's parts."""
    if isinstance(value, dict):
        return {
            key: f"#/components/schemas/{name}.{each.removeprefix('#/$defs/')}"
            if key == "$ref" and isinstance(each, str)
            else _moved(each, name)
            for key, each in value.items()
        }
    return [_moved(each, name) for each in value] if isinstance(value, list) else value

"""`text.wire`: calls a web service, which gets `{"prompt", "seed"}` and answers `{"text"}`.

A key, if the service wants one, comes from the environment (WIRE_KEY): never a field, since fields
are kept in recipes.
"""

import json
import os
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from pydantic import field_validator

from muse import Artifact, Condition, Event, Field, GenerationError, Generator, NotReady, Run

LIMIT = 2**20
"""Bytes of an answer, at most."""


class WireCondition(Condition):
    """What can be asked for."""

    prompt: str = Field("", description="What to write.", examples=["a haiku about rain"])
    server: str = Field("http://localhost:8123", description="The address of the service.")
    timeout: float = Field(30.0, ge=1, le=600, description="Seconds to wait for an answer.")

    @field_validator("server")
    @classmethod
    def _server(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("http", "https") or "@" in value:
            raise ValueError(f"{value!r:.60} is invalid; expected http://host:port, without a key")
        return value


class Wire(Generator[WireCondition]):
    """Texts by a web service: how to call another machine and tell what goes wrong."""

    condition = WireCondition
    formats = {".md": "text/markdown"}
    repeatable = "no"  # the service may change at any time
    needs_network = True
    example = 'muse run text -g wire --prompt "a haiku about rain" --server http://localhost:8123'

    def generate(self, condition: WireCondition, run: Run) -> Iterator[Event]:
        """Ask once for each item, in the thread of run.drive: the wait can be cancelled."""
        for item in run.items:

            def ask(emit: Any, seed: int = item.seed) -> str:
                emit.progress(0, 1, "waiting for an answer")
                return asked(condition, seed)

            text = yield from run.drive(ask)
            yield Artifact.text(text, item=item)


def asked(condition: WireCondition, seed: int) -> str:
    """Return the answer of the service; NotReady when it isn't there."""
    body = json.dumps({"prompt": condition.prompt, "seed": seed}).encode()
    headers = {"Content-Type": "application/json"}
    if os.environ.get("WIRE_KEY"):
        headers["Authorization"] = f"Bearer {os.environ['WIRE_KEY']}"
    request = Request(condition.server, body, headers)
    try:
        with urlopen(request, timeout=condition.timeout) as answer:
            found = json.loads(answer.read(LIMIT))
        return str(found["text"])
    except HTTPError as error:
        with error:
            raise GenerationError(f"{condition.server} answers {error.code}") from None
    except (URLError, TimeoutError) as error:
        why = getattr(error, "reason", error)
        raise NotReady(f"{condition.server} can't be reached ({why})", hint="start it") from None
    except (ValueError, KeyError, TypeError):
        raise GenerationError(f"{condition.server} gives no JSON with a text") from None

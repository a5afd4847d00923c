"""The requests of one run, each tried again as far as that can help."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlsplit

from muse import NotReady, RequestError

from ..asks import Ask
from . import connections
from .events import values
from .pieces import ErrorValueError, Piece, pieces
from .refusals import Lesson, Lessons, RefusedError
from .telling import Telling, out_of_quota, waiting

RETRIES = 2
"""How often a refused connection, 429 or 5xx is tried again, each time a little later."""

PAUSE = 0.5
"""Seconds before the second try; twice as many before each further one."""

PATIENCE = 60.0
"""The most seconds that a server may ask to wait; more is told instead."""

_PASTED = re.compile(r"/(?:chat/completions|completions|responses|models|embeddings)/*$")
_LOOPBACK = re.compile(r"localhost|127\.[\d.]+|::1")
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529))


class Wait(float):
    """Seconds until the next try."""


class Requests:
    """Asks a server, and learns on the way what it doesn't take and at which path it is."""

    def __init__(self, url: str, timeout: float, key: str, telling: Telling) -> None:
        import openai

        self.url = _PASTED.sub("", url.rstrip("/"))
        self.telling, self.key = telling, key
        self.lessons = Lessons()
        self.tries = 1
        host = urlsplit(self.url).hostname or ""
        wait = openai.Timeout(timeout + 1, connect=min(timeout, connections.CONNECT))
        try:
            # A key must not follow to another host; a server here is behind no proxy.
            http = openai.DefaultHttpxClient(
                follow_redirects=False, trust_env=not _LOOPBACK.fullmatch(host), timeout=wait
            )
        except ImportError:
            raise NotReady(
                "the proxy in ALL_PROXY or HTTPS_PROXY is a SOCKS proxy, which requires socksio",
                hint="pip install socksio, or name the host in NO_PROXY",
            ) from None
        except ValueError as error:
            raise RequestError(
                f"the proxy of the environment can't be used ({error})"[:200],
                hint="check HTTPS_PROXY and ALL_PROXY",
            ) from None
        self._client = openai.OpenAI(
            base_url=self.url, api_key=key or "none", max_retries=0, http_client=http
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def models(self) -> Any:
        """Return the list of models as the server has it: any JSON; RefusedError and others."""
        import openai

        try:
            return self._client.get("/models", cast_to=object)
        except openai.APIStatusError as error:
            raise _refused(error) from error

    def pieces(
        self,
        ask: Ask,
        model: str | None,
        sampling: dict[str, Any],
        over: threading.Event,
        tell: Callable[[Lesson | Wait], None],
    ) -> Iterator[Piece]:
        """Yield the pieces of an answer; ends early once `over` is set."""
        self.tries = 1
        while True:
            begun = False
            fields = self.lessons.fields(ask, sampling)
            try:
                with self._post({"model": model, **fields}) as answer:
                    kind = answer.headers.get("content-type", "")
                    charset = re.search(r"charset=[\"']?([\w-]+)", kind)
                    came = values(answer.iter_bytes(), charset[1] if charset else None)
                    for piece in pieces(came):
                        if over.is_set():
                            return
                        begun = begun or piece.moves
                        yield piece
                return
            except Exception as error:
                wrong = _wrong(error)
                again = None if begun else self._again(error, wrong, fields)
                if again is None:
                    if begun or wrong is None:
                        raise
                    raise wrong from error
            tell(again)
            if isinstance(again, Wait):
                self.tries += 1
                over.wait(again)
            if over.is_set():
                return

    def _post(self, fields: dict[str, Any]) -> AbstractContextManager[Any]:
        create: Any = self._client.chat.completions.with_streaming_response.create
        return create(**fields)  # type: ignore[no-any-return]

    def _again(
        self, error: Exception, wrong: RefusedError | None, fields: dict[str, Any]
    ) -> Lesson | Wait | None:
        """Return what is done before the next try; None where none would help."""
        pause = Wait(PAUSE * 2 ** (self.tries - 1))
        if wrong is None:
            may = self.tries <= RETRIES and connections.may_come_up(error)
            return pause if may else None
        lesson = self.lessons.learn(wrong, fields, self.key) or self._elsewhere(wrong)
        if lesson is not None:
            return lesson
        final = wrong.headers.get("x-should-retry") == "false" or out_of_quota(wrong)
        if wrong.status not in _AGAIN or self.tries > RETRIES or final:
            return None
        after = waiting(wrong)
        if after is not None and after > PATIENCE:
            return None
        return pause if after is None else Wait(after)

    def _elsewhere(self, wrong: RefusedError) -> Lesson | None:
        """Try the usual path once where the one given isn't there."""
        if wrong.status not in (404, 405) or self.telling.missing(wrong):
            return None
        if self.url.endswith("/v1"):
            return None
        self.url += "/v1"
        self._client.base_url = self.url
        return Lesson("base_url", self.url, self.telling.words(wrong.body).lstrip(": "))


def _wrong(error: Exception) -> RefusedError | None:
    import openai

    if isinstance(error, openai.APIStatusError):
        return _refused(error)
    if isinstance(error, ErrorValueError):
        body = error.args[0]
        inner = body.get("error")
        for each in (inner, body):
            for name in ("code", "status", "status_code"):
                value = each.get(name) if isinstance(each, dict) else None
                if str(value).isdigit() and 400 <= int(str(value)) < 600:
                    return RefusedError(int(str(value)), body)
        return RefusedError(200, body)
    return None


def _refused(error: Any) -> RefusedError:
    response = error.response
    headers = {name.lower(): value for name, value in response.headers.items()}
    try:
        body: Any = json.loads(response.text)
    except (ValueError, RecursionError):
        body = response.text
    return RefusedError(response.status_code, body, headers, str(response.request.url))

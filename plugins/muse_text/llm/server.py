"""A model on an OpenAI-compatible server, by the official client."""

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import Any

from muse import GenerationError, MuseError

from .asks import Answer, Ask
from .condition import Endpoint
from .flow import Flow
from .needs import server_lacks

RETRIES = 2
"""How often a refused connection, 429 or 5xx is tried again, each time a little later."""

_END = object()
_KEEP = "the text so far is kept as unfinished; continue it by --extend"


class Server:
    """A writer whose model is on a server; each request is one streamed chat completion."""

    def __init__(
        self,
        address: Endpoint,
        model: str | None,
        timeout: float,
        sampling: dict[str, Any],
        key: str | None = None,
    ) -> None:
        problem = server_lacks()
        if problem is not None:
            raise problem
        import openai

        self.host = address.label
        self.timeout = timeout
        self.sampling = {name: value for name, value in sampling.items() if value is not None}
        self._key = key or "none"
        self._client = openai.OpenAI(
            base_url=address.url, api_key=self._key, timeout=timeout, max_retries=RETRIES
        )
        self._limit = "max_tokens"
        self.model = model

    def choose(self) -> str:
        """Return the only model of the server; an error names those there are."""
        try:
            names = [each.id for each in self._client.models.list().data]
        except Exception as error:
            raise self._told(error, begun=False) from None
        if len(names) != 1:
            some = ", ".join(map(repr, names[:5])) or "none"
            raise GenerationError(
                f"model: {self.host} has {len(names)} models ({some})",
                hint="give one of them by --model",
            )
        return str(names[0])

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def write(self, asks: Sequence[Ask], check: Callable[[], None]) -> list[Answer]:
        """Write each text, one after the other."""
        return [self._write(ask, check) for ask in asks]

    def _write(self, ask: Ask, check: Callable[[], None]) -> Answer:
        flow, tokens, ended = Flow(ask.stop, ask.tell), None, None
        for chunk in self._polled(ask, check, flow):
            usage = getattr(chunk, "usage", None)
            tokens = usage.completion_tokens if usage else tokens
            for choice in (chunk.choices or [])[:1]:
                ended = choice.finish_reason or ended
                flow.add((choice.delta.content if choice.delta else None) or "")
            if flow.ended:
                break
        if ended is None and not flow.ended:
            flow.finish()
            raise GenerationError(f"{self.host} stopped in the middle of the text", hint=_KEEP)
        if ended == "content_filter":
            flow.finish()
            raise GenerationError(f"the content filter of {self.host} cut the text off", hint=_KEEP)
        return Answer(flow.finish(), tokens, ended == "length")

    def _polled(self, ask: Ask, check: Callable[[], None], flow: Flow) -> Iterator[Any]:
        """Yield what comes, and look every tenth of a second if the run is cancelled."""
        come: SimpleQueue[Any] = SimpleQueue()
        streams: list[Any] = []
        over = threading.Event()

        def read() -> None:
            try:
                with self._open(ask) as stream:
                    streams.append(stream)
                    for chunk in stream:
                        come.put(chunk)
                        if over.is_set():
                            return
                come.put(_END)
            except Exception as error:
                come.put(error)

        threading.Thread(target=read, name="muse server", daemon=True).start()
        try:
            while True:
                check()
                try:
                    got = come.get(timeout=0.1)
                except Empty:
                    continue
                if got is _END:
                    return
                if isinstance(got, Exception):
                    begun = bool(streams)
                    flow.finish()
                    raise self._told(got, begun) from None
                yield got
        finally:
            over.set()

    def _open(self, ask: Ask) -> Any:
        import openai

        fields: dict[str, Any] = {
            "model": self.model,
            "messages": ask.chat,
            "seed": ask.seed % 2**31,  # some servers read a signed number of 32 bits
            "stream": True,
            **self.sampling,
        }
        if ask.stop:
            fields["stop"] = list(ask.stop)
        if ask.schema is not None:
            fields["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": ask.schema, "strict": True},
            }
        create: Any = self._client.chat.completions.create
        try:
            return create(**fields, **{self._limit: ask.max_tokens})
        except openai.BadRequestError as error:
            if self._limit != "max_tokens" or "max_completion_tokens" not in str(error):
                raise
            self._limit = "max_completion_tokens"
            return create(**fields, max_completion_tokens=ask.max_tokens)

    def _told(self, error: Exception, begun: bool) -> MuseError:
        """Return an error as one line with the next thing to try; never with the key."""
        import openai

        host, model = self.host, self.model
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            key = "the key is wrong" if self._key != "none" else "it requires a key"
            return GenerationError(
                f"{host} refused the request ({error.status_code}): {key}",
                hint="set OPENAI_API_KEY in the environment",
            )
        if isinstance(error, openai.RateLimitError):
            return GenerationError(
                f"{host} has too many requests (429), still after {RETRIES + 1} tries",
                hint="wait a while, or check the limits of the account",
            )
        if isinstance(error, openai.NotFoundError):
            return GenerationError(
                f"{host} has no model {model!r} (404)",
                hint="check --model, and whether --base-url needs a path such as /v1",
            )
        if isinstance(error, openai.APIStatusError):
            return GenerationError(
                f"{host} answered {error.status_code}: {self._brief(error)}",
                hint="change the field it names, or check the log of the server",
            )
        late = isinstance(error, openai.APITimeoutError) or "Timeout" in type(error).__name__
        if late:
            kept = f"; {_KEEP}" if begun else ""
            return GenerationError(
                f"{host} sent nothing for {self.timeout:g} s", hint=f"use a larger --timeout{kept}"
            )
        if begun:
            return GenerationError(
                f"{host} broke off in the middle of the text ({type(error).__name__})", hint=_KEEP
            )
        if isinstance(error, openai.APIConnectionError):
            return GenerationError(
                f"{host} can't be reached", hint="start the server, or check --base-url"
            )
        return GenerationError(
            f"{host} sent an answer that isn't a chat completion ({type(error).__name__})",
            hint="check --base-url: it has to be an OpenAI-compatible server",
        )

    def _brief(self, error: Any) -> str:
        body = error.body if isinstance(error.body, dict) else {}
        told = str(body.get("message") or body.get("detail") or error.message)
        return " ".join(told.replace(self._key, "...").split())[:200]

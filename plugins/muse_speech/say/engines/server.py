"""Any server with OpenAI's /v1/audio/speech: one request for each sentence."""

import io
import json
import os
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from muse import GenerationError, RequestError, Run
from muse.contract.endpoint import Endpoint

from ..normal import Word, spoken
from .engine import Manner, Spoken

MODEL, VOICE = "tts-1", "alloy"
"""What is asked for where nobody says: names that servers of this kind know or ignore."""
RETRIES = 2
_PAUSE = 1.0  # s before the first retry
_LARGEST = 64 * 2**20
"""Bytes of an answer at most."""
_AGAIN = frozenset((408, 409, 429, 500, 502, 503, 504))


def address() -> Endpoint | None:
    """Return the server that the environment names."""
    named = os.environ.get("OPENAI_BASE_URL", "").strip()
    return Endpoint.checked(named) if named else None


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows nobody: the key is for one host alone."""

    def redirect_request(self, *args: Any) -> None:
        return None


class Server:
    """A server that speaks, at the address of a condition or of the environment."""

    name = "openai"
    rate = 24_000
    multilingual = True

    def __init__(
        self, url: Endpoint, model: str | None, voice: str | None, timeout: float, run: Run
    ) -> None:
        self.run = run
        self.url = url
        self.model = model or MODEL
        self.voice = voice or VOICE
        self.timeout = timeout
        self.ignores = {
            "pitch": "servers take none",
            "speaker": "servers take none",
        }
        trusted = "base_url" not in run.foreign or url == address()
        self._key = (os.environ.get("OPENAI_API_KEY") or "") if trusted else ""
        self._opener = urllib.request.build_opener(_NoRedirects)
        self.label = f"{self.model} at {url.label}, voice {self.voice}"
        run.report.note("A server may not speak the same way twice.")

    def speak(self, words: Sequence[Word], language: str, manner: Manner) -> Spoken:
        """Return words as sound."""
        fields: dict[str, Any] = {
            "model": self.model,
            "input": spoken(words, language),
            "voice": self.voice,
            "response_format": "wav",
            "speed": round(min(4.0, max(0.25, manner.pace)), 3),
        }
        if manner.style:
            fields["instructions"] = manner.style
        return _decoded(self._answer(fields), self.url.label)

    def _answer(self, fields: dict[str, Any]) -> bytes:
        for attempt in range(RETRIES + 1):
            self.run.check()
            try:
                return self._post(fields)
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in _AGAIN or attempt == RETRIES:
                        raise self._refused(error) from None
            except (OSError, ValueError) as error:
                raise self._unreached(error) from error
            self._wait(_PAUSE * 2**attempt)
        raise AssertionError  # the last attempt returns or raises

    def _wait(self, seconds: float) -> None:
        """Wait, unless the run is cancelled meanwhile."""
        waiting = threading.Event()
        for _ in range(round(seconds / 0.05)):
            self.run.check()
            waiting.wait(0.05)

    def _post(self, fields: dict[str, Any]) -> bytes:
        headers = {"Content-Type": "application/json", "User-Agent": "muse"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(
            f"{self.url.url}/audio/speech", json.dumps(fields).encode(), headers, method="POST"
        )
        with self._opener.open(request, timeout=self.timeout) as answer:
            data: bytes = answer.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise GenerationError(f"{self.url.label} sent more than {_LARGEST >> 20} MiB")
        return data

    def _refused(self, error: urllib.error.HTTPError) -> Exception:
        told = _told(error.read(20_000))
        if self._key:
            told = told.replace(self._key, "(the key)")
        host = self.url.label
        if error.code in (401, 403):
            return GenerationError(
                f"{host} refused the key of OPENAI_API_KEY ({error.code}){told}",
                hint="set OPENAI_API_KEY to a key of this server",
            )
        if error.code in (301, 302, 303, 307, 308):
            return GenerationError(
                f"{host} sends elsewhere, where Muse doesn't follow", hint="give that --base-url"
            )
        if error.code in (400, 404, 405, 422):
            return RequestError(
                f"{host} refused the request ({error.code}){told}",
                hint="check --model, --voice and --base-url",
            )
        return GenerationError(f"{host} failed ({error.code}){told}", hint="look into its log")

    def _unreached(self, error: Exception) -> GenerationError:
        host = self.url.label
        cause = getattr(error, "reason", None) or error
        if isinstance(cause, ConnectionRefusedError):
            return GenerationError(
                f"{host} can't be reached: nothing answers there",
                hint="start the server, or check --base-url",
            )
        if isinstance(cause, socket.gaierror):
            return GenerationError(
                f"{host} can't be reached: the name {urlsplit(host).hostname} isn't known",
                hint="check --base-url and the network",
            )
        if isinstance(cause, TimeoutError):
            return GenerationError(
                f"{host} sent nothing for {self.timeout:g} s", hint="raise --timeout"
            )
        return GenerationError(
            f"{host} can't be reached ({cause})", hint="check --base-url and the network"
        )


def _told(body: bytes) -> str:
    """Return what the body of a refusal says, after a colon; empty if nothing."""
    try:
        found = json.loads(body)
    except ValueError:
        return ""
    for name in ("error", "detail", "message"):
        if isinstance(found, dict) and found.get(name):
            found = found[name]
    line = " ".join(str(found).split()) if isinstance(found, str | list) else ""
    return f": {line[:200]}" if line else ""


def _decoded(data: bytes, host: str) -> Spoken:
    import soundfile

    if data[:4] == b"RIFF":  # streamed: the sizes of its chunks say nothing
        data = _with_sizes(data)
    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise GenerationError(
            f"{host} sent no sound that can be read", hint="look into its log"
        ) from error
    return Spoken(np.ascontiguousarray(samples.mean(1, dtype=np.float32)), int(rate))


def _with_sizes(data: bytes) -> bytes:
    """Return a WAV file whose last chunk has the size of what is there."""
    at = data.find(b"data")
    size = int.from_bytes(data[at + 4 : at + 8], "little") if at > 0 else 0
    if at < 12 or at + 8 + size <= len(data):
        return data
    body = data[at + 8 :]
    head = data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8 : at + 4]
    return head + len(body).to_bytes(4, "little") + body

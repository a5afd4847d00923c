"""What went wrong at a server: one line with its own words, and the next thing to try."""

import re
from typing import Any
from urllib.parse import urlsplit

from muse import GenerationError, MuseError

from . import connections, words
from .events import BrokenError, StrangeError
from .pieces import ErrorValueError
from .refusals import RefusedError

LOG = "check the log of the server, or run it again"
_KEY = "set OPENAI_API_KEY in the environment"
_QUOTA = re.compile(r"quota|billing|credit|balance|payment|insufficient funds|欠费|余额|额度")
_LONG = re.compile(r"context.length|maximum context|too long|too many tokens|context window")
_POLICY = re.compile(r"content.{0,3}(?:filter|policy|management)|moderation|safety|sensitive")
_NO_MODEL = re.compile(
    r"model_not_found|(?:unknown|invalid|no such) model|not a valid model"
    r"|model[^.]{0,80}?(?:not found|not exist|n't exist|not available|not loaded|isn't loaded)"
)
_RATE = re.compile(r"per.(?:second|minute|hour)|rate.?limit|requests? per")


class Telling:
    """Tells errors of one server; `key` is the secret that is never told, or ''."""

    def __init__(self, host: str, timeout: float, key: str) -> None:
        self.host, self.timeout, self.key = host, timeout, key
        self.model: str | None = None

    def words(self, body: Any) -> str:
        """Return what a server says, behind a colon, or nothing."""
        said = words.said(body, self.key)
        return f": {said}" if said else ""

    def error(self, error: Exception, begun: bool, tries: int = 1) -> MuseError:
        """Return any error as one line; `begun` says that text had come before it."""
        if isinstance(error, MuseError):
            return error
        if isinstance(error, ErrorValueError):
            if begun:
                told = self.words(error.args[0])
                return GenerationError(f"{self.host} broke off in the middle{told}", hint=LOG)
            error = RefusedError(200, error.args[0])
        if isinstance(error, RefusedError):
            return self.refused(error, tries)
        if isinstance(error, StrangeError):
            return self.strange(str(error), begun)
        late = "Timeout" in type(error).__name__
        if begun:
            if late:
                return self.silent(True)
            broken = isinstance(error, BrokenError)
            why = "" if broken else f" ({connections.why(error, self.key)})"
            return GenerationError(
                f"{self.host} broke off in the middle of the text{why}", hint=LOG
            )
        if isinstance(error, BrokenError):
            return GenerationError(f"{self.host} broke off in the middle of its answer", hint=LOG)
        if late and not connections.connecting(error):
            return self.silent(False)
        return connections.unreached(error, self.host, self.timeout, self.key)

    def silent(self, begun: bool) -> MuseError:
        """Return the error of a server that sends no text, whatever else it sends."""
        hint = "use a larger --timeout, or check the log of the server"
        if begun:
            return GenerationError(
                f"{self.host} stopped in the middle of the text: nothing came for"
                f" {self.timeout:g} s",
                hint=hint,
            )
        return GenerationError(f"{self.host} sent no text for {self.timeout:g} s", hint=hint)

    def strange(self, text: Any, begun: bool = False) -> MuseError:
        """Return the error of an answer that is something else than a chat completion."""
        page = isinstance(text, str) and text.lstrip()[:1] == "<"
        what = "a web page" if page else "an answer that isn't a chat completion"
        if begun:
            return GenerationError(f"{self.host} broke off with {what}{self.words(text)}", hint=LOG)
        told = self.words(text) or (f": {words.line(str(text), self.key)}" if text else "")
        return GenerationError(
            f"{self.host} sent {what}{told}",
            hint="check --base-url: it has to be an OpenAI-compatible server",
        )

    # -- errors that have a status

    def refused(self, wrong: RefusedError, tries: int) -> MuseError:
        """Return the error of an answer with the status of an error, or of one inside a 200."""
        host, status, said, told = self.host, wrong.status, wrong.said, self.words(wrong.body)
        code = "" if status == 200 else f" ({status})"
        still = f" ({status}, still after {tries} tries)" if tries > 1 else code
        if 300 <= status < 400:
            return self._moved(wrong)
        if out_of_quota(wrong):
            return GenerationError(
                f"the account at {host} has nothing left{code}{told}",
                hint="check its plan and billing, or use another server",
            )
        if status == 429:
            after = waiting(wrong)
            wait = f"wait {_time(after)}" if after else "wait a while"
            return GenerationError(
                f"{host} has too many requests{still}{told}",
                hint=f"{wait} and run it again, or check the limits of the account",
            )
        if status in (401, 403):
            return self._not_allowed(wrong, told)
        if status == 407:
            return GenerationError(
                f"the proxy requires a password (407){told}", hint="set it in HTTPS_PROXY"
            )
        if self.missing(wrong):
            return GenerationError(
                f"{host} has no model {self.model!r}{code}{told}", hint="check --model"
            )
        if status in (404, 405):
            return GenerationError(
                f"{host} has no chat completions at {urlsplit(wrong.url).path or '/'}{code}{told}",
                hint="check the path of --base-url, which mostly ends in /v1",
            )
        if _LONG.search(said) or status == 413:
            return GenerationError(
                f"the request is too long for {host}{code}{told}",
                hint="shorten it, lower --max-tokens, or use a model with a longer context",
            )
        if _POLICY.search(said):
            return GenerationError(
                f"{host} filtered the request{code}{told}",
                hint="put it in other words, or use another model",
            )
        if status >= 500:
            return GenerationError(f"{host} failed{still}{told}", hint=LOG)
        return GenerationError(
            f"{host} answered {'with an error' if status == 200 else status}{told}",
            hint="change what it names, or check the log of the server",
        )

    def missing(self, wrong: RefusedError) -> bool:
        """Whether a server says that it hasn't the model, rather than the path."""
        said = wrong.said
        named = bool(self.model) and str(self.model).lower() in said
        return wrong.status in (200, 400, 404) and bool(
            _NO_MODEL.search(said) or (named and wrong.status == 404 and "path" not in said)
        )

    def _moved(self, wrong: RefusedError) -> MuseError:
        place = words.line(wrong.headers.get("location", ""), self.key, 160)
        if not place:
            return GenerationError(
                f"{self.host} redirects to no place ({wrong.status})", hint="check --base-url"
            )
        address = re.sub(r"/(?:chat/completions|models)/?(?:\?.*)?$", "", place)
        there = f"use --base-url {address}" if "://" in address else "check --base-url"
        return GenerationError(f"{self.host} redirects to {place} ({wrong.status})", hint=there)

    def _not_allowed(self, wrong: RefusedError, told: str) -> MuseError:
        host, status = self.host, wrong.status
        if not self.key:
            return GenerationError(f"{host} requires a key ({status}){told}", hint=_KEY)
        if status == 401:
            return GenerationError(
                f"{host} refused the key of OPENAI_API_KEY (401){told}",
                hint="set OPENAI_API_KEY to a key of this server",
            )
        return GenerationError(
            f"{host} refused the request (403){told}",
            hint="check what this key and account may use, or use another server or model",
        )


def out_of_quota(wrong: RefusedError) -> bool:
    """Whether the account has nothing left, which waiting doesn't help, unlike too much at once."""
    if "insufficient_quota" in wrong.said or wrong.status == 402:
        return True
    rate = _RATE.search(wrong.said)
    return bool(wrong.status in (200, 403, 429) and _QUOTA.search(wrong.said) and not rate)


def waiting(wrong: RefusedError) -> float | None:
    """Return the seconds that a server asks to wait, if it does."""
    after = wrong.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", after):
        return float(after)
    if not after:
        return None
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    try:
        left = (parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
    return max(0.0, left)


def _time(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"

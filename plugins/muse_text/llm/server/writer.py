"""A writer whose model is on a server; each request is one streamed chat completion."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from queue import Empty, SimpleQueue
from typing import Any

from muse import GenerationError, Report, RequestError
from muse.contract.endpoint import Endpoint

from ..asks import THINKING, Answer, Ask
from ..flow import Flow
from ..needs import server_lacks
from . import pieces, words
from .events import StrangeError
from .pieces import ErrorValueError, Piece
from .refusals import Lesson, RefusedError, tell
from .requests import Requests, Wait
from .telling import LOG, Telling

_END = object()

GRACE = 5.0
"""Seconds in which a server may still count tokens after the end of its text."""

_THINKERS = re.compile(r"think|reason|qwq|magistral|\br1\b", re.I)
"""Names of models that think before they write."""


class Server:
    """A writer whose model is on a server, which may do anything."""

    def __init__(
        self,
        address: Endpoint,
        model: str | None,
        timeout: float,
        sampling: dict[str, Any],
        key: str | None = None,
        report: Report | None = None,
    ) -> None:
        problem = server_lacks()
        if problem is not None:
            raise problem
        self.host = address.label
        self.timeout = timeout
        self.sampling = {name: value for name, value in sampling.items() if value is not None}
        self.report = report or Report()
        secret = checked(key)
        self._telling = Telling(self.host, timeout, secret)
        self._requests = Requests(address.url, timeout, secret, self._telling)
        self.model = model
        self._thinks = False
        self.say: Callable[[str], None] = lambda words: None
        """Takes what happens meanwhile, in a few words."""

    def choose(self) -> str:
        """Return the only model of the server; an error names those there are."""
        names = self._models()
        if len(names) != 1:
            some = ", ".join(map(repr, names[:5])) or "none"
            raise GenerationError(
                f"model: {self.host} has {len(names)} models ({some})",
                hint="give one of them by --model",
            )
        return names[0]

    def _models(self) -> list[str]:
        try:
            listed = self._requests.models()
            if isinstance(listed, dict) and listed.get("error"):
                raise ErrorValueError(listed)
            if not isinstance(listed, dict | list):
                raise StrangeError(str(listed))
            return _named(listed)
        except RefusedError as wrong:
            if wrong.status in (404, 405, 501):
                raise GenerationError(
                    f"model: {self.host} doesn't say which models it has ({wrong.status})",
                    hint="give one by --model, or check the path of --base-url",
                ) from None
            raise self._telling.error(wrong, begun=False) from None
        except Exception as error:
            raise self._telling.error(error, begun=False) from None

    def close(self) -> None:
        """Close the connections."""
        self._requests.close()

    def write(self, asks: Sequence[Ask], check: Callable[[], None]) -> list[Answer]:
        """Write each text, one after the other."""
        answers = [self._roomy(ask, check) for ask in asks]
        seed = "refuses a seed" if self._requests.lessons.unseeded else "may ignore the seed"
        self.report.note(
            f"{self.host} wrote this; it {seed}, so it may write something else again."
        )
        return answers

    def _roomy(self, ask: Ask, check: Callable[[], None]) -> Answer:
        """Write a text, with room for thoughts once the model was seen to think."""
        for _ in range(2):
            room = ask.thinking if self._thinks else 0
            answer = self._write(replace(ask, max_tokens=ask.max_tokens + room), check)
            again = answer.thoughts and answer.cut and not answer.text.strip()
            if answer.thoughts and not self._thinks and ask.thinking:
                self._thinks = True
                self.report.note(
                    f"The model thinks before it writes, and may think {THINKING:,} tokens more."
                )
                if again:
                    continue
            break
        return answer

    def _write(self, ask: Ask, check: Callable[[], None]) -> Answer:
        self._telling.model = self.model
        doubtful = self._thinks or bool(_THINKERS.search(self.model or ""))
        flow = Flow(ask.stop, ask.tell, doubtful=doubtful, circles=ask.schema is None)
        whole = Piece()
        try:
            for piece in self._polled(ask, check):
                _gather(whole, piece)
                if piece.thoughts:
                    flow.think(piece.thoughts)
                if flow.add(piece.text) or flow.ended:
                    break
        finally:
            reason = (whole.reason or "").lower()
            cut = reason in pieces.CUT
            text = flow.finish(cut)  # what was held back is told, whatever happened
        self._judge(whole, reason, text, flow)
        cut = cut and not flow.ended
        return Answer(text, whole.tokens, cut, flow.thoughts, flow.repeated)

    def _judge(self, whole: Piece, reason: str, text: str, flow: Flow) -> None:
        """Raise what an answer's end says of it."""
        host = self.host
        came = bool(text.strip())
        if pieces.FILTERED.search(reason):
            what = "cut the text off" if came else "left nothing of the text"
            raise GenerationError(
                f"the content filter of {host} {what}",
                hint="put the prompt in other words, or use another model",
            )
        if pieces.FAILED.search(reason):
            where = " in the middle of the text" if came else ""
            raise GenerationError(f"{host} failed{where} ({words.line(reason)})", hint=LOG)
        if not came and whole.refusal:
            said = words.line(whole.refusal, self._telling.key)
            raise GenerationError(
                f"the model refused: {said}", hint="put the prompt in other words"
            )
        if not came and whole.tools:
            names = ", ".join(filter(None, dict.fromkeys(whole.tools)))
            raise GenerationError(
                f"the model called a tool{f' ({words.line(names)})' if names else ''} and wrote no"
                " text",
                hint="switch the tools of the server off, or use another model",
            )
        if flow.ended:
            return
        if not came and whole.strange is not None and not flow.thoughts:
            raise self._telling.strange(whole.strange)
        if not reason and not whole.done:
            if not came and not flow.thoughts:
                raise GenerationError(f"{host} sent an empty answer", hint=LOG)
            raise GenerationError(f"{host} stopped in the middle of the text", hint=LOG)
        if reason and reason not in pieces.WHOLE and reason not in pieces.CUT:
            self.report.note(f"{host} ended the text by {words.line(reason, most=40)!r}.")

    def _polled(self, ask: Ask, check: Callable[[], None]) -> Iterator[Piece]:
        """Yield what comes, and look every tenth of a second if the run is cancelled."""
        come: SimpleQueue[Any] = SimpleQueue()
        over = threading.Event()

        def read() -> None:
            try:
                model, sampling = self.model, self.sampling
                for piece in self._requests.pieces(ask, model, sampling, over, come.put):
                    come.put(piece)
                come.put(_END)
            except Exception as error:
                come.put(error)

        threading.Thread(target=read, name="muse server", daemon=True).start()
        begun = complete = False
        end = time.monotonic() + self.timeout
        try:
            while True:
                check()
                try:
                    got = come.get(timeout=min(0.1, self.timeout / 4))
                except Empty:
                    got = None
                if got is _END:
                    return
                if isinstance(got, Exception):
                    if complete:  # nothing is missing of the text
                        return
                    raise self._error(got, begun) from None
                if isinstance(got, Lesson):
                    tell(got, self.host, self.report)
                if isinstance(got, Wait) and got >= 2:
                    self.say(f"trying {self.host} again in {got:.0f} s")
                if isinstance(got, Wait | Lesson):
                    end = time.monotonic() + self.timeout + (got if isinstance(got, Wait) else 0)
                elif isinstance(got, Piece):
                    complete = complete or bool(got.reason)
                    if got.moves:
                        wait = min(GRACE, self.timeout) if complete else self.timeout
                        begun, end = begun or bool(got.text), time.monotonic() + wait
                    yield got
                if time.monotonic() > end:
                    if complete:
                        return
                    raise self._telling.silent(begun)
        finally:
            over.set()

    def _error(self, error: Exception, begun: bool) -> Exception:
        told = self._telling.error(error, begun, self._requests.tries)
        if isinstance(error, RefusedError) and self._telling.missing(error):
            try:
                names = _named(self._requests.models())
            except Exception:  # it has told already what is wrong
                names = []
            near = get_close_matches(str(self.model), names, 3, 0.4) or names[:5]
            if near:
                told.hint = f"it has {', '.join(map(repr, near))}; give one by --model"
        return told


def _gather(whole: Piece, piece: Piece) -> None:
    """Remember of a piece what the end of an answer is judged by."""
    whole.reason = piece.reason or whole.reason
    whole.tokens = piece.tokens if piece.tokens is not None else whole.tokens
    whole.refusal += piece.refusal
    whole.tools += piece.tools
    whole.done = whole.done or piece.done
    if whole.strange is None:
        whole.strange = piece.strange


def _named(listed: Any) -> list[str]:
    """Return the names in a list of models, in any of the shapes that servers have."""
    if isinstance(listed, dict):
        listed = listed.get("data") or listed.get("models") or []
    names = []
    for each in listed if isinstance(listed, list) else []:
        name = each.get("id") or each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str) and name:
            names.append(words.line(name, most=120))
    return names


def checked(key: str | None) -> str:
    """Return a key as it can be sent, '' for none; RequestError tells what is wrong with it."""
    bare = (key or "").strip()
    wrong = [letter for letter in bare if not "!" <= letter <= "~"]
    if not wrong:
        return bare
    letter = wrong[0]
    what = (
        "a line break" if letter in "\r\n"
        else "a space" if letter.isspace()
        else "a control character" if not letter.isprintable()
        else "a letter that no key has"
    )  # fmt: skip
    raise RequestError(
        f"OPENAI_API_KEY holds {what} at character {bare.index(letter) + 1}",
        hint="set it to the key alone",
    )

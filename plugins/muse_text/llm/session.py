"""One run: which model writes, what can't be kept, and what becomes of a finished text."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import (
    Artifact,
    Component,
    GenerationError,
    Item,
    NotReady,
    RequestError,
    Run,
    local_path,
)
from muse.contract.endpoint import Endpoint

from . import cards, checks, forms, local, marking, models, outcome, passages, samples, sizes, tasks
from .asks import THINKING, Answer, Ask
from .book import manuscript, outlines
from .condition import LlmCondition
from .flow import words
from .tasks import chats, lists

if TYPE_CHECKING:
    from .server import Server

_ONLY_HERE = {
    "top_k": "chat completions have no top_k",
    "repetition_penalty": "chat completions have no repetition_penalty",
    "quantise": "the server has loaded the model already",
}


_AT_ONCE = 6_000
"""Tokens from which an answer is too long for most models."""


class Session:
    """What one run does; everything that can be refused is refused when it is made."""

    def __init__(self, condition: LlmCondition, run: Run) -> None:
        self.run = run
        self.condition = condition = tasks.settle(condition, run)
        self.form = forms.form(condition)
        self.language = forms.language(condition)
        self.outline: outlines.Outline | None = None
        self._seen: dict[str, Item] = {}
        self.written = manuscript.Manuscript()
        self.schema = outcome.schema(condition.json_schema) if condition.task == "write" else None
        self.key = marking.key(condition, self.schema, run)
        self._handed_in()
        if condition.task == "write":
            self._texts()
        self._tell()
        self.server: Server | None = None
        self.component: Component | None = None
        address = self._address()
        if address:
            self._use_server(address)
        else:
            self._use_weights()

    # -- what is asked

    @property
    def long(self) -> bool:
        """Whether it is written chapter by chapter."""
        if self.condition.task != "write" or self.form != "story" or self.schema is not None:
            return False
        more = self.condition.chapter is not None or self.written.outline is not None
        return forms.is_long(self.condition) or more

    def _texts(self) -> None:
        """Read what was handed in, and refuse what doesn't go together."""
        asked = self.condition
        given = asked.prompt or asked.extend or asked.outline or asked.text
        if not (given or forms.about(asked, forms.words(self.language))):
            raise RequestError(
                "prompt: the request is empty", hint='give --prompt "..." or --theme'
            )
        if asked.outline:
            self.outline = outlines.given_outline(asked.outline.data, asked.outline.name)
        if asked.extend:
            file = asked.extend
            self.written = manuscript.given_manuscript(file.data, file.name, self.outline)
            self.outline = self.written.outline
            book = self.written.marked or asked.chapter is not None
            if book and self.form != "story":  # else its chapters would be lost
                if asked.form is not None:
                    why = f"{file.name} is a long story"
                    self.run.report.adjust("form", asked.form, "story", why)
                self.form = "story"
        elif asked.chapter is not None:
            raise RequestError(
                "chapter: there is no text that it is in", hint="give the text by --extend FILE"
            )
        for name in ("outline", "chapters"):
            fits = self.form == "story" or (name == "chapters" and self.form == "outline")
            if getattr(asked, name) is not None and (not fits or self.schema is not None):
                what = "json_schema" if self.schema is not None else f"form {self.form}"
                self.run.report.ignore(name, f"{what} has no chapters")
        if self.outline and asked.chapters and len(self.outline.chapters) != asked.chapters:
            has = len(self.outline.chapters)
            self.run.report.adjust(
                "chapters", asked.chapters, has, "this is the number in the outline"
            )
        if self.long and not self.outline and self.written.chapters and asked.chapter is None:
            raise RequestError(
                f"extend: {asked.extend.name if asked.extend else ''} has chapters but no outline",
                hint="give one by --outline",
            )

    def _handed_in(self) -> None:
        """Read files that go with any task, so that what is wrong with them is told at once."""
        asked = self.condition
        for name in ("text", "before", "after"):
            file = getattr(asked, name)
            if file is not None:
                passages.text_of(file, name)
        self.cards = cards.given(asked.cards)
        self.sample = samples.given(asked.like) if asked.like else ""

    def _tell(self) -> None:
        report, asked = self.run.report, self.condition
        if asked.form is None and asked.task == "write":
            report.choose("form", self.form)
        if asked.task == "write" and (left := forms.material(asked).left_out):
            report.note(
                f"The model gets the beginning of the text alone, without {left:,} letters."
            )
        if not self.long and sizes.tokens(asked.prompt) > _AT_ONCE:
            report.note("Few models write so much in one answer; --chapters writes it in steps.")
        if ".json" not in self.run.formats or self.schema is not None:
            return
        what = self.form if asked.task == "write" else asked.task
        if what not in ("outline", *lists.IN_JSON):
            raise RequestError(
                f"formats: {what} has no .json",
                hint="give --json-schema, --form outline, or --task character or titles",
            )

    # -- who writes

    def _address(self) -> Endpoint | None:
        """Return the server to use: the one asked for, or for a model that isn't here the usual."""
        usual = self.condition.base_url or self._environment()
        if usual is None or "base_url" in self.run.report.applied:
            return usual
        model = self.condition.model
        if model is not None:
            if local_path(str(model)) is not None:
                return None
            try:
                self.run.weights(str(model), gguf=True)
                return None
            except (NotReady, RequestError):
                pass
        self.run.report.choose("base_url", usual.label)
        return usual

    def _environment(self) -> Endpoint | None:
        found = os.environ.get("OPENAI_BASE_URL", "").strip()
        try:
            return Endpoint.checked(found) if found else None
        except ValueError as error:
            raise RequestError(f"OPENAI_BASE_URL: {error}") from None

    def _use_server(self, address: Endpoint) -> None:
        from .server import Server

        asked, report = self.condition, self.run.report
        marking.refuse_server(asked)
        for name, why in _ONLY_HERE.items():
            if name in report.applied and getattr(asked, name) not in (None, "none"):
                report.ignore(name, why)
        sampling = {"temperature": asked.temperature, "top_p": asked.top_p}
        model = str(asked.model) if asked.model else None
        # Where somebody else's recipe points no key goes, unless it is the user's own server.
        trusted = "base_url" not in self.run.foreign or address == self._environment()
        key = os.environ.get("OPENAI_API_KEY") if trusted else None
        self.server = Server(address, model, asked.timeout, sampling, key, report)
        if model is None:
            self.server.model = self.server.choose()
            report.choose("model", self.server.model)
        self.run.licensed(str(self.server.model), "")  # a server doesn't tell it

    def _use_weights(self) -> None:
        asked, report = self.condition, self.run.report
        local.check(asked.quantise)
        if "timeout" in report.applied:
            report.ignore("timeout", "the model is on this machine")
        self.weights = weights = models.chosen(asked.model, self.run)
        self.name = weights.name
        self.size = float(min(local.ROWS, len(self.run.items)) * self.limit)
        folder = models.folder(weights)
        if folder is not None:
            self.use(folder)

    def use(self, folder: Path) -> None:
        """Write with the model in a folder."""
        asked, report = self.condition, self.run.report
        self.folder = folder
        self.component = local.component(self.weights, asked.quantise, folder)
        self.sampling = local.sampling(asked, folder, self.weights.defaults)
        for name, value in self.sampling.items():
            if getattr(asked, name) is None:
                report.choose(name, value)
                self.run.resolve(**{name: value})
        marking.refuse_greedy(asked, self.sampling["temperature"])
        rows = min(local.ROWS, len(self.run.items))
        self.working = int(rows * 2**26 + self.component.size // 8)

    @property
    def limit(self) -> int:
        """The most tokens of a text or chapter."""
        said, file = forms.words(self.language), self.condition.text
        if self.condition.task != "write":
            return chats.limit(self.condition, passages.text_of(file, "text") if file else "")
        return forms.tokens(self.condition, said["long"] if self.long else said["form"][self.form])

    def batches(self) -> Iterator[tuple[Item, ...]]:
        """Yield the items that are written together; a server writes one at a time."""
        each = 1 if self.server else local.ROWS
        for first in range(0, len(self.run.items), each):
            yield self.run.items[first : first + each]

    # -- the work

    def ask(self, item: Item, seed: int, chat: forms.Messages, tell: Callable[[str], None]) -> Ask:
        """Return what to ask for an item's whole text or chapter."""
        self.told(chat)
        stop = tuple(self.condition.stop)
        return Ask(item, seed, chat, self.limit, stop, self.schema, tell, thinking=self.thinking)

    @property
    def thinking(self) -> int:
        """The tokens that a model may think beside those of its text; none where they are set."""
        return 0 if self.condition.max_tokens else THINKING

    def told(self, chat: forms.Messages) -> None:
        """Say in the report what the model was told: the first request, message by message."""
        if not self.run.report.told:
            self.run.report.told.extend(forms.brief(message["content"]) for message in chat)

    def artifact(self, item: Item, text: str, answers: list[Answer]) -> Artifact:
        """Return a finished text in the formats asked, and what was measured on it."""
        if not text.strip() or outcome.empty(answers):
            raise outcome.nothing(answers)
        text = text if self.schema is None else outcome.bare_json(text)
        keep = self.condition.thoughts == "keep"
        contents = {}
        for suffix in self.run.formats:
            if suffix == ".json":
                contents[suffix] = self._json(text).encode()
            else:
                kept = outcome.thoughts(answers) if keep else ""
                body = text + kept if suffix == ".md" else _unmarked(text)
                contents[suffix] = body.encode()
        counts = [answer.tokens for answer in answers]
        measured: dict[str, Any] = {"words": words(text)}
        measured |= outcome.told(self.run.report, answers, keep)
        if None not in counts:
            measured["tokens"] = sum(count for count in counts if count is not None)
        if any(answer.cut for answer in answers):
            measured["cut"] = True
            self.run.report.note(
                "The text ended at max_tokens; raise --max-tokens, or continue it by --extend."
            )
        for sentence in checks.notes(text, self.cards, self.sample):
            self.run.report.note(sentence)
        before = self._seen.setdefault(text, item)
        if before is not item:
            measured["same_as_seed"] = before.seed
            self.run.report.note(f"Seeds {before.seed} and {item.seed} gave the same text.")
        return Artifact(contents, item, measured, _title(text))

    def _json(self, text: str) -> str:
        if self.schema is not None:
            return outcome.fitting(text, self.schema)
        if self.condition.task != "write":
            return lists.as_json(self.condition.task, text)
        outline = outlines.read_outline(text)
        if outline is None:
            raise GenerationError(
                "the model wrote no outline with chapters", hint="use another seed or model"
            )
        return json.dumps(outline.json(), ensure_ascii=False, indent=2) + "\n"


def _title(text: str) -> str | None:
    found = re.search(r"^#(?!#)[ \t]*(\S.*)$", text, re.M)
    return found[1].strip() if found else None


def _unmarked(text: str) -> str:
    """Return a text without the commonest marks of Markdown."""
    text = re.sub(r"^#{1,6}[ \t]+", "", text, flags=re.M)
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text)

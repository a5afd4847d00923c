"""`text.llm`: texts by a language model, on this machine or on a server.

condition -> what the model is told    forms (data/); reading, sizes, languages
a task with a passage                  tasks; cards, samples, passages
-> pieces of text                      local (sampling) or server; flow
-> texts, or chapters one by one       writing, book
-> artifacts                           session
"""

import os
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any

from muse import Artifact, Generator, Likeness, ModelSource, NotReady, Progress, Reading, Run

from .condition import LlmCondition
from .needs import DEFAULT, SMALL, local_lacks, server_lacks, without_model

if TYPE_CHECKING:
    from muse import Emit, Item

__all__ = ["Llm", "LlmCondition"]

NEAR = 90.0
"""% of equal words from which two texts count as one."""


class Llm(Generator[LlmCondition]):
    """Texts by any language model, local (transformers) or on an OpenAI-compatible server."""

    condition = LlmCondition
    formats = {".md": "text/markdown", ".txt": "text/plain", ".json": "application/json"}
    optional_formats = frozenset({".json"})
    repeatable = "measure"
    install = 'pip install "muse-host[text]"'
    environment = ("torch", "transformers", "tokenizers", "llguidance", "openai")
    costly = ("max_tokens", "count")
    example = 'muse run text -g llm --prompt "a poem about autumn" --model Qwen/Qwen3-0.6B'

    inert = {
        "timeout": "how long a server may keep silent says nothing of the text",
        "thoughts": "many models write without thinking first",
    }

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a few words."""
        return {"prompt": "rain", "max_tokens": 12, "temperature": 1.0}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return files to hand in, and the company in which some fields show."""
        outline = b"# The Lamp\n\n## 1. Dusk\n\n- It goes out.\n\n## 2. Dawn\n\n- It burns.\n"
        draft = b"The lamp went out over the bay, and nobody came to light it. "
        return {
            "outline": {"form": "story", "outline": outline},
            "extend": {"form": "story", "extend": b"# The Lamp\n\nIt went out. "},
            "json_schema": {"json_schema": b'{"type": "integer"}', "form": "free"},
            "chapters": {"form": "story", "chapters": 2},
            "chapter": {"chapter": 1, "extend": b"# The Lamp\n\n## 1. Dusk\n\nIt went out.\n"},
            "base_url": {"base_url": "ftp://nobody"},
            "top_k": {"top_k": 1},
            "watermark": {"watermark": True, "temperature": 1.0},
            "stop": {"stop": ["e", "a", "t", " "]},
            "quantise": {"quantise": "4bit"},
            "task": {"task": "shorten", "text": draft},
            "text": {"task": "titles", "text": draft},
            "before": {"before": draft},
            "after": {"after": draft},
            "alternatives": {"task": "titles", "alternatives": 3},
            "like": {"like": draft},
            "cards": {"cards": [b"# Anna\n\n- Want: to see the light\n"]},
        }

    def read(self, prompt: str) -> Reading:
        """Return the form and the language that a prompt names; the model reads all of it."""
        from .reading import read

        return read(prompt)

    def calls(self, condition: LlmCondition) -> str | None:
        """Return the server that writes, if one does."""
        return condition.base_url.label if condition.base_url else None

    def lacks(self, condition: LlmCondition) -> NotReady | None:
        """Return what is missing: the client of the server that is set, or a model and its library.

        A server isn't called to find out whether it answers.
        """
        if condition.base_url is not None or os.environ.get("OPENAI_BASE_URL", "").strip():
            return server_lacks()
        library = local_lacks()
        if library is not None:
            return NotReady(
                f"{library.message}, and no server is set", hint=f"{library.hint}, or --base-url"
            )
        lack = self._without(condition, condition.model or ModelSource(DEFAULT))
        if lack is None or condition.model is not None:
            return lack
        small = self._without(condition, ModelSource(SMALL))
        return small and without_model(lack)

    def _without(self, condition: LlmCondition, model: ModelSource) -> NotReady | None:
        return super().lacks(condition.model_copy(update={"model": model}))

    def generate(self, condition: LlmCondition, run: Run) -> Iterator[Any]:
        """Yield the text token by token, and one finished text per item."""
        from .session import Session

        session = Session(condition, run)
        if session.server is not None:
            try:
                yield from self._all(session, session.server, run)
            finally:
                session.server.close()
            return
        from .local import Local

        if session.component is None:
            from . import gguf

            session.use((yield from run.drive(partial(gguf.unpack, session.weights))))
        assert session.component is not None
        yield Progress(0, 1, f"loading {session.name}")
        with run.lease(
            session.component,
            working=session.working,
            size=session.size,
            strategies=("full", "cpu"),
        ) as (model,):
            yield from self._all(
                session, Local(model, session.folder, session.sampling, session.key), run
            )

    def _all(self, session: Any, writer: Any, run: Run) -> Iterator[Any]:
        from .writing import write

        for batch in session.batches():

            def work(emit: "Emit", batch: "tuple[Item, ...]" = batch) -> list[Artifact]:
                if session.server is not None:
                    session.server.say = lambda words: emit.progress(0, 1, words)
                return write(session, writer, batch, emit)

            made: list[Artifact] = yield from run.drive(work)
            yield from made

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Compare two texts by the share of words that are the same in the same order, %."""
        if not media_type.startswith("text/"):
            return None
        a, b = (data.decode(errors="replace").split() for data in (ours, theirs))
        ratio = 100 * SequenceMatcher(None, a, b, autojunk=False).ratio()
        return Likeness("equal words", round(ratio, 1), "%", ratio >= NEAR)

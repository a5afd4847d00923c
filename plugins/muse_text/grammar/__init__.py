"""`text.grammar`: a writer with no weights, that plans before it writes."""

from collections.abc import Iterator
from typing import Any

from muse import Artifact, Generator, Reading, Run, Text

from .condition import GrammarCondition

__all__ = ["Grammar", "GrammarCondition"]


TEMPLATES = (
    "text.grammar writes from templates, not with a language model; to use one: "
    'pip install "muse-host[text]", then muse run text -g llm'
)
"""What every report says first: what this writer is, and where a language model is to be had."""


class Grammar(Generator[GrammarCondition]):
    """Stories, poems, outlines, scripts and lyrics from templates, in English and Chinese."""

    condition = GrammarCondition
    formats = {".md": "text/markdown", ".txt": "text/plain"}
    repeatable = "bytes"
    environment = ("pypinyin",)
    example = 'muse run text --prompt "a short poem about autumn and loneliness" --seed 7'

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        return {"verse": {"form": "poem", "verse": "haiku"}}

    def read(self, prompt: str) -> Reading:
        """Return what a prompt says of form, theme, characters, setting and the rest."""
        from .prompt.reading import read

        return read(prompt)

    def generate(self, condition: GrammarCondition, run: Run) -> Iterator[Text | Artifact]:
        """Write each item sentence by sentence, then yield it whole."""
        from . import document, measure, packs, writer

        wish = writer.wish(condition, run.report)
        verse = writer.verse(condition, wish, run.report)
        run.report.note(TEMPLATES)
        for note in packs.notes():
            run.report.note(note)
        for note in writer.notes(condition, wish):
            run.report.note(note)
        for item in run.items:
            run.check()
            plan, blocks = writer.write(condition, wish, verse, item.random)
            ends = condition.form != "lyrics" and verse in writer.ENDING
            if condition.mood is None and len(run.items) == 1 and ends:
                run.report.choose("mood", plan.mood)
            markdown = document.markdown(blocks)
            for piece in plan.surface.sentences(markdown):
                yield Text(piece, item=item.index)
            texts = {".md": markdown, ".txt": document.plain(blocks)}
            given = [text for text in (wish.theme, wish.setting) if text]
            measured: dict[str, Any] = measure.measure(
                markdown, texts[".txt"], condition.form, plan.cast, given, verse
            )
            yield Artifact(
                contents={suffix: texts[suffix].encode() for suffix in run.formats},
                item=item,
                measured=measured,
                title=blocks[0].text,
            )

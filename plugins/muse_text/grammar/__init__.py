"""`text.grammar`: a writer with no weights, that plans before it writes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from muse import Artifact, Generator, Reading, Run, Text

from .condition import GrammarCondition

if TYPE_CHECKING:
    from .brief import Brief
    from .writer import Written

__all__ = ["Grammar", "GrammarCondition"]


TEMPLATES = (
    "text.grammar writes from templates, not with a language model; to use one: "
    'pip install "muse-host[text]", then muse run text -g llm'
)
"""What every report says first: what this writer is, and where a language model is to be had."""


class Grammar(Generator[GrammarCondition]):
    """Stories, poems, outlines, scripts and lyrics from templates, in English and Chinese."""

    condition = GrammarCondition
    formats = {".md": "text/markdown", ".txt": "text/plain", ".json": "application/json"}
    optional_formats = frozenset({".json"})
    repeatable = "bytes"
    environment = ("pypinyin",)
    example = 'muse run text --prompt "a short poem about autumn and loneliness" --seed 7'

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        poem = {"form": "poem"}
        return {
            "verse": {**poem, "verse": "haiku"},
            "pieces": {**poem, "verse": "haiku", "pieces": 3},
            "lines": {**poem, "lines": 8},
            "stanzas": {**poem, "stanzas": 2},
            "extend": {"extend": b"# The Mill\n\nClara looked at the mill. Clara said nothing.\n"},
            "passage": {"passage": 2},
            "wording": {"passage": 2, "wording": 3},
        }

    def read(self, prompt: str) -> Reading:
        """Return what a prompt says of form, theme, characters, setting and the rest."""
        from .prompt.reading import read

        return read(prompt)

    def seconds(self, condition: GrammarCondition) -> float:
        """Guess the seconds of a text: about as many for all, more for one that is marked."""
        return 1.5 if condition.watermark else 0.4

    def generate(self, condition: GrammarCondition, run: Run) -> Iterator[Text | Artifact]:
        """Write each item sentence by sentence, then yield it whole."""
        from ..marked import keys
        from . import document, honouring, measure, packs, writer
        from .prompt.briefing import brief

        if condition.extend is not None:
            yield from self._further(condition, run)
            return
        wanted = honouring.settled(brief(condition, run.report), condition, run.report)
        if condition.watermark and wanted.form in writer.PROSE:
            wanted = replace(wanted, key=keys.key(run.settings, run.report))
        elif condition.watermark:
            run.report.ignore("watermark", "verse has too few choices to carry a mark")
        run.report.note(TEMPLATES)
        for note in packs.notes():
            run.report.note(note)
        for item in run.items:
            run.check()
            written = writer.write(wanted, item.random)
            self._tell(condition, written, run)
            markdown, plain = document.markdown(written.blocks), document.plain(written.blocks)
            if condition.passage:
                from .further import further
                from .onward.plain import plain as without_marks

                markdown = further(condition, markdown, item.random, run.report).text
                plain = without_marks(markdown)
            for piece in measure.pieces(markdown, wanted.language):
                yield Text(piece, item=item.index)
            texts = {".md": markdown, ".txt": plain}
            measured: dict[str, Any] = measure.measure(
                markdown, texts[".txt"], condition.form, written.cast, _given(wanted), wanted.verse
            )
            texts[".json"] = json.dumps(written.data, ensure_ascii=False, indent=2) + "\n"
            yield Artifact(
                contents={suffix: texts[suffix].encode() for suffix in run.formats},
                item=item,
                measured=measured,
                title=written.blocks[0].text,
            )

    def _further(self, condition: GrammarCondition, run: Run) -> Iterator[Text | Artifact]:
        """Go on with a text that is there, or write a passage of it anew."""
        from . import measure, packs
        from .further import further, tell, text_of
        from .onward.plain import plain, title
        from .surfaces import LANGUAGES

        assert condition.extend is not None
        text = text_of(condition.extend)
        run.report.note(TEMPLATES)
        for note in packs.notes():
            run.report.note(note)
        for number, item in enumerate(run.items):
            run.check()
            made = further(condition, text, item.random, run.report)
            if not number:
                tell(condition, made, run.report)
            which = made.known.language
            for piece in measure.pieces(made.text, which):
                yield Text(piece, item=item.index)
            words = plain(made.text)
            added = len(LANGUAGES[which].words(made.added))
            measured = measure.measure(made.text, words, made.known.form, (), ())
            data = {"title": title(made.text), "language": which, "added": made.added}
            texts = {".md": made.text, ".txt": words}
            texts[".json"] = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
            yield Artifact(
                contents={suffix: texts[suffix].encode() for suffix in run.formats},
                item=item,
                measured={**measured, "added": added},
                title=data["title"],
            )

    def _tell(self, condition: GrammarCondition, written: "Written", run: Run) -> None:
        """Tell what was drawn, where one text is written."""
        if len(run.items) == 1 and condition.mood is None and written.mood:
            run.report.choose("mood", written.mood)


def _given(wanted: "Brief") -> list[str]:
    """Return what has to be in the text: topics and setting, in the user's words."""
    return [part for part in (*(t.phrase for t in wanted.topics), wanted.setting) if part]

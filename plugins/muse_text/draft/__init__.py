"""`text.draft`: somebody's own words kept as a version, as other texts are."""

import re
from collections.abc import Iterator

from muse import Artifact, Condition, Field, Generator, InputFile, RequestError, Run, Text

LARGEST = 4 * 2**20
"""Bytes of a text that is kept; a long novel has two million."""
_TITLE = re.compile(r"(?m)^#[ \t]+(.+?)[ \t#]*$")


class DraftCondition(Condition):
    """Words that are written already."""

    text: InputFile = Field(
        description="The text, as Markdown or plain: a file, an artifact (muse:ID) or a data URI.",
        examples=["chapter.md"],
        json_schema_extra={"media": ["text/*"]},
    )
    title: str = Field(
        "",
        max_length=200,
        description="Its title; if omitted, the first heading of the text, which has none else.",
        examples=["The Last Lamp"],
    )


class Draft(Generator[DraftCondition]):
    """Your own words, kept: a text written or edited by hand, in every format that texts have."""

    condition = DraftCondition
    formats = {".md": "text/markdown", ".txt": "text/plain"}
    repeatable = "bytes"
    inert = {"seed": "nothing is drawn: the words are there"}
    example = "muse run text -g draft --text chapter.md -o chapter.docx"

    def seconds(self, condition: DraftCondition) -> float:
        """Keeping words takes no time."""
        return 0.05

    def generate(self, condition: DraftCondition, run: Run) -> Iterator[Text | Artifact]:
        """Yield the words as they are, under the title that was asked for."""
        words = titled(read(condition.text), condition.title.strip())
        found = _TITLE.search(words)
        for item in run.items:
            run.check()
            yield Text(words, item=item.index)
            texts = {".md": words, ".txt": plain(words)}
            yield Artifact(
                contents={suffix: texts[suffix].encode() for suffix in run.formats},
                item=item,
                measured={"words": count(words)},
                title=found[1] if found else _opening(words),
            )


def read(file: InputFile) -> str:
    """Return a file as text with line ends of one kind; RequestError for what is none."""
    if len(file.data) > LARGEST:
        raise RequestError(
            f"text: {file.name} has more than {LARGEST // 2**20} MiB",
            hint="keep it in parts, a chapter each",
        )
    try:
        words = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = "\x00"
    if "\x00" in words:
        raise RequestError(f"text: {file.name} isn't UTF-8 text", hint="save it as UTF-8 text")
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    if not words.strip():
        raise RequestError(f"text: {file.name} is empty", hint="hand in a file with words")
    return words if words.endswith("\n") else words + "\n"


def titled(words: str, title: str) -> str:
    """Return a text under a title: in place of the one that it has, or above it."""
    title = " ".join(title.split())
    if not title:
        return words
    found = _TITLE.search(words)
    if found is None:
        return f"# {title}\n\n{words}"
    return f"{words[: found.start()]}# {title}{words[found.end() :]}"


def plain(words: str) -> str:
    """Return Markdown without its commonest marks: headings, bold, italics, marked line ends."""
    words = re.sub(r"(?m)^#{1,6}[ \t]+", "", words)
    words = re.sub(r"(?m)[ \t]+$", "", words)
    words = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", words)
    return re.sub(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])", r"\1", words)


def count(words: str) -> int:
    """Count the words of a text; a Chinese character is one."""
    return len(re.findall(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+", words))


def _opening(words: str) -> str:
    """Return the first words of a text that has no title."""
    line = next(filter(None, map(str.strip, plain(words).splitlines())), "")
    return line if len(line) <= 60 else line[:60].rpartition(" ")[0] or line[:60]

"""`text.picturebook`: stories for picture books, told page by page, each page a scene."""

import json
import re
from collections.abc import Iterator

from muse import Artifact, Found, Generator, Reading, Run, Text

from . import tale, tale_words, wanting
from .condition import FEWEST, MOST
from .storyboarding import language_of
from .tale_condition import PicturebookCondition

_PAGES = re.compile(r"(\d+)\s*(?:pages?\b|页)")


class Picturebook(Generator[PicturebookCondition]):
    """Stories for picture books from templates: page by page, each with a scene to paint."""

    condition = PicturebookCondition
    formats = {".md": "text/markdown", ".json": "application/json", ".txt": "text/plain"}
    repeatable = "bytes"
    example = 'muse run text -g picturebook --prompt "a little bear and the moon" --pages 8'

    def seconds(self, condition: PicturebookCondition) -> float:
        """Guess the seconds of a story: all are short."""
        return 0.1

    def read(self, prompt: str) -> Reading:
        """Return hero, what is looked for, pages and language, as a prompt names them."""
        fields: dict[str, Found] = {}
        language = language_of(prompt)
        want = wanting.wanted(prompt, language)
        if want.hero:
            role = want.hero.role
            told = f"{want.hero.name}, {role}" if want.hero.name else role
            fields["characters"] = Found([told], want.hero.words)
        theme = want.slots.get("theme", "") if want.plot == "search" else ""
        if not want.plot:
            theme = tale_words.theme_of(prompt, language)
        if theme:
            fields["theme"] = Found(theme, theme)
        pages = _PAGES.search(prompt)
        if pages and FEWEST <= int(pages[1]) <= MOST:
            fields["pages"] = Found(int(pages[1]), pages[0])
        if prompt.strip():
            fields["language"] = Found(language, prompt.strip()[:14])
        return Reading(fields)

    def generate(self, condition: PicturebookCondition, run: Run) -> Iterator[Text | Artifact]:
        """Tell each item page by page, then yield it whole."""
        run.report.note("text.picturebook tells from templates; text.llm writes with a model.")
        asked = " ".join((condition.prompt, condition.theme, *condition.characters))
        language = condition.language or language_of(asked)
        for note in untold(condition.prompt, f"{condition.theme} {condition.title}"):
            run.report.note(note)
        for item in run.items:
            told = tale.tell(condition, language, item.random)
            body = "\n\n".join(page["text"] for page in told["pages"])
            yield Text(f"# {told['title']}\n\n{body}\n", item=item.index)
            contents = {
                ".md": f"# {told['title']}\n\n{body}\n",
                ".txt": f"{told['title']}\n\n{body}\n",
                ".json": json.dumps(told, ensure_ascii=False, indent=2) + "\n",
            }
            yield Artifact(
                {suffix: contents[suffix].encode() for suffix in run.formats},
                item,
                {"pages": len(told["pages"]), "language": language},
                told["title"],
            )


def untold(prompt: str, named: str = "") -> list[str]:
    """Return what is to be said of a prompt of which the tale tells only a part, or nothing."""
    if not prompt.strip():
        return []
    want = wanting.wanted(prompt, language_of(prompt))
    theme = tale_words.theme_of(prompt, language_of(prompt)) if not want.plot else ""
    if not (want.hero or want.plot or theme or named.strip()):
        return [
            "No hero and no plot that text.picturebook knows are in the prompt: it tells a tale"
            " of its own; story_by text.llm or text.grammar may know more."
        ]
    left = [words for words in want.left if words not in f"{named} {theme}"]
    return [f"The story doesn't tell of: {', '.join(left)}."] if left else []

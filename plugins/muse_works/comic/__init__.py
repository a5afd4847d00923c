"""`book.comic`: panels with balloons and sound words; the pictures are made by others.

    script       read from Markdown, or a play of the writer's that `adapt` divides into panels
    layouts      frames of a page: rows, gutters, what bleeds
    pictures     one part for each panel, in words that `framing` and `staging` find
    page         SVG: pictures, `placing` and shapes of `balloons`, captions, `sounds`
    binding      PNG by resvg, PDF by Typst, archives

What decides about a panel's picture is its words and its size alone, so what is lettered into it
may change without its being painted again.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from muse import Artifact, Event, Generator, Item, Order, Reading, RequestError, Run

from .condition import ComicCondition

if TYPE_CHECKING:
    from .script import Script

__all__ = ["Comic", "ComicCondition"]


class Comic(Generator[ComicCondition]):
    """Comics from a prompt or a script: panels, balloons with tails, sound words."""

    condition = ComicCondition
    formats = {
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".cbz": "application/vnd.comicbook+zip",
        ".md": "text/markdown",
    }
    repeatable = "bytes"
    requires = ("typst", "fontpkg_kalam", "fontpkg_luckiest_guy")
    install = 'pip install "muse-host[works]"'
    environment = ("pillow", "resvg_py", "typst", "fontpkg-kalam", "fontpkg-luckiest-guy")
    costly = ("pages", "width", "height", "count")
    example = (
        'muse run book.comic --prompt "a young wizard and a grumpy dragon share the last cake"'
        " --pages 2 -o comic.pdf -o comic.png"
    )

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return one small page."""
        return {
            "prompt": "a cat and a dog share a cake",
            "pages": 1, "panels": 3, "width": 400, "height": 500, "style": "cartoon",
            "story_by": None, "pictures_by": None,
        }  # fmt: skip

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        own = "# Ha\n\n- Tom: a cat\n\n## Page 1\n\n### Close\n\nTom in a meadow\n\n**Tom**: Ha!\n"
        zh = {"prompt": "小熊和兔子抢最后一块月饼"}
        return {
            "script": {"script": own.encode()},
            "vertical": {**zh, "vertical": True},
            "story_by": {"story_by": "text.grammar"},
            "pictures_by": {"pictures_by": "image.sketch"},
        }

    inert = {
        "story_by": "the only writer without weights is the default",
        "pictures_by": "the only painter without weights is the default",
        "ip_adapter": "the default painter takes cards, and follows no picture",
        "reference": "the default painter takes cards, and follows no picture",
    }

    def read(self, prompt: str) -> Reading:
        """Return pages, style and direction of reading that a prompt says."""
        from .words import read

        return read(prompt)

    def orders(
        self, condition: ComicCondition, item: Item, wanted: Collection[str] = ()
    ) -> Iterable[Order]:
        """Yield the play, and a picture for each panel of which something is known."""
        from . import making

        yield from making.ordered(condition, item)

    def seconds(self, condition: ComicCondition) -> float:
        """Guess the time of layout and printing: about half a second a page."""
        return 0.5 * condition.pages * condition.width * condition.height / 2_175_000

    def generate(self, condition: ComicCondition, run: Run) -> Iterator[Event]:
        """Have the play and the pictures made, letter the pages, and yield each comic."""
        from . import letters, making, scripting

        if condition.script is None and not condition.prompt.strip():
            raise RequestError(
                "prompt: a comic needs one, or a script",
                hint='--prompt "a cat and a dog share a cake", or --script comic.md',
            )
        letters.faces("hand")
        each = making.steps(condition)
        run.expect(each * len(run.items))
        for done, item in enumerate(run.items, 1):
            script = yield from scripting.scripted(condition, item, run)
            pages, facts = yield from making.drawn(script, condition, item, run)
            contents = yield from making.bound(script, pages, condition, run)
            measured = _measured(script, condition, facts)
            if run.finished < each * done:  # fewer panels than there might have been
                yield run.step("the pages are bound", each * done - run.finished)
            yield Artifact(contents, item, measured, script.title or None)


def _measured(script: "Script", condition: ComicCondition, facts: Any) -> dict[str, Any]:
    return {
        "pages": len(script.pages),
        "panels on a page": max(len(page) for page in script.pages),
        "balloons": facts.balloons,
        "tails to a seen speaker": facts.pointed,
        "balloons on heads": facts.on_heads,
        "smallest letters": f"{facts.smallest * 72 / 150:.1f} pt",
    }

"""Small generators for the tests: one that works, and one for each way of going wrong."""

from collections.abc import Iterator
from typing import Any, Literal

from muse import (
    Artifact,
    Condition,
    Event,
    Field,
    Generator,
    InputFile,
    Lexicon,
    Likeness,
    Preview,
    Progress,
    Reading,
    RequestError,
    Run,
)

WORDS = Lexicon(
    {"shade": {"dark": ["dark", "黑暗"], "light": ["bright", "明亮"]}},
    [("dots", "# dots", int), ("dots", "#个点", int)],
)


class DotsCondition(Condition):
    prompt: str | None = Field(None, description="What to paint.")
    dots: int = Field(100, ge=1, le=5000, description="How many dots.", examples=[50])
    shade: Literal["light", "dark"] = Field("light", description="The ground.")
    ratio: float | None = Field(None, gt=0, le=4, description="Width over height.")
    tags: list[str] = Field([], description="Words to keep.")
    framed: bool = Field(False, description="Draw a frame.")
    photo: InputFile | None = Field(None, description="A picture to start from.")


class Dots(Generator[DotsCondition]):
    """Random dots: the smallest useful image generator."""

    condition = DotsCondition
    formats = {".png": "image/png"}
    environment = ("numpy", "pillow")
    example = "muse run image -g dots --dots 50"

    def read(self, prompt: str) -> Reading:
        return WORDS.read(prompt)

    def generate(self, condition: DotsCondition, run: Run) -> Iterator[Event]:
        from PIL import Image

        for item in run.items:
            yield Progress(item.index, len(run.items))
            picture = Image.new("L", (16, 8), 255 if condition.shade == "light" else 0)
            for _ in range(condition.dots):
                picture.putpixel((int(item.rng.integers(16)), int(item.rng.integers(8))), 128)
            run.scratch.joinpath("note").write_text("gone when the run ends")
            yield Preview("image/png", b"", item.index)
            yield Artifact.image(picture, item=item, measured={"dots": condition.dots})


class OtherCondition(Condition):
    steps: int = Field(20, description="How often.")


class Other(Generator[OtherCondition]):
    """Nothing but steps."""

    condition = OtherCondition

    def generate(self, condition: OtherCondition, run: Run) -> Iterator[Event]:
        for item in run.items:
            yield Artifact({".bin": bytes(condition.steps)}, item)


class Letters(Generator[Condition]):
    """Writes letters slowly, in a worker thread; stops or breaks where it is told to."""

    formats = {".md": "text/markdown", ".txt": "text/plain"}
    stop_after = 26
    problem: BaseException | None = None

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        for item in run.items:
            text = yield from run.drive(lambda emit, item=item: self.write(emit, item))
            contents = {suffix: text.encode() for suffix in run.formats}
            yield Artifact(contents, item, {"words": 1}, title="Letters")

    def write(self, emit: Any, item: Any) -> str:
        written = ""
        for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz"):
            if number == self.stop_after and self.problem:
                raise self.problem
            emit.text(letter, item.index)
            emit.progress(number + 1, 26, "letters")
            written += letter
        return written


class Slow(Generator[Condition]):
    """Writes a word every fiftieth of a second, for minutes."""

    formats = {".md": "text/markdown"}

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        import time

        def work(emit: Any) -> None:
            for number in range(5000):
                emit.text(f"word{number} ")
                emit.progress(number, 5000)
                time.sleep(0.02)

        yield from run.drive(work)


class Roughly(Generator[Condition]):
    """Repeats itself to a measure only."""

    repeatable = "measure"
    drift = 0
    formats = {".bin": "application/octet-stream"}

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        for item in run.items:
            yield Artifact({".bin": bytes([100 + self.drift])}, item)

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness:
        apart = abs(ours[0] - theirs[0])
        return Likeness("difference", apart, "steps", apart < 3)


class Refuses(Generator[Condition]):
    """Refuses every request."""

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        raise RequestError("seed: not this one", hint="try another")
        yield


class Breaks(Generator[Condition]):
    """Divides by zero."""

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        yield Progress(0, 1)
        yield Progress(1 / 0, 1)


class TooFew(Generator[Condition]):
    """Forgets its last item."""

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        for item in run.items[:-1]:
            yield Artifact({".bin": b"x"}, item)


class Twice(Generator[Condition]):
    """Yields its first item twice."""

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        yield Artifact({".bin": b"x"}, run.items[0])
        yield Artifact({".bin": b"x"}, run.items[0])


class Empty(Generator[Condition]):
    """Yields an artifact with nothing in it."""

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        yield Artifact({}, run.items[0])


class Needs(Generator[Condition]):
    """Needs what isn't installed."""

    requires = ("a_module_that_nobody_has",)
    install = 'pip install "muse-host[nothing]"'

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        yield Progress(0, 1)


class NoGenerate(Generator[Condition]):
    """Has nothing to generate with."""


class Reserved(Generator[Condition]):
    """Takes an option of the host as a field."""

    class condition(Condition):
        force: bool = False

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        yield Progress(0, 1)

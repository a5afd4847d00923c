"""`image.sketch`: a procedural painter that needs no weights; words -> scene -> layout -> paint."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from muse import Artifact, Found, Generator, Preview, Progress, Reading, RequestError, Run

from .condition import VECTORIAL, SketchCondition
from .paint import swatches


class Sketch(Generator[SketchCondition]):
    """Paints landscapes and scenes from words: no weights, no network, a limited vocabulary."""

    condition = SketchCondition
    formats = {".png": "image/png", ".svg": "image/svg+xml"}
    optional_formats = frozenset({".svg"})
    repeatable = "bytes"
    environment = ("numpy", "pillow")
    costly = ("width", "height", "count")
    example = (
        'muse run image --prompt "A beautiful landscape with a lake and mountains" --style oil'
    )

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a small draft of a still picture."""
        return {"width": 96, "height": 64, "detail": "draft", "animate": 0}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        from PIL import Image

        from muse.media import png

        from .elements.people.card import Person
        from .elements.people.cards import written

        grey = Image.linear_gradient("L")
        card = written(Person(hair="mohawk"), "Nemo").encode()
        photo, cut = png(grey.convert("RGB"))[0], png(Image.merge("LA", (grey, grey)))[0]
        return {
            "negative_prompt": {"prompt": "a lake, a boat", "negative_prompt": "boat"},
            "season": {"prompt": "a forest", "season": "winter"},
            "weather": {"prompt": "a forest", "weather": "storm"},
            "animate": {"prompt": "a lake, clouds", "animate": 2},
            "fps": {"prompt": "a lake, clouds", "animate": 2, "fps": 24.0},
            "init": {"init": photo},
            "character": {"prompt": "a person in a meadow", "character": card},
            "framing": {"prompt": "a dog in a meadow", "framing": "close"},
            "room": {"prompt": "a dog in a meadow", "room": "left"},
            "transparent": {"init": cut, "transparent": True},
        }

    def seconds(self, condition: SketchCondition) -> float:
        """Guess the seconds of a picture by its pixels, as on one core of a laptop."""
        pixels = condition.width * condition.height / 2**20
        each = 0.3 + pixels * {"draft": 0.4, "normal": 1.2, "fine": 2.5}[condition.detail]
        return each * (1 + condition.animate / 2)

    def read(self, prompt: str) -> Reading:
        """Return style, time, season, weather, mood and palette that a prompt names."""
        from .words import read

        found = swatches.spoken(prompt)
        if found is None:
            return read(prompt)
        made = read(swatches.without(prompt))
        return replace(made, fields={**made.fields, "palette": Found(*found)})

    def generate(self, condition: SketchCondition, run: Run) -> Iterator[Any]:
        """Yield progress and rough looks between the stages, and one picture per item."""
        from .picture.frames import apng, settled
        from .scene.told import told
        from .studio import Studio

        condition = settled(_vectorial(condition, run), run)
        if not condition.animate and "fps" in run.report.applied:
            run.report.ignore("fps", "a still picture has no frames (--animate 24)")
        if condition.character:
            run.report.not_understood = _unread(condition)
        total = len(run.items)
        for item in run.items:
            studio = Studio(condition, item.rng)
            for done, note in studio.work():
                run.check()
                if studio.look:
                    yield Preview("image/jpeg", studio.look, item.index)
                    studio.look = b""
                yield Progress(item.index + done, total, note)
            for name, value in studio.chosen.items():
                if condition.init is None:  # a picture of one's own has its own light
                    run.report.choose(name, value)
            for sentence in studio.notes:
                run.report.note(sentence)
            for name in studio.ignored.keys() & run.report.applied.keys():
                run.report.ignore(name, studio.ignored[name])
            picture = studio.finished
            artifact = Artifact.image(picture, item=item)
            if condition.animate:
                artifact.contents = {".png": apng(studio.frames, condition.fps)}
                artifact.measured = {**artifact.measured, "animate": len(studio.frames)}
            measured = studio.measure()
            artifact.measured = {**artifact.measured, **measured}
            canvas = studio.canvas
            own = told(canvas.scene, canvas.layout, measured.get("elements", ()))
            for sentence in own:
                run.report.note(sentence)
            if ".svg" in run.formats:
                drawn = {".svg": studio.vector().encode()}
                artifact.contents = {s: {**artifact.contents, **drawn}[s] for s in run.formats}
            yield artifact
            if total > 1:  # what one picture shows says nothing of the next
                run.report.notes[:] = [note for note in run.report.notes if note not in own]


def _unread(condition: SketchCondition) -> tuple[str, ...]:
    """Return the words that nothing understood, once the names on the cards are known."""
    from .scene.guests import called, guest
    from .words import read

    guests = [guest(file.data, file.name) for file in condition.character]
    return read(swatches.without(called(condition.prompt, guests))).not_understood


def _vectorial(condition: SketchCondition, run: Run) -> SketchCondition:
    """Take line art for an SVG when nobody asked for a style; RequestError for one without SVG."""
    if ".svg" not in run.formats or condition.style in VECTORIAL:
        return condition
    if "style" in condition.model_fields_set:
        raise RequestError(
            f"style: {condition.style!r} is a raster style and can't be written as .svg",
            hint=f"use {', '.join(VECTORIAL)}, or write .png",
        )
    run.resolve(style="line-art")
    run.report.choose("style", "line-art")
    run.report.note(f"An SVG is drawn as line-art; --style supports {', '.join(VECTORIAL)} too.")
    return condition.model_copy(update={"style": "line-art"})

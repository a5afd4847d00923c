"""`image.character`: a person or an animal as a card, a sheet, sprites, and short animations."""

from collections.abc import Iterator
from typing import Any

from muse import Artifact, Generator, Progress, Reading, Run

from .condition import CharacterCondition


class Character(Generator[CharacterCondition]):
    """Designs a person or an animal from words: the same card gives the same one everywhere."""

    condition = CharacterCondition
    formats = {".png": "image/png", ".json": "application/json"}
    optional_formats = frozenset({".json"})
    repeatable = "bytes"
    environment = ("numpy", "pillow")
    costly = ("width", "height", "count")
    example = 'muse run image.character --prompt "a young witch with red hair" -o witch.png'

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a small sheet."""
        return {"width": 192, "height": 144, "frames": 2}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        from muse_image.sketch.elements.people.card import Person
        from muse_image.sketch.elements.people.cards import written

        other = Person(hair="mohawk")
        return {
            "frames": {"sheet": "walk", "frames": 3},
            "fps": {"sheet": "walk", "frames": 2, "fps": 24.0},
            "card": {"card": written(other, "Nemo").encode()},
        }

    def read(self, prompt: str) -> Reading:
        """Return the style that a prompt names, and the words that say nothing of anybody."""
        from muse_image.sketch.words import read

        found = read(prompt)
        style = {name: value for name, value in found.fields.items() if name == "style"}
        return Reading(style, found.not_understood)

    def seconds(self, condition: CharacterCondition) -> float:
        """Guess the seconds of a sheet by its pixels."""
        return 0.3 + 1.5 * condition.width * condition.height / 2**20

    def generate(self, condition: CharacterCondition, run: Run) -> Iterator[Any]:
        """Yield progress between the parts, and one sheet or animation per item."""
        from muse_image.sketch.picture.frames import apng

        from .casting import cast, palette, written
        from .sheet import Sheet

        total = len(run.items)
        for item in run.items:
            person, name, notes = cast(condition, item.rng)
            for sentence in notes:
                run.report.note(sentence)
            sheet = Sheet(condition, person, name, item.rng)
            for done, note in sheet.work():
                run.check()
                yield Progress(item.index + done, total, note)
            artifact = Artifact.image(sheet.pictures[0], item=item)
            if len(sheet.pictures) > 1:
                artifact.contents = {".png": apng(sheet.pictures, condition.fps)}
            artifact.measured = {**artifact.measured, "palette": palette(person)}
            if ".json" in run.formats:
                card = {".json": written(person, name).encode()}
                artifact.contents = {s: {**artifact.contents, **card}[s] for s in run.formats}
            yield artifact

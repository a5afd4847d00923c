"""Whether image.sketch paints what people ask for: real prompts and everyday nouns, by class.

    python benchmarks/prompts.py                # words and pictures, about four minutes
    python benchmarks/prompts.py --words        # what is understood, two seconds
    python benchmarks/prompts.py --sheets DIR   # contact sheets of all prompts, to look at

The prompts are recreated from what people type; `prompts/prompts.tsv` says what must be seen in
each picture. The nouns are everyday ones, chosen by how often they are used. Exit code 1 when a
share is below its gate.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from muse_image.sketch.condition import SketchCondition
from muse_image.sketch.studio import Studio
from muse_image.sketch.words import Concept, concepts, read, understand

FOLDER = Path(__file__).parent / "prompts"
GATES = {"english nouns": 290, "chinese nouns": 255}
SHARES = {
    "landscape": 0.95, "chinese": 0.95, "people": 0.95, "animal": 0.95, "food": 0.95,
    "things": 0.95, "rooms": 0.95, "street": 0.95, "fantasy": 0.92, "lettering": 0.92,
    "composition": 0.95,
}  # fmt: skip
"""Class -> the part of what must be seen that is to be seen."""
SIZE = (512, 384)
KINDS = ("person", "animal", "thing", "vehicle", "street", "farm", "sign", "room", "garment")
"""Elements whose kinds have nothing in common."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt, its class, and how many of what must be seen in its picture."""

    kind: str
    prompt: str
    see: tuple[tuple[str, int], ...]


def prompts() -> Iterator[Asked]:
    """Yield the prompts of the corpus."""
    for line in (FOLDER / "prompts.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, prompt, see = (*line.split("\t"), "")[:3]
            nouns = [noun.strip() for noun in see.split(",") if noun.strip()]
            yield Asked(kind, prompt, tuple(_counted(noun) for noun in nouns))


def _counted(noun: str) -> tuple[str, int]:
    number, _, rest = noun.partition(" ")
    return (rest, int(number)) if number.isdigit() else (noun, 1)


def nouns(language: str) -> list[str]:
    """Return the everyday nouns of a language, en or zh."""
    text = (FOLDER / f"nouns_{language}.txt").read_text("utf-8")
    return [noun.replace("-", " ") for noun in text.split()]


def known(noun: str) -> bool:
    """Whether a noun alone is understood."""
    words = understand(noun)
    told = words.mentions or words.fields or words.rhythm
    return bool(told) and not words.not_understood


def meant(noun: str) -> list[Concept]:
    """Return the concepts that a noun means; "dog|corgi" is either."""
    return [m.concept for one in noun.split("|") for m in understand(one).mentions]


def shows(name: str, noun: str) -> bool:
    """Whether an element of this name is what a noun says, or one of its kinds.

    A kind is scenery of a plain kind (a volcano is a mountain), a name that ends in the noun (a
    pocket watch is a watch; a vase of sunflowers is a vase, and is sunflowers), or, for "person"
    and "animal", all that is one.
    """
    found = concepts().get(name)
    ends = [part.split()[-1] for part in name.replace("_", " ").split(" of ") if part.strip()]
    for one in noun.split("|"):
        last = one.split()[-1]
        whole = {one, f"{one}s", f"{one}es", one.removesuffix("y") + "ies"}
        if name.replace("_", " ") in whole or (" " not in one and whole & set(ends)):
            return True
        if found is not None and found.living is not None and last == found.living:
            return True
        for concept in meant(one):
            plain = concept.element not in KINDS and not concept.kind
            if name == concept.name or (found and plain and found.element == concept.element):
                return True
            alike = found and (found.element, found.kind) == (concept.element, concept.kind)
            if alike and concept.element not in KINDS:
                return True
    return False


def picture(asked: Asked, size: tuple[int, int] = SIZE, style: str = "gouache") -> Studio:
    """Return the studio that painted a prompt; the style of the words wins."""
    fields = {name: found.value for name, found in read(asked.prompt).fields.items()}
    condition = SketchCondition(
        prompt=asked.prompt, width=size[0], height=size[1], detail="draft",
        **{"style": style, **fields},
    )  # fmt: skip
    studio = Studio(condition, np.random.Generator(np.random.PCG64(11)))
    for _ in studio.work():
        pass
    return studio


def seen(asked: Asked, studio: Studio) -> tuple[int, int, list[str]]:
    """Return how many nouns are seen, how many should be, and which aren't."""
    found: Counter[str] = Counter()
    for element in studio.measure().get("elements", ()):
        found.update([element["name"], *element.get("wears", ()), *element.get("holds", ())])
    fields = {found.value for found in read(asked.prompt).fields.values()}
    missing = []
    for noun, number in asked.see:
        there = sum(many for name, many in found.items() if shows(name, noun))
        if there < number and not fields & {noun}:
            missing.append(noun if number == 1 else f"{number} {noun}")
    return len(asked.see) - len(missing), len(asked.see), missing


def main() -> int:
    """Print the shares, and return 1 when one is below its gate."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--words", action="store_true", help="only what is understood")
    parser.add_argument("--sheets", type=Path, help="write contact sheets into this folder")
    options = parser.parse_args()
    failed = 0
    for language, name in (("en", "english nouns"), ("zh", "chinese nouns")):
        every = nouns(language)
        unknown = [noun for noun in every if not known(noun)]
        count = len(every) - len(unknown)
        failed += count < GATES[name]
        print(f"{name}: {count} of {len(every)} known (gate {GATES[name]})")
        print(f"  unknown: {' '.join(unknown)}")
    if options.words:
        return int(failed > 0)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    cells: dict[str, list[Image.Image]] = defaultdict(list)
    for asked in prompts():
        studio = picture(asked)
        good, of, missing = seen(asked, studio)
        right[asked.kind] += good
        total[asked.kind] += of
        cells[asked.kind].append(studio.finished.convert("RGB"))
        if missing:
            print(f"  {asked.kind}: {asked.prompt!r}: not seen: {', '.join(missing)}")
    for kind, of in total.items():
        share = right[kind] / max(1, of)
        failed += share < SHARES[kind]
        print(f"{kind}: {right[kind]} of {of} seen, {share:.2f} (gate {SHARES[kind]})")
    if options.sheets:
        options.sheets.mkdir(parents=True, exist_ok=True)
        for kind, pictures in cells.items():
            sheet(pictures).save(options.sheets / f"{kind}.png")
    return int(failed > 0)


def sheet(pictures: list[Image.Image], columns: int = 5) -> Image.Image:
    """Return pictures of one size side by side."""
    width, height = pictures[0].size
    made = Image.new("RGB", (columns * width, -(-len(pictures) // columns) * height), "white")
    for number, one in enumerate(pictures):
        made.paste(one, (number % columns * width, number // columns * height))
    return made


if __name__ == "__main__":
    sys.exit(main())

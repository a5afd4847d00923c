"""Write the painter's vocabulary from its data, or check that it is up to date.

python docs/vocabulary.py           writes docs/vocabulary.md
python docs/vocabulary.py --check   exits with 1 when docs/vocabulary.md isn't what it would write
"""

import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from muse_image.sketch import words
from muse_image.sketch.words import concepts, phrases, traits
from muse_image.sketch.words.colours import hues

PAGE = Path(__file__).with_name("vocabulary.md")
HEAD = """# The painter's vocabulary

Written from the data by `python docs/vocabulary.py`; CI checks that it is up to date.

What `image.sketch` understands: {count} concepts in English and Chinese, and the words that say how
to paint them. Any other word is told in the report as not painted.

English words are found in singular and plural, Chinese ones without spaces. What is said of a thing
counts: numbers ("three boats", "两只鸟", "a flock of birds"), colours ("a red boat", "白色的房子"),
sizes, places ("a moon in the top left corner", "a village on a hill", "桥下的小船") and negation
("no clouds", "没有云"). What is said of people and animals counts too ("a smiling old man",
"长发女孩"), what they wear, hold and ride ("a knight riding a white horse", "撑着伞的女孩"), and
how the picture is seen ("close-up", "全身"). Text in quotation marks after "says", "titled" or 写着
is text to write, not a thing. Words of quality and cameras ("highly detailed", "50mm", "高清") ask
for nothing; a fixed phrase ("rock band", "depth of field") doesn't name the things of its words.
"""
FIELDS = {
    "style": "Styles", "time": "Times of day", "season": "Seasons", "weather": "Weather",
    "mood": "Moods", "palette": "Palettes", "size": "Sizes", "many": "Amounts", "side": "Sides",
    "level": "Heights", "distance": "Distances", "view": "Views", "plain": "Without surroundings",
    "centred": "In the middle", "rhythm": "Abstract rhythms",
}  # fmt: skip


def page() -> str:
    """Return the vocabulary as Markdown."""
    made = [HEAD.format(count=len(concepts()))]
    folder = files(words).joinpath("data/concepts")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            text = file.read_text("utf-8")
            # The first line of a file says what is in it, before the hint where to read more.
            title = text.splitlines()[0].lstrip("# ").split(";")[0]
            made += [f"## {title}", _concepts(tomllib.loads(text))]
    made += ["## Colours of a thing", _colours()]
    made += ["## What is said of people and animals", _traits()]
    known = phrases()
    for field, title in FIELDS.items():
        made += [f"## {title}", _table(field, known[field])]
    return "\n\n".join(part.strip("\n") for part in made) + "\n"


def _traits() -> str:
    rows = [_row("trait", "value", "English", "Chinese"), _row("---", "---", "---", "---")]
    for trait, values in traits.table().items():
        if trait not in ("of", "with"):
            rows += [
                _row(trait.replace("_", " "), value, *_split(each))
                for value, each in values.items()
            ]
    for trait, values in traits.table()["with"].items():
        told = f"{trait.replace('_', ' ')}, beside its noun"
        rows += [_row(told, value, *_split(each)) for value, each in values.items()]
    return "\n".join(rows)


def _split(words: Iterable[str]) -> tuple[str, str]:
    """Return the English and the Chinese ones of words."""
    latin = [word for word in words if word[:1].isascii()]
    other = [word for word in words if not word[:1].isascii()]
    return ", ".join(latin), "、".join(other)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _concepts(entries: Mapping[str, Mapping[str, Any]]) -> str:
    rows = [_row("concept", "English", "Chinese", "signs"), _row("---", "---", "---", "---")]
    for name, entry in sorted(entries.items()):
        signs = " ".join(entry.get("emoji", ()))
        cells = name.replace("_", " "), ", ".join(entry["en"]), "、".join(entry["zh"]), signs
        rows.append(_row(*cells))
    return "\n".join(rows)


def _colours() -> str:
    rows = [_row("colour", "English", "Chinese"), _row("---", "---", "---")]
    for name, hue in hues().items():
        rows.append(_row(name.replace("_", " "), ", ".join(hue["en"]), "、".join(hue["zh"])))
    return "\n".join(rows)


def _table(field: str, values: Mapping[str, Iterable[str]]) -> str:
    rows = [_row(field, "English", "Chinese"), _row("---", "---", "---")]
    for value, each in values.items():
        rows.append(_row(value, *_split(each)))
    return "\n".join(rows)


def main() -> int:
    """Write or check the page."""
    written = page()
    if "--check" not in sys.argv:
        PAGE.write_text(written, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == written:
        return 0
    print(f"{PAGE} is out of date: run python docs/vocabulary.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""Make the pictures of the studio's cards with Muse itself: plugins/muse_studio/pages/cards.

python docs/studio_cards.py             makes all of them, in about two minutes
python docs/studio_cards.py music.midi  those of a generator
python docs/studio_cards.py --check     exits with 1 where a card of a choice is missing

One picture holds the tiles of a field, row by row; cards.js says which tile is whose. A tile is a
picture in that style, the notes of a piece in that style, or how such a text lies on its page.
`welcome` is what the first visit offers: three things, and how each comes out.
"""

import io
import json
import random
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

import muse
from muse_music.shown.roll import notes
from muse_studio import PAGES

CARDS = PAGES / "cards"
TILE = (174, 116)
LARGEST = 15_000
"""Bytes of a picture with all tiles of a field."""
LANDSCAPE = "a lake with a boat, mountains and trees, golden hour"
FORMS = ("story", "poem", "outline", "script", "lyrics", "image_prompts", "free")

EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "en": [
        {
            "name": "picture",
            "medium": "image",
            "prompt": "a small village by a lake in autumn, mountains behind, golden hour, "
            "watercolour",
            "seed": 7,
        },
        {
            "name": "song",
            "medium": "music",
            "prompt": "a dreamy waltz for piano and cello at 96 bpm",
            "seed": 7,
        },
        {
            "name": "story",
            "medium": "text",
            "prompt": "a bedtime story about a little fox who looks for the moon",
            "seed": 7,
        },
    ],
    "zh": [
        {
            "name": "picture",
            "medium": "image",
            "prompt": "水墨山水，薄雾中的湖与小船，清晨",
            "seed": 7,
        },
        {
            "name": "song",
            "medium": "music",
            "prompt": "一首欢快的中国风乐曲，笛子和古筝",
            "seed": 7,
        },
        {
            "name": "story",
            "medium": "text",
            "prompt": "一首关于秋天和故乡的七言绝句",
            "seed": 7,
        },
    ],
}

HUES = {
    "ballad": "#4a2c4f #f4b6c2 #d98ba3 #8e6aa0",
    "blues": "#14284b #7fb2e5 #4a86c5 #c9a227",
    "bossa": "#f3e7c4 #2f7d5b #e0a030 #7fae6a",
    "chinese": "#8e1b1b #f6d77a #e88d5a #f3ead3",
    "chiptune": "#101418 #4be06a #39b3e6 #f2e34c",
    "classical": "#f2ead8 #5b4632 #a07a4a #b9a27c",
    "country": "#e9c98a #7a3e1d #b8642c #55683a",
    "electronic": "#1b1240 #36e2ec #f04bd0 #7d6bf2",
    "film": "#0f2e38 #e7c06a #5fa3a8 #8fc7b5",
    "folk": "#dfe6cf #54733a #b0752f #88a06a",
    "funk": "#f08a24 #3d1457 #c81d77 #fbe3a0",
    "jazz": "#191b38 #e6b34a #8a6fc0 #c96f4a",
    "jazzwaltz": "#2b2450 #e9c46a #b48ad0 #7fa3d6",
    "lofi": "#d9c9dd #6a5484 #b77f96 #8fa0b8",
    "march": "#e8ebf2 #b3242f #24406f #c9a24a",
    "pop": "#ffd7e3 #d7266b #7a4fd0 #ffa24a",
    "reggae": "#1f3d24 #f5c932 #d8412f #5fae4a",
    "rock": "#232326 #e5483a #b8b8bd #f0a330",
    "tango": "#5e0f20 #f2c6a0 #e0523f #b98a5a",
    "trap": "#0e0a16 #a35cf0 #e0e0ea #5c3a9e",
    "waltz": "#f7e3e6 #b24a6a #d99a6a #a08ac0",
}
"""For each style of music its ground, and the colours of melody, chords and bass."""

Tile = Callable[[str], Image.Image]


def picture(medium: str, **fields: Any) -> Image.Image:
    """Return what a generator of pictures makes."""
    made = muse.run(medium, **fields)[0]
    return Image.open(io.BytesIO(made.data)).convert("RGB")


def fitted(image: Image.Image, size: tuple[int, int] = TILE) -> Image.Image:
    """Return the middle of a picture in the shape of a tile."""
    width, height = image.size
    part = min(width / size[0], height / size[1])
    wide, high = part * size[0], part * size[1]
    left, top = (width - wide) / 2, (height - high) / 2
    box = (left, top, left + wide, top + high)
    return image.resize(size, Image.Resampling.LANCZOS, box=box)


def painted(style: str) -> Image.Image:
    """Return a landscape in a style of the painter."""
    return fitted(picture("image", prompt=LANDSCAPE, style=style, width=522, height=348, seed=7))


def person(style: str) -> Image.Image:
    """Return somebody in a style of the painter."""
    made = picture("image.character", prompt="a girl with red hair", style=style, seed=3)
    side = made.height
    return fitted(made.crop(((made.width - side) // 2, 0, (made.width + side) // 2, side)))


def poster(**fields: Any) -> Image.Image:
    """Return a poster, the whole of it, on a quiet ground."""
    made = picture("poster", width=480, height=640, seed=5, **fields)
    tile = Image.new("RGB", TILE, "#8a8478")
    made = made.resize((84, 112), Image.Resampling.LANCZOS)
    tile.paste(made, ((TILE[0] - 84) // 2, 2))
    return tile


def small(generator: str) -> Tile:
    """Return what makes the tile of a label that a network knows."""

    def made(label: str) -> Image.Image:
        found = picture(generator, label=label, seed=3, scale=4)
        tile = Image.new("RGB", (60, 40), "white")
        tile.paste(found.resize((40, 40), Image.Resampling.LANCZOS), (10, 0))
        return tile

    return made


def rolled(
    data: bytes, seconds: float, size: tuple[int, int] = TILE, hues: str = HUES["film"]
) -> Image.Image:
    """Return the first seconds of a piece as its notes: time to the right, pitch upwards."""
    told = json.loads(notes(data)[1])
    ground, *colours = hues.split()
    scale = 3
    width, height = size[0] * scale, size[1] * scale
    tile = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(tile)
    parts = [part for part in told["parts"] if not part["drums"]]
    heard = [[n for n in part["notes"] if n[0] < seconds] for part in parts]
    pitches = [n[2] for part in heard for n in part]
    low, high = min(pitches) - 2, max(pitches) + 2
    floor = height * 0.93
    thick = max(10.0, (floor - 24) / (high - low) * 0.9)
    # The melody stands before all others.
    for number, part in reversed(list(enumerate(heard))):
        for start, long, pitch, _ in part:
            x, y = start / seconds * width, floor - (pitch - low) / (high - low) * (floor - 24)
            wide = max(long / seconds * width - 5, thick * 0.8)
            box = (x + 4, y - thick / 2, x + 4 + wide, y + thick / 2)
            draw.rounded_rectangle(box, thick / 2, fill=colours[min(number, len(colours) - 1)])
    return tile.resize(size, Image.Resampling.LANCZOS)


def played(style: str) -> Image.Image:
    """Return the notes of two bars in a style of music."""
    made = muse.run("music", style=style, bars=8, seed=5)[0]
    starts = json.loads(notes(made.data)[1])["starts"]
    return rolled(made.data, starts[min(2, len(starts) - 1)], hues=HUES.get(style, HUES["pop"]))


def page(form: str) -> Image.Image:
    """Return how a text of a form lies on its page: lines, not letters."""
    scale = 3
    width, height = TILE[0] * scale, TILE[1] * scale
    ground = {"story": "#f3e9dc", "poem": "#e7eef5", "outline": "#e9f1e6", "script": "#f2eaf5",
              "lyrics": "#f7e6e6", "image_prompts": "#e6f1f2"}.get(form, "#efece6")  # fmt: skip
    tile = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(tile)
    ink, pale, accent = "#4a4456", "#8f889c", "#b4560b"
    lots = random.Random(form)

    def line(x: float, y: float, long: float, colour: str = pale, thick: int = 9) -> None:
        draw.rounded_rectangle((x, y, x + long, y + thick), thick / 2, fill=colour)

    left, right = 90, width - 90
    if form == "story":
        line(width / 2 - 90, 42, 180, ink, 14)
        draw.rounded_rectangle((left, 88, left + 44, 138), 6, fill=accent)
        for row in range(9):
            x = left + (58 if row < 2 else 0)
            line(x, 92 + row * 26, (right if row != 8 else right - 140) - x)
    elif form in ("poem", "lyrics"):
        line(width / 2 - 70, 36, 140, ink, 14)
        for row in range(8):
            y, long = 84 + row * 26 + (row // 4) * 22, lots.randint(130, 230)
            line(width / 2 - long / 2, y, long)
            if form == "lyrics" and row % 2 == 0:
                draw.ellipse((width / 2 - 150, y - 3, width / 2 - 136, y + 11), fill=accent)
                draw.line((width / 2 - 137, y + 3, width / 2 - 137, y - 22), fill=accent, width=3)
    elif form == "outline":
        line(left, 40, 170, ink, 14)
        for row in range(9):
            deep = (0, 1, 1, 0, 1, 2, 2, 0, 1)[row]
            x, y = left + deep * 44, 84 + row * 27
            draw.ellipse((x, y, x + 10, y + 10), fill=accent if deep == 0 else pale)
            line(x + 24, y, lots.randint(120, 240) - deep * 20, ink if deep == 0 else pale)
    elif form == "script":
        for row in range(4):
            y = 40 + row * 74
            line(width / 2 - 45, y, 90, accent, 11)
            line(left + 50, y + 24, right - left - 100)
            line(left + 50, y + 45, lots.randint(120, 190))
    elif form == "image_prompts":
        for row in range(3):
            y = 40 + row * 94
            draw.rounded_rectangle((left, y, left + 96, y + 72), 8, fill="#b9d3d6")
            draw.polygon(((left, y + 72), (left + 34, y + 30), (left + 60, y + 72)), fill="#6f9aa0")
            for inner in range(3):
                line(left + 116, y + 6 + inner * 25, lots.randint(120, 200))
    else:
        for row in range(10):
            line(left, 40 + row * 27, lots.randint(120, right - left))
    return tile.resize(TILE, Image.Resampling.LANCZOS)


def choices(generator: str, field: str) -> list[str]:
    """Return what a field of a generator offers."""
    with muse.Host() as host:
        schema = host.schema(generator)["properties"][field]
        options = schema.get("anyOf", [schema])
        listed = next((each["enum"] for each in options if "enum" in each), None)
        return [str(each) for each in listed or schema["x-choices"]]


def styled(style: str) -> Image.Image:
    """Return a poster in a layout."""
    return poster(prompt="a poster for a summer night of jazz, 12 July", style=style)


FIELDS: dict[str, Tile] = {
    "image.sketch/style": painted,
    "image.character/style": person,
    "image.cgan/label": small("image.cgan"),
    "image.vae/label": small("image.vae"),
    "music.midi/style": played,
    "poster.layout/style": styled,
    "text.grammar/form": page,
    "text.llm/form": page,
}


def tiles(images: list[Image.Image], columns: int, path: Path) -> None:
    """Write tiles as one picture, as good as its size allows."""
    width, height = images[0].size
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (columns * width, rows * height), "#888888")
    for number, image in enumerate(images):
        sheet.paste(image, (number % columns * width, number // columns * height))
    # Drawn large and sent small: they are shown at half of what they are drawn at.
    sheet = sheet.resize((sheet.width * 3 // 4, sheet.height * 3 // 4), Image.Resampling.LANCZOS)
    path.parent.mkdir(parents=True, exist_ok=True)
    for quality in range(84, 20, -6):
        file = io.BytesIO()
        sheet.save(file, "WEBP", quality=quality, method=6)
        if len(file.getvalue()) <= LARGEST:
            break
    path.write_bytes(file.getvalue())
    print(f"{path.relative_to(CARDS)}  {len(file.getvalue()):,} bytes, quality {quality}")


def welcomed(language: str) -> list[Image.Image]:
    """Return how the examples of the first visit come out."""
    size = (400, 300)
    picture_, song, story = EXAMPLES[language]
    image = fitted(picture("image", prompt=picture_["prompt"], seed=picture_["seed"]), size)
    piece = muse.run("music", prompt=song["prompt"], seed=song["seed"])[0]
    roll = rolled(piece.data, 6.0, size, HUES["waltz" if language == "en" else "chinese"])
    text = muse.run("text", prompt=story["prompt"], seed=story["seed"])[0].data.decode()
    return [image, roll, written(text, size, language)]


def written(text: str, size: tuple[int, int], language: str) -> Image.Image:
    """Return the beginning of a text on paper."""
    from PIL import ImageFont

    tile = Image.new("RGB", size, "#f6efe2")
    draw = ImageDraw.Draw(tile)
    name = "NotoSerifCJK-Regular.ttc" if language == "zh" else "DejaVuSerif.ttf"
    bold = "NotoSerifCJK-Bold.ttc" if language == "zh" else "DejaVuSerif-Bold.ttf"
    large = ImageFont.truetype(bold, 26 if language == "zh" else 19)
    plain = ImageFont.truetype(name, 25 if language == "zh" else 15)
    title, *lines = [each.strip().removeprefix("# ") for each in text.splitlines() if each.strip()]
    draw.text((size[0] / 2, 48), title, "#23202b", large, "mm")
    y = 92
    for line in lines:
        words = list(line) if language == "zh" else [f"{word} " for word in line.split()]
        row = ""
        for word in [*words, ""]:
            if word and draw.textlength(row + word, plain) < size[0] - 64:
                row += word
                continue
            if language == "zh":
                draw.text((size[0] / 2, y), row, "#3b3646", plain, "mm")
            else:
                draw.text((32, y), row, "#3b3646", plain, "lm")
            y += 44 if language == "zh" else 25
            row = word
            if y > size[1] + 20:
                return tile
    return tile


def columns_of(values: list[str]) -> int:
    """Return how many tiles stand in a row."""
    return min(len(values), 10)


def code() -> str:
    """Return cards.js."""
    known = {key: choices(*key.split("/")) for key in FIELDS}
    told = {key: {"columns": columns_of(values), "values": values} for key, values in known.items()}
    shown = {
        language: [
            {
                "name": each["name"],
                "medium": each["medium"],
                "fields": {"prompt": each["prompt"], "seed": each["seed"]},
            }
            for each in examples
        ]
        for language, examples in EXAMPLES.items()
    }
    lines = [
        "// Which tiles the pictures of cards have, row by row; docs/studio_cards.py writes this "
        "and the pictures.",
        "/** @type {Record<string, {columns: number, values: string[]}>} */",
        "export const CARDS = {",
        *(f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in told.items()),
        "};",
        "",
        "/** What the first visit offers, each as it comes out; "
        "cards/welcome has how that looks. */",
        "/** @type {Record<string, {name: string, medium: string, "
        "fields: Record<string, any>}[]>} */",
        "export const EXAMPLES = {",
        *(
            line
            for language, examples in shown.items()
            for line in (
                f"  {language}: [",
                *(f"    {json.dumps(each, ensure_ascii=False)}," for each in examples),
                "  ],",
            )
        ),
        "};",
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Write what was asked for, or say whether it is there."""
    wanted = sys.argv[1:]
    if "--check" in wanted:
        pictures = [CARDS / f"{key}.webp" for key in FIELDS]
        pictures += [CARDS / f"welcome/{language}.webp" for language in EXAMPLES]
        missing = [path for path in pictures if not path.is_file()]
        stale = (CARDS / "cards.js").read_text(encoding="utf-8") != code()
        for path in missing:
            print(f"{path} is missing")
        if stale:
            print("cards.js isn't what the generators offer; python docs/studio_cards.py")
        return 1 if missing or stale else 0
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for key, tile in FIELDS.items():
            if wanted and not any(key.startswith(each) for each in wanted):
                continue
            values = choices(*key.split("/"))
            tiles([tile(each) for each in values], columns_of(values), CARDS / f"{key}.webp")
        for language in EXAMPLES if not wanted or "welcome" in wanted else ():
            tiles(welcomed(language), 3, CARDS / f"welcome/{language}.webp")
    (CARDS / "cards.js").write_text(code(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

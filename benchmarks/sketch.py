"""Measure image.sketch: seconds per style at 1024 x 1024, growth with the pixels, peak memory.

    python benchmarks/sketch.py                 every style, some minutes
    python benchmarks/sketch.py oil ink         these styles only

Times are CPU seconds of one process (OMP_NUM_THREADS=1) for the whole way from the condition to
PNG bytes, as the median over six usual prompts; growth is the time at 2048 x 2048 over that at
512 x 512, where the pixels grow 16 times. Memory is the peak of a process of its own that paints
4096 x 4096 px and measures it. The peer is Pillow's mode filter of 9 x 9 px, the usual one-line
"oil painting" effect, on a finished picture of the same size and encoded the same way: a filter
needs a picture to begin with, so the ratio says what composing and painting one costs beside it.
"""

import io
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import get_args

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from PIL import Image, ImageFilter

from muse_image.sketch import Sketch
from muse_image.sketch.condition import SketchCondition, Style
from muse_image.sketch.studio import Studio

PROMPTS = (
    "A beautiful landscape with a lake and mountains",
    "a forest in autumn",
    "three boats on the sea at sunset",
    "a village with a church in a meadow",
    "a city at night with a river",
    "a pagoda with cherry trees in spring",
)
LIMIT = 2.0
"""Seconds for 1024 x 1024 px on one core."""
MEMORY = 1000
"""Megabytes (10**6 bytes) at 4096 x 4096 px."""


def painted(prompt: str, style: str, side: int, **fields: object) -> tuple[float, Studio]:
    """Return the CPU seconds from condition to PNG, and the studio afterwards."""
    read = {name: found.value for name, found in Sketch().read(prompt).fields.items()}
    condition = SketchCondition(
        prompt=prompt, width=side, height=side, **{**read, "style": style, **fields}
    )
    start = time.process_time()
    studio = Studio(condition, np.random.Generator(np.random.PCG64(7)))
    for _ in studio.work():
        pass
    encoded(studio.finished)
    return time.process_time() - start, studio


def encoded(picture: Image.Image) -> bytes:
    """Return a picture as PNG, compressed as Muse does."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()


def peak(style: str) -> float:
    """Return the peak memory (MB) of a process that paints a forest at 4096 x 4096 px."""
    command = [sys.executable, __file__, "--peak", style]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def own_peak(style: str) -> float:
    """Paint at 4096 x 4096 px and return this process's peak memory in MB."""
    _, studio = painted(PROMPTS[1], style, 4096)
    studio.measure()
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells on Linux begins at the peak of the process that started this one.
        line = next(t for t in status.read_text().splitlines() if t.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return rss / 1e6 if sys.platform == "darwin" else rss * 1024 / 1e6


def peer(picture: Image.Image) -> float:
    """Return the CPU seconds of Pillow's mode filter over a picture, with encoding."""
    start = time.process_time()
    encoded(picture.filter(ImageFilter.ModeFilter(9)))
    return time.process_time() - start


def main() -> int:
    """Print a line per style; fail where a limit is passed."""
    if sys.argv[1:2] == ["--peak"]:
        print(own_peak(sys.argv[2]))
        return 0
    painted(PROMPTS[0], "oil", 128)  # fills the caches of words and modules
    _, studio = painted(PROMPTS[0], "oil", 1024)
    other = peer(studio.finished)
    print(f"peer: Pillow's mode filter at 1024 x 1024 px: {other:.2f} s")
    head = ("style", "median s", "slowest s", "of peer", "draft s", "16 x px", "MB at 4096")
    print("{:14} {:>9} {:>9} {:>8} {:>8} {:>8} {:>11}".format(*head))
    failed = False
    for style in sys.argv[1:] or get_args(Style):
        times = [painted(prompt, style, 1024)[0] for prompt in PROMPTS]
        middle = statistics.median(times)
        draft = statistics.median(painted(p, style, 1024, detail="draft")[0] for p in PROMPTS[:3])
        small, large = (
            statistics.median(painted(p, style, side)[0] for p in PROMPTS[:3])
            for side in (512, 2048)
        )
        growth, memory = large / small, peak(style)
        failed = failed or middle > LIMIT or growth > 16 or memory > MEMORY
        print(
            f"{style:14} {middle:9.2f} {max(times):9.2f} {middle / other:8.2f} {draft:8.2f} "
            f"{growth:8.1f} {memory:11.0f}",
            flush=True,
        )
    limits = f"{LIMIT:g} s, 16 times the time for 16 times the pixels, {MEMORY} MB"
    print("FAILED" if failed else "within", "the limits:", limits)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

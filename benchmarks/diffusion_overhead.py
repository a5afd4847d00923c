"""What a run of image.diffusion costs beyond the generation itself.

python benchmarks/diffusion_overhead.py [--pairs 10] [--steps 20] [--side 128]

One small Stable Diffusion with random weights, built here, and enough steps for 5 s of work. "Host"
is a whole `Host.run`, to the recorded PNG; "direct" calls the pipeline of diffusers and encodes the
PNG. Both in one process, in turns, and both give the same pixels. The host's own time is the median
of the differences of CPU time, compared with 20 ms + 1 %.
"""

import argparse
import io
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import numpy as np
import torch
from PIL import Image

from muse import Host
from muse.media import png
from plugins.image.diffusion_models import build

PROMPT = "a red fox"


def main() -> None:
    """Print the medians and the difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--side", type=int, default=128, help="px; 128 and 20 steps take 5 s")
    asked = parser.parse_args()
    size = {"width": asked.side, "height": asked.side}
    with tempfile.TemporaryDirectory() as folder:
        path = build(Path(folder) / "model", "sd")
        os.environ["MUSE_HOME"] = folder
        with Host() as host:
            from muse_image.diffusion.family import quiet

            with quiet():
                from diffusers import StableDiffusionPipeline

                pipe = StableDiffusionPipeline.from_pretrained(path)
            pipe.set_progress_bar_config(disable=True)
            times: dict[str, list[float]] = {"host": [], "direct": []}
            walls: dict[str, list[float]] = {"host": [], "direct": []}
            for pair in range(asked.pairs + 1):
                made = {}
                for name in ("host", "direct") if pair % 2 else ("direct", "host"):
                    start, wall = time.process_time(), time.monotonic()
                    if name == "host":
                        made[name] = host.run(
                            "image.diffusion", prompt=PROMPT, model=str(path), seed=pair,
                            steps=asked.steps, **size,
                        ).data  # fmt: skip
                    else:
                        chance = torch.Generator().manual_seed(pair)
                        image = pipe(
                            PROMPT, num_inference_steps=asked.steps, generator=chance, **size
                        ).images[0]
                        made[name] = png(image)[0]
                    if pair:  # the first pair warms up
                        times[name].append(time.process_time() - start)
                        walls[name].append(time.monotonic() - wall)
                one, two = (np.asarray(Image.open(io.BytesIO(made[n]))) for n in times)
                if not np.array_equal(one, two):
                    raise SystemExit("the two pictures differ")
    direct = statistics.median(times["direct"])
    apart = statistics.median(a - b for a, b in zip(times["host"], times["direct"], strict=True))
    allowed = 0.020 + 0.01 * direct
    verdict = "PASS" if apart <= allowed else "FAIL"
    print(f"direct {direct:.2f} s, host {statistics.median(times['host']):.2f} s (CPU)")
    print(
        ", ".join(f"{name} {statistics.median(told):.2f} s" for name, told in walls.items()),
        "(wall)",
    )
    print(f"the host's own: {apart * 1000:.0f} ms; allowed {allowed * 1000:.0f} ms  {verdict}")


if __name__ == "__main__":
    main()

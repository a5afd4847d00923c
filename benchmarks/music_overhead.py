"""What a run of music.musicgen costs beyond the generation itself.

python benchmarks/music_overhead.py [--pairs 10] [--seconds 25]

One model with random weights, built here. "Host" is a whole `Host.run`, to the recorded
WAV; "direct" calls `model.generate` of transformers and the same codec, listening, levelling and
encoding by hand. Both in one process, in turns, and both give the same bytes. The host's own time
is a run's CPU time less the generator's work, plus what of that is telling each step; its median is
compared with 20 ms + 1 %. The median of the differences between whole runs is told too.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import torch
from own_time import Stopwatch

from muse import Host
from muse_music.audio.decoding import decode
from muse_music.audio.loudness import decibels, faded, levelled, loudness
from muse_music.audio.sound import Sound
from muse_music.musicgen.listen import listen
from muse_music.musicgen.model import component, tokenizer
from muse_music.musicgen.sampling import Watch
from muse_music.musicgen.session import Session
from plugins.music.musicgen_models import RATE, build

PROMPT = "a calm piano ballad with strings"


def direct(model: object, words: object, seconds: float, seed: int) -> bytes:
    """Make the same sound with transformers alone, and measure what the generator measures."""
    inputs = words([PROMPT], return_tensors="pt")  # type: ignore[operator]
    torch.manual_seed(seed)
    samples = model.generate(  # type: ignore[attr-defined]
        input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], do_sample=True,
        guidance_scale=3.0, temperature=1.0, top_k=250, max_new_tokens=round(seconds * 50) + 3,
    )  # fmt: skip
    sound = Sound(samples[0].numpy()[:, : round(seconds * RATE)], RATE)
    listen(sound)
    data = faded(levelled(sound, -16), 0.005, 0.4).wav()
    final = decode(data)
    loudness(final), decibels(final.peak), listen(final)
    return data


def main() -> None:
    """Print the medians and the difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=25)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = build(Path(folder) / "model")
        os.environ["MUSE_HOME"] = folder
        with Host() as host:
            from muse.device.component import Placement
            from muse.weights.find import find

            part = component(find(path))
            model = part.load(Placement(part, "cpu", "float32"))
            words = tokenizer(path)
            times: dict[str, list[float]] = {"host": [], "direct": []}
            own: list[float] = []
            work, watch = Stopwatch(Session, "work"), Stopwatch(Watch, "__call__")
            for pair in range(asked.pairs + 1):
                made = {}
                for name in ("host", "direct") if pair % 2 else ("direct", "host"):
                    work.take(), watch.take()
                    start = time.process_time()
                    if name == "host":
                        made[name] = host.run(
                            "music.musicgen", prompt=PROMPT, model=str(path), seed=pair,
                            duration=asked.seconds, no_embed=True,
                        ).data  # fmt: skip
                    else:
                        with torch.inference_mode():
                            made[name] = direct(model, words, asked.seconds, pair)
                    if pair:  # the first pair warms up
                        times[name].append(time.process_time() - start)
                    if pair and name == "host":
                        own.append(times[name][-1] - work.take() + watch.take())
                if made["host"] != made["direct"]:
                    raise SystemExit("the two sounds differ")
        host_, direct_ = (statistics.median(times[name]) for name in ("host", "direct"))
        apart = statistics.median(
            a - b for a, b in zip(times["host"], times["direct"], strict=True)
        )
        allowed = 0.020 + 0.01 * direct_
        print(f"direct {direct_:.3f} s, host {host_:.3f} s, ratio {host_ / direct_:.4f} (CPU)")
        print(f"whole runs differ by {apart * 1000:+.0f} ms (median of pairs)")
        mine = statistics.median(own)
        print(f"the host's own: {mine * 1000:.0f} ms; allowed {allowed * 1000:.0f} ms")


if __name__ == "__main__":
    main()

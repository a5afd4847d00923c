"""`image.julia`: wraps a command line program. awk computes, line by line; Muse does the rest."""

import shutil
import subprocess
from collections.abc import Iterator

from muse import (
    Artifact,
    Condition,
    Event,
    Field,
    GenerationError,
    Generator,
    NotReady,
    Progress,
    Run,
)  # fmt: skip

PROGRAM = """
BEGIN {
    for (y = 0; y < h; y++) {
        line = ""
        for (x = 0; x < w; x++) {
            a = (x - w / 2) / scale; b = (y - h / 2) / scale
            for (n = 0; n < steps && a * a + b * b < 16; n++) {
                t = a * a - b * b + re; b = 2 * a * b + im; a = t
            }
            line = line " " n
        }
        print line; fflush()
    }
}
"""
"""Prints, for each row, how many steps each pixel takes to leave."""


class JuliaCondition(Condition):
    """What can be asked for."""

    width: int = Field(320, ge=16, le=2048, description="Width in px.")
    height: int = Field(240, ge=16, le=2048, description="Height in px.")
    steps: int = Field(60, ge=8, le=500, description="How many steps a pixel may take.")


class Julia(Generator[JuliaCondition]):
    """Julia sets, computed by awk: how to wrap a program that is on every machine, or isn't."""

    condition = JuliaCondition
    formats = {".png": "image/png"}
    example = "muse run image -g julia --steps 120"

    @classmethod
    def small(cls) -> dict[str, int]:
        """Return a small picture."""
        return {"width": 32, "height": 24, "steps": 20}

    def generate(self, condition: JuliaCondition, run: Run) -> Iterator[Event]:
        """Run awk for each item, and read its rows as they come."""
        from PIL import Image

        awk = shutil.which("awk")
        if awk is None:
            raise NotReady("image.julia needs awk", hint="apt install mawk, brew install gawk")
        size, rows = (condition.width, condition.height), condition.height * len(run.items)
        for item in run.items:
            real, imaginary = item.rng.uniform(-0.8, 0.4), item.rng.uniform(0.1, 0.7)
            values = {
                "w": size[0], "h": size[1], "steps": condition.steps, "scale": min(size) / 3,
                "re": real, "im": imaginary,
            }  # fmt: skip
            given = [f"-v{name}={value}" for name, value in values.items()]
            pixels = bytearray()
            with subprocess.Popen([awk, *given, PROGRAM], stdout=subprocess.PIPE) as process:
                try:
                    for number, line in enumerate(process.stdout or ()):
                        pixels += bytes(255 * int(n) // condition.steps for n in line.split())
                        yield Progress(item.index * size[1] + number + 1, rows, "awk")
                finally:
                    process.kill()  # whoever closes the run doesn't wait for awk
            if len(pixels) != size[0] * size[1]:
                raise GenerationError(f"awk gave {len(pixels)} pixels, not {size[0] * size[1]}")
            yield Artifact.image(Image.frombytes("L", size, bytes(pixels)), item=item)

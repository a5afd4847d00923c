"""A small work and its parts, for the tests: walls of bricks."""

import os
import time

from muse import Artifact, Condition, Field, GenerationError, Generator, Order, Progress


class Brick(Generator):
    """A brick."""

    class Clay(Condition):
        prompt: str = Field("red", description="Which.")
        slow: float = Field(0.0, ge=0, description="Seconds.")

    condition = Clay
    formats = {".txt": "text/plain"}

    def generate(self, condition, run):
        print("a plugin may print")
        if condition.prompt == "fail":
            raise GenerationError("the oven is cold", hint="heat it")
        if condition.prompt == "die":
            os._exit(3)
        end = time.monotonic() + condition.slow
        while time.monotonic() < end:
            time.sleep(0.01)
            yield Progress(1, 2, "baking")
        for item in run.items:
            text = f"{condition.prompt} {item.rng.integers(1000)}"
            yield Artifact.text(text, item=item, suffix=".txt", measured={"process": os.getpid()})


class Wall(Generator):
    """Bricks beside each other."""

    class Plan(Condition):
        bricks: int = Field(6, ge=1, description="How many.")
        last: str = Field("red", description="The last one.")
        slow: float = Field(0.0, ge=0, description="Seconds a brick.")
        by: str | None = Field(None, description="Who makes them.")

    condition = Plan
    formats = {".txt": "text/plain"}

    def orders(self, condition, item, wanted=()):
        for n in range(1, condition.bricks + 1):
            prompt = condition.last if n == condition.bricks else "red"
            fields = {"slow": condition.slow, "prompt": prompt}
            yield Order("brick", f"brick-{n}", condition.by or "brick.clay", (), fields, item)

    def generate(self, condition, run):
        for item in run.items:
            made = yield from run.make_all(list(self.orders(condition, item)))
            words = "\n".join(each.data.decode() for each in made)
            processes = {each.report.measured["process"] for each in made}
            measured = {"processes": len(processes), "here": os.getpid() in processes}
            yield Artifact.text(words, item=item, suffix=".txt", measured=measured)

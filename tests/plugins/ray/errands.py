"""A generator for tests of Ray: it writes down who works, waits, and may end its process."""

from collections.abc import Iterator
from pathlib import Path

import click

from muse import (
    Artifact,
    Condition,
    Event,
    Field,
    GenerationError,
    Generator,
    InputFile,
    Progress,
    Run,
)


class ErrandCondition(Condition):
    """What is to happen while it works."""

    log: str = Field("", description="A file that gets a line when it begins.")
    wait: float = Field(0.0, description="Seconds that it takes.")
    steps: int = Field(0, description="Steps of 20 ms that it tells of before.")
    end: bool = Field(False, description="Whether its process ends.")
    fail: bool = Field(False, description="Whether it fails.")
    model: str = Field("", description="What it says to have loaded.")
    file: InputFile | None = Field(None, description="What its bytes end with, after its name.")


class Errand(Generator[ErrandCondition]):
    """Bytes of a seed, after a while."""

    condition = ErrandCondition
    formats = {".bin": "application/octet-stream"}

    def generate(self, condition: ErrandCondition, run: Run) -> Iterator[Event]:
        import os
        import time

        for item in run.items:
            if condition.log:
                with open(condition.log, "a") as log:
                    log.write(f"{item.seed} {os.getpid()}\n")
            for step in range(condition.steps):
                yield Progress(step, condition.steps, "waiting")
                time.sleep(0.02)
            time.sleep(condition.wait)
            if condition.end:
                os._exit(1)
            if condition.fail:
                raise GenerationError("it was to fail", hint="ask for less")
            data = item.seed.to_bytes(4, "big") * 8
            if condition.file is not None:
                data += condition.file.name.encode() + condition.file.data
            yield Artifact({".bin": data}, item)


@click.command()
@click.argument("folder")
@click.option("--fail", type=int, default=-1, help="The process that fails.")
def process(folder: str, fail: int) -> None:
    """Write down which process of several it is."""
    import os

    names = ("RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT")
    rank = os.environ["RANK"]
    Path(folder, rank).write_text(" ".join(os.environ[name] for name in names))
    click.echo(f"process {rank} speaks")
    if int(rank) == fail:
        click.echo("it can't", err=True)
        raise SystemExit(3)

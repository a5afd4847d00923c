"""What all trainers of pictures do around their own learner."""

from collections.abc import Generator as Steps
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from muse import Artifact, Generator, Item, Progress, Run
from muse_image.training.condition import TrainCondition
from muse_image.training.job import Job, Processes

if TYPE_CHECKING:
    from muse import Emit
    from muse_image.data import Pictures

SIZES = {"digits": 8, "emoji": 64}
"""The sides of pictures that are learnt where none is asked for, px; 64 for what isn't named."""


class PictureTrainer(Generator[TrainCondition]):
    """Makes the weights of an image generator from pictures: what its subclasses share."""

    formats = {".safetensors": "application/vnd.safetensors"}
    repeatable = "bytes"
    requires: ClassVar[tuple[str, ...]] = ("torch", "accelerate", "safetensors")
    install = 'pip install "muse-host[image,train]"'
    environment = ("accelerate", "diffusers", "numpy", "pillow", "torch")
    title = "weights"
    costly = ("batch", "size")

    def generate(self, condition: Any, run: Run) -> Iterator[Any]:
        """Yield progress, samples where they are asked for, and one file of weights per item."""
        from muse_image.data.collect import left_out
        from muse_image.training import loop, precision, rights

        pictures = yield from self.pictures(condition, run)
        if pictures.left_out:
            told = left_out(pictures.skipped, pictures.left_out)
            run.report.note(f"Left out of {pictures.source}: {told}.")
        report = {"pictures": len(pictures), "classes": len(pictures.classes)}
        report |= {f"skipped_{why.replace(' ', '_')}": n for why, n in pictures.skipped.items()}
        size = float(condition.batch * pictures.size**2)
        with run.lease(working=2**28 + int(size) * 4000, size=size) as lease, Processes() as place:
            condition = precision.settled(condition, lease.device, run)
            for item in run.items:

                def work(emit: "Emit", item: Item = item) -> tuple[Job, bytes, dict[str, Any]]:
                    job = Job(condition, pictures, run, item, place, lease.device, emit)
                    with loop.threads(condition.threads):
                        return job, *self.learnt(job)

                job, data, facts = yield from run.drive(work)
                measured = {**report, **facts, **rights.of(job)}
                yield Artifact({self.suffix_of(condition): data}, item, measured, self.title)
                # Only now is it written: until then hours of work lie in the checkpoint alone.
                job.done()

    def suffix_of(self, condition: Any) -> str:
        """Return the suffix of what is made."""
        return next(iter(self.formats))

    def colours(self, condition: Any) -> int:
        """Return the channels of the pictures: 1 for grey ones, else 3."""
        from muse_image.data import mnist

        data = condition.data
        drawn = data == "digits" or data.partition(":")[0] in ("emoji", "hub")
        grey = data == "digits" or (not drawn and mnist.found(Path(data).expanduser()))
        return 1 if condition.grey or grey else 3

    def pictures(self, condition: Any, run: Run) -> Steps[Any, None, "Pictures"]:
        """Read what there is to learn from."""
        from muse_image.data import read

        size = condition.size or SIZES.get(condition.data.partition(":")[0], 64)
        fit: Literal["pad", "crop"] = "pad" if condition.data.startswith("emoji") else "crop"
        reading = read(
            condition.data, size=size, channels=self.colours(condition), fit=fit, check=run.check
        )
        while True:
            try:
                event = next(reading)
            except StopIteration as done:
                found: Pictures = done.value
                return found.split(condition.held_out)[0] if condition.held_out else found
            yield Progress(0.05 * event.done / max(1, event.total), 1, event.note)

    def learnt(self, job: Job) -> tuple[bytes, dict[str, Any]]:
        """Return the file of weights and what is measured of it; in the worker thread."""
        raise NotImplementedError

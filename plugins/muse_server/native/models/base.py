"""What every model stands on, and how an error is told."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(max_length=80)]
"""The id of an artifact, or what somebody takes for one."""

Sheet = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
"""The label of a piece of work: all that was made for it has it."""


class Asked(BaseModel):
    """A body that somebody sent: what it doesn't know it refuses."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """What is wrong."""

    code: str
    message: str
    hint: str | None = None


class Problem(BaseModel):
    """An error."""

    error: Told

"""How a run can be made again that left nothing: its condition, and the command for it."""

import errno
import json
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from muse.contract.condition import Condition
from muse.errors import GenerationError, described
from muse.library.records import RunRecord
from muse.plugins.loading import TRAINER


def condition(resolved: Condition) -> dict[str, Any]:
    """Return what the library keeps of a resolved condition: what isn't a default, and the seed."""
    return {**resolved.model_dump(mode="json", exclude_defaults=True), "seed": resolved.seed}


def command(name: str, asked: Mapping[str, Any], seed: int) -> str:
    """Return the command that runs a generator as it was asked to, with the seed that was drawn."""
    verb = "train" if name.endswith(TRAINER) else "run"
    words = ["muse", verb, name.removesuffix(TRAINER)]
    for field, value in {**asked, "seed": seed}.items():
        option = f"--{field.replace('_', '-')}"
        for each in value if isinstance(value, list) else [value]:
            words += _words(option, each)
    return " ".join(shlex.quote(word) for word in words)


def hint(problem: BaseException, costly: Sequence[str]) -> str:
    """Return what to try after a generator's failure; `costly` are fields that take memory."""
    if isinstance(problem, MemoryError):
        lower = f"lower {', '.join(costly)}, or " if costly else ""
        return f"{lower}close other programs"
    if isinstance(problem, OSError) and problem.errno == errno.EMFILE:
        return "raise the limit of open files (ulimit -n)"
    if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return "free some space"
    return "--debug shows where"


def failed(
    problem: BaseException, name: str, distribution: str, version: str, costly: Sequence[str]
) -> GenerationError:
    """Return the error for what a generator raised that is none of Muse's own."""
    by = f" ({distribution} {version})" if distribution else ""
    return GenerationError(f"{name}{by} failed: {described(problem)}", hint=hint(problem, costly))


def of(run: RunRecord) -> str:
    """Return the command for a run of the library."""
    seed = run.condition.get("seed", run.asked.get("seed"))
    if not isinstance(seed, int):  # of a Muse that didn't keep it
        seed = next((artifact.seed for artifact in run.artifacts), 0)
    return command(run.generator, run.asked, seed)


def _words(option: str, value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return [option if value else option.replace("--", "--no-", 1)]
    if isinstance(value, Mapping) and "sha256" in value:  # a file that was handed in
        return [option, str(value.get("name", "FILE"))]
    if isinstance(value, str | int | float):
        return [option, str(value)]
    return [option, json.dumps(value, ensure_ascii=False)]

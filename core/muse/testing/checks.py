"""The checks of the conformance kit, as data: a name, what is promised, how to keep it."""

from dataclasses import dataclass

from muse.testing import declared, events, made, resources, tried
from muse.testing.subject import Look


@dataclass(frozen=True, slots=True)
class Check:
    """One promise of a generator: `look(subject)` tells what it saw, or raises Fault or Skip."""

    name: str
    promise: str
    fix: str
    look: Look


_LIST = (
    Check(
        "light",
        "its module imports nothing heavy, and quickly",
        "import what is heavy inside generate()",
        declared.light,
    ),
    Check(
        "class",
        "the class and its fields are well-formed and described",
        "see docs/contract.md, Generator and Condition",
        declared.well_formed,
    ),
    Check(
        "contract",
        "the distribution says which contract it was made for, and it is this one",
        "see docs/contract.md",
        declared.contract,
    ),
    Check(
        "surfaces",
        "a condition is the same by command line, JSON and Python",
        "let validators accept what they return",
        declared.surfaces,
    ),
    Check(
        "bounds",
        "values outside a range are refused by the name of their field",
        "give Field(ge=..., le=...)",
        declared.bounds,
    ),
    Check(
        "choices",
        "what fields take that depend on a model or an engine is listed, and all there is",
        "return field -> texts from choices()",
        declared.offered,
    ),
    Check(
        "words",
        "any prompt can be read, and gives fields that there are",
        "return a Reading of the generator's own fields",
        declared.words,
    ),
    Check(
        "media",
        "the bytes are what their media type says",
        "correct formats, or what is written",
        made.media,
    ),
    Check(
        "repeats",
        "the same seed gives the same, as repeatable declares",
        "draw from item.rng, item.random or item.torch alone, or declare another repeatable",
        made.repeats,
    ),
    Check("seeds", "another seed gives another artifact", "draw from the item", made.seeds),
    Check(
        "items",
        "item k of a batch is what its own seed gives alone",
        "draw from the item, and keep nothing between items",
        made.items,
    ),
    Check(
        "recipe",
        "the recipe makes the artifact again, and holds no path",
        "keep all that decides in the condition",
        made.made_again,
    ),
    Check(
        "condition",
        "the condition that it is handed stays as it is",
        "work on condition.model_copy(update=...), and say run.resolve(field=value)",
        made.untouched,
    ),
    Check("claims", "the report is true of the artifact", "measure on the bytes", made.claims),
    Check(
        "progress",
        "progress only grows, and never passes its total",
        "yield Progress(done, total) over all items",
        events.progress,
    ),
    Check(
        "cancelling",
        "it can be stopped at every event, and leaves nothing",
        "let Cancelled and GeneratorExit pass, and release in finally",
        events.cancelling,
    ),
    Check(
        "fields",
        "every field changes something, or is declared or reported not to",
        "use it, run.report.ignore it, or declare it inert",
        tried.fields,
    ),
    Check(
        "edges",
        "the ends of every range work, or are refused in one line",
        "narrow the range, or raise muse.RequestError",
        tried.edges,
    ),
    Check(
        "random",
        "any valid condition works, or is refused in one line",
        "raise muse.RequestError that names field and value",
        tried.random_conditions,
    ),
    Check(
        "memory",
        "memory comes back after unloading",
        "keep nothing of a lease",
        resources.memory,
    ),
    Check(
        "network",
        "it runs without a network, unless needs_network says so",
        "declare needs_network = True",
        resources.network,
    ),
)

CHECKS = {check.name: check for check in _LIST}
"""Every check by its name, in the order in which they run."""

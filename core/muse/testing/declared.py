"""Checks of what a generator declares; they run it not at all or only a little."""

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from os import environ, pathsep
from typing import Any

import click

from muse.contract.condition import Condition, build
from muse.contract.fields import is_list
from muse.contract.generator import Generator, malformed
from muse.contract.version import CONTRACT, refusal, remark
from muse.entry_points import ISOLATED, OWN
from muse.errors import InvalidField, MuseError
from muse.options import field_options, values
from muse.testing import chance
from muse.testing.subject import Fault, Skip, Subject

HEAVY = frozenset(
    "torch numpy scipy pandas PIL cv2 transformers diffusers accelerate tensorflow jax sklearn "
    "matplotlib librosa soundfile music21 mido pretty_midi verovio requests httpx openai".split()
)
"""What a module that `--help` imports doesn't."""

QUICK = 0.2
"""Seconds of processor time that choices may take which `--help` asks for."""

_NOBODY = "nobody-has-this"

SLOW = 0.5
"""Seconds of processor time that an import may take beside what Muse imports anyway."""

_IMPORT = """
import json, sys, time
import muse.contract.generator, muse.contract.hooks, muse.contract.inputs, muse.contract.run
import muse.prompts.lexicon, muse.options
from pydantic import BaseModel, field_validator, model_validator
before, start = set(sys.modules), time.process_time()
__import__(sys.argv[1])
spent = time.process_time() - start
found = sorted({name.partition(".")[0] for name in set(sys.modules) - before})
print("\\n" + json.dumps([spent, found]))
"""


def light(subject: Subject) -> str:
    """Import the generator's module in a process of its own, as `--help` does."""
    entry = subject.entry
    if entry is not None and entry.value.startswith(ISOLATED):
        return "nothing of it is imported: it is in an environment of its own"
    module = entry.value.partition(":")[0] if entry else subject.cls.__module__
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT, module],
        env={**environ, "PYTHONPATH": pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Fault(f"{module} can't be imported alone: {done.stderr.strip()[-200:]}")
    spent, found = json.loads(done.stdout.strip().splitlines()[-1])
    heavy = sorted(HEAVY.intersection(found))
    if heavy:
        raise Fault(
            f"importing {module} imports {', '.join(heavy)}",
            f"import {heavy[0]} inside generate(), where it is used",
        )
    if spent > SLOW:
        raise Fault(f"importing {module} takes {spent:.1f} s", "do that work in generate()")
    return f"{module} in {spent * 1000:.0f} ms, nothing heavy"


def well_formed(subject: Subject) -> str:
    """Look at the class: names, descriptions, examples, media types, what it says for this kit."""
    cls, fields = subject.cls, subject.cls.condition.model_fields
    wrong = [w for w in (malformed(cls), subject.odd) if w]
    if not re.fullmatch(r"[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*(:train)?", subject.name):
        wrong.append(f"{subject.name!r} isn't medium.name in lower case")
    for name in chance.own(cls.condition):
        if not fields[name].description:
            wrong.append(f"{name} has no description")
        if chance.kind(fields[name]) == "file":
            continue
        for example in fields[name].examples or ():
            try:
                build(cls.condition, {name: example})
            except InvalidField as error:
                if error.message.startswith(f"{name}:"):
                    wrong.append(f"the example {example!r} is refused ({error.message})")
    wrong += [f"{name!r} is costly, and no field" for name in cls.costly if name not in fields]
    wrong += [
        f"{kind!r} is no media type"
        for kind in cls.formats.values()
        if not re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", kind)
    ]
    wrong += [f"{s} is optional and not in formats" for s in cls.optional_formats - {*cls.formats}]
    for what, names in (("inert", cls.inert), ("small()", subject.small)):
        wrong += [f"{what} names {n!r}, which is no field" for n in names if n not in fields]
    wrong += [
        f"probes() name {name!r}, which is no field"
        for probed, company in subject.probes.items()
        for name in (probed, *company)
        if name not in fields and name != "formats"
    ]
    if wrong:
        raise Fault("; ".join(wrong))
    subject.build({"seed": 1, **subject.small})
    return f"{len(fields)} fields, {len(cls.formats) or 'any'} formats"


def offered(subject: Subject) -> str:
    """Ask what fields take that depend on a model or an engine, and try one that there isn't."""
    cls = subject.cls
    if cls.choices is Generator.choices:
        raise Skip("no field depends on a model or an engine")
    condition = subject.build(subject.small)
    start = time.process_time()
    found = subject.generator.choices(condition)
    spent = time.process_time() - start
    if not isinstance(found, Mapping):
        raise Fault(f"choices() gives {type(found).__name__}, not field -> values")
    for field, known in found.items():
        if field not in cls.condition.model_fields:
            raise Fault(f"choices() names {field!r}, which is no field")
        if isinstance(known, str) or not all(isinstance(each, str) for each in known):
            raise Fault(f"choices() of {field} aren't texts")
    told = ", ".join(f"{len(known)} for {field}" for field, known in found.items()) or "none"
    if not cls.quick_choices:
        return told
    if spent > QUICK:
        raise Fault(f"choices() takes {spent:.1f} s", "be quick, or don't declare quick_choices")
    for field, known in found.items():
        try:
            subject.stream(
                {**subject.small, field: [_NOBODY] if _many(subject, field) else _NOBODY}
            )
        except MuseError as error:
            if field in str(error):
                continue
        raise Fault(f"{field} = {_NOBODY!r} isn't refused, though {len(known)} are all there are")
    return f"{told}; another is refused"


def _many(subject: Subject, field: str) -> bool:
    return is_list(subject.cls.condition.model_fields[field])


def contract(subject: Subject) -> str:
    """Look at the contract that the distribution was made for."""
    entry = subject.entry
    if entry is None or entry.distribution == OWN:
        raise Skip("it is Muse's own" if entry else "it is offered at run time")
    made_for = subject.host.plugins.index.contracts.get(entry.distribution)
    if made_for is None:
        raise Fault(
            f"{entry.distribution} doesn't say which contract it was made for",
            '[project.entry-points."muse.contract"] in pyproject.toml, with '
            f'"{CONTRACT}" = "{entry.value.partition(":")[0]}"',
        )
    told = refusal(made_for) or remark(made_for)
    if told:
        raise Fault(told)
    return f"made for {made_for}, Muse keeps {CONTRACT}"


def surfaces(subject: Subject) -> str:
    """Send conditions through JSON and the command line: what arrives is what was sent."""
    cls, dice = subject.cls.condition, random.Random(1)
    schema = cls.model_json_schema()
    json.dumps(schema)
    missing = set(cls.model_fields) - set(schema["properties"])
    if missing:
        raise Fault(f"{sorted(missing)[0]} isn't in the JSON Schema")
    command = click.Command("check", params=list(field_options(cls)))
    shown = command.get_help(click.Context(command))
    for name in cls.model_fields:
        if f"--{name.replace('_', '-')}" not in shown:
            raise Fault(f"{name} isn't in --help")
    sent = 0
    for _ in subject.trial(100):
        sent += 1
        fields = chance.drawn(cls, dice, _without_files(subject))
        wanted = subject.build(fields).model_dump(mode="json")
        for surface, arrived in (
            ("JSON", build(cls, json.loads(json.dumps(wanted | _paths(fields))))),
            ("the command line", build(cls, _typed(cls, command, fields))),
        ):
            got = arrived.model_dump(mode="json")
            changed = [name for name in wanted if wanted[name] != got[name]]
            if changed:
                name = changed[0]
                raise Fault(
                    f"{name} = {wanted[name]!r:.60} comes back from {surface} as {got[name]!r:.60}",
                    "a validator must give the same for what it gave before",
                )
    return f"{sent} conditions by JSON, command line and Python"


def _paths(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return models as they were given: what a recipe keeps of a path is no path any more."""
    return {name: value for name, value in fields.items() if type(value) is str}


def _without_files(subject: Subject) -> dict[str, Any]:
    fields = subject.cls.condition.model_fields
    return {n: v for n, v in subject.small.items() if chance.kind(fields[n]) != "file"}


def _typed(cls: type[Condition], command: click.Command, fields: Mapping[str, Any]) -> Any:
    """Return the fields that come of typing them."""
    typed = []
    for name, value in fields.items():
        flag = f"--{name.replace('_', '-')}"
        for each in value if is_list(cls.model_fields[name]) else [value]:
            if isinstance(each, bool):
                typed.append(flag if each else f"--no-{flag[2:]}")
            elif each is not None:
                told = json.dumps(each) if isinstance(each, dict) else each
                typed.append(f"{flag}={told}")
    ctx = command.make_context("check", typed)
    return values(cls, ctx.params, ctx)


def words(subject: Subject) -> str:
    """Read prompts that people write and that nobody expects; fields that are set stay."""
    cls = subject.cls
    if "prompt" not in cls.condition.model_fields:
        raise Skip("it has no prompt")
    fields = cls.condition.model_fields
    examples = [str(example) for example in fields["prompt"].examples or ()]
    for prompt in (*examples, *chance.TEXTS):
        try:
            reading = subject.generator.read(prompt)
        except MuseError:
            raise
        except Exception as error:
            raise Fault(f"read({prompt!r:.40}) fails: {type(error).__name__}: {error}") from error
        for name, found in reading.fields.items():
            if name not in fields:
                raise Fault(f"read({prompt!r:.40}) gives {name!r}, which is no field")
            try:
                build(cls.condition, {name: found.value})
            except InvalidField as error:
                if error.message.startswith(f"{name}:"):
                    raise Fault(f"read({prompt!r:.40}): {error.message}") from None
    return f"{len(examples) + len(chance.TEXTS)} prompts"


def bounds(subject: Subject) -> str:
    """Ask for values outside each declared range: each is refused by its name."""
    cls, asked = subject.cls.condition, 0
    for name, info in cls.model_fields.items():
        for value in chance.beyond(info):
            asked += 1
            try:
                build(cls, {**subject.small, name: value})
            except InvalidField as error:
                if name in error.message:
                    continue
                raise Fault(f"{name} = {value} is refused without naming it: {error}") from None
            raise Fault(f"{name} = {value} is accepted, though the range of {name} ends before it")
    return f"{asked} values beyond a range"

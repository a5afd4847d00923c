"""Which medium a model is for: by the hub's task, or by the class that its configuration names.

Which tasks and classes belong to a medium is data of plugins, a table in their `models.toml`:

    [medium.image]
    tasks = ["text-to-image"]             # of the hub
    families = "flux|^dit"                # in the name of a class, in lower case
    kinds = "pipeline|unet2d"             # the same of what many media share: looked for last
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from muse.weights.brought import all_brought
from muse.weights.selection import as_object

TABLE = "medium"
"""The table of a `models.toml` that holds no short names."""


def medium(task: str | None, index: Any = None, config: Any = None) -> str:
    """Return a model's medium by the hub's task, else by the class it names; `-` if unknown.

    `index` is its model_index.json, `config` its config.json, as text or as an object.
    """
    known = list(_known())
    for name, table in known:
        if task in table.get("tasks", ()):
            return name
    classes = [name.lower() for name in _classes(index, config) if isinstance(name, str)]
    for key in ("families", "kinds"):
        for each in classes:
            for name, table in known:
                if table.get(key) and re.search(table[key], each):
                    return name
    return "-"


def problem(name: str, table: Any) -> str | None:
    """Say what is wrong with a medium's table; None when it can be used."""
    if not isinstance(table, dict):
        return f"{TABLE}.{name} is no table"
    tasks = table.get("tasks", [])
    if not isinstance(tasks, list) or not all(isinstance(task, str) for task in tasks):
        return f"{TABLE}.{name}: tasks is a list of names"
    try:
        for key in ("families", "kinds"):
            re.compile(table.get(key, ""))
    except (re.error, TypeError) as error:
        return f"{TABLE}.{name}: families and kinds are regular expressions ({error})"
    return None


def _known() -> Iterator[tuple[str, dict[str, Any]]]:
    for brought in all_brought():
        tables = brought.tables.get(TABLE, {})
        for name, table in tables.items() if isinstance(tables, dict) else ():
            if problem(name, table) is None:
                yield name, table


def _classes(index: Any, config: Any) -> list[Any]:
    config = as_object(config)
    told = (as_object(index), config, as_object(config.get("diffusers")))  # the last: the hub's own
    architectures = config.get("architectures")
    named = [each.get("_class_name") for each in told]
    return named + (architectures if isinstance(architectures, list) else [])

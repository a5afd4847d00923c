"""Muse: a host for creative generators; condition -> artifact.

    import muse

    picture = muse.run("image", prompt="a lake and mountains", seed=7)
    picture.save("lake.png")

Everything a plugin or a program needs is in this module; it is imported when it is first used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import Field as Field

    from muse.artifact import Artifact as Artifact
    from muse.artifact import File as File
    from muse.artifact import Result as Result
    from muse.components import Component as Component
    from muse.components import DoesNotFit as DoesNotFit
    from muse.components import OutOfMemory as OutOfMemory
    from muse.components import Placement as Placement
    from muse.condition import Condition as Condition
    from muse.contract import CONTRACT as CONTRACT
    from muse.errors import Cancelled as Cancelled
    from muse.errors import GenerationError as GenerationError
    from muse.errors import InvalidField as InvalidField
    from muse.errors import LibraryError as LibraryError
    from muse.errors import MuseError as MuseError
    from muse.errors import NotReady as NotReady
    from muse.errors import OutputError as OutputError
    from muse.errors import PluginError as PluginError
    from muse.errors import RequestError as RequestError
    from muse.errors import UnknownField as UnknownField
    from muse.errors import UnknownGenerator as UnknownGenerator
    from muse.events import Event as Event
    from muse.events import Preview as Preview
    from muse.events import Progress as Progress
    from muse.events import Text as Text
    from muse.generator import Generator as Generator
    from muse.generator import Likeness as Likeness
    from muse.hooks import Format as Format
    from muse.hooks import hookimpl as hookimpl
    from muse.host import Host as Host
    from muse.index import allowed as allowed
    from muse.inputs import InputFile as InputFile
    from muse.inputs import ModelSource as ModelSource
    from muse.leases import Lease as Lease
    from muse.phrases import Lexicon as Lexicon
    from muse.phrases import Match as Match
    from muse.report import Found as Found
    from muse.report import Reading as Reading
    from muse.report import Report as Report
    from muse.runs import Emit as Emit
    from muse.runs import Item as Item
    from muse.runs import Run as Run
    from muse.shortcuts import run as run
    from muse.shortcuts import stream as stream
    from muse.streams import Stream as Stream
    from muse.weights import Weights as Weights
    from muse.weights import local_path as local_path
    from muse.words import number as number

_WHERE = {
    "Field": "pydantic",
    **dict.fromkeys(("Artifact", "File", "Result"), "muse.artifact"),
    **dict.fromkeys(("Component", "DoesNotFit", "OutOfMemory", "Placement"), "muse.components"),
    "Condition": "muse.condition",
    "CONTRACT": "muse.contract",
    "allowed": "muse.index",
    **dict.fromkeys(("InputFile", "ModelSource"), "muse.inputs"),
    **dict.fromkeys(
        (
            *("Cancelled", "GenerationError", "InvalidField", "LibraryError", "MuseError"),
            *("NotReady", "OutputError", "PluginError", "RequestError", "UnknownField"),
            "UnknownGenerator",
        ),
        "muse.errors",
    ),
    **dict.fromkeys(("Event", "Preview", "Progress", "Text"), "muse.events"),
    **dict.fromkeys(("Generator", "Likeness"), "muse.generator"),
    **dict.fromkeys(("Format", "hookimpl"), "muse.hooks"),
    "Host": "muse.host",
    **dict.fromkeys(("Lexicon", "Match"), "muse.phrases"),
    **dict.fromkeys(("Found", "Reading", "Report"), "muse.report"),
    **dict.fromkeys(("Emit", "Item", "Run"), "muse.runs"),
    **dict.fromkeys(("run", "stream"), "muse.shortcuts"),
    "Lease": "muse.leases",
    "Stream": "muse.streams",
    **dict.fromkeys(("Weights", "local_path"), "muse.weights"),
    "number": "muse.words",
}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'muse' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__

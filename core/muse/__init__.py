"""Muse: a host for creative generators; condition -> artifact.

    import muse

    picture = muse.run("image", prompt="a lake and mountains", seed=7)
    picture.save("lake.png")

Everything a plugin or a program needs is in this module; it is imported when it is first used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import Field as Field

    from muse.batches.calling import batch as batch
    from muse.contract.artifact import Artifact as Artifact
    from muse.contract.artifact import Result as Result
    from muse.contract.condition import Condition as Condition
    from muse.contract.emit import Emit as Emit
    from muse.contract.events import Draft as Draft
    from muse.contract.events import Event as Event
    from muse.contract.events import Preview as Preview
    from muse.contract.events import Progress as Progress
    from muse.contract.events import Text as Text
    from muse.contract.file import File as File
    from muse.contract.fingerprint import fingerprint as fingerprint
    from muse.contract.generator import Generator as Generator
    from muse.contract.generator import Likeness as Likeness
    from muse.contract.hooks import Format as Format
    from muse.contract.hooks import Signed as Signed
    from muse.contract.hooks import hookimpl as hookimpl
    from muse.contract.inputs import InputFile as InputFile
    from muse.contract.inputs import ModelSource as ModelSource
    from muse.contract.item import Item as Item
    from muse.contract.large import InputPath as InputPath
    from muse.contract.order import Order as Order
    from muse.contract.report import Found as Found
    from muse.contract.report import Reading as Reading
    from muse.contract.report import Report as Report
    from muse.contract.rights import Rights as Rights
    from muse.contract.run import Run as Run
    from muse.contract.version import CONTRACT as CONTRACT
    from muse.device.component import Component as Component
    from muse.device.component import DoesNotFit as DoesNotFit
    from muse.device.component import OutOfMemory as OutOfMemory
    from muse.device.component import Placement as Placement
    from muse.device.lease import Lease as Lease
    from muse.entry_points import allowed as allowed
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
    from muse.libraries import quiet as quiet
    from muse.prompts.lexicon import Lexicon as Lexicon
    from muse.prompts.lexicon import Match as Match
    from muse.prompts.tokens import number as number
    from muse.running.default_host import run as run
    from muse.running.default_host import stream as stream
    from muse.running.host import Host as Host
    from muse.running.stream import Stream as Stream
    from muse.weights.find import Weights as Weights
    from muse.weights.find import local_path as local_path

_WHERE = {
    "Field": "pydantic",
    "batch": "muse.batches.calling",
    **dict.fromkeys(("Artifact", "Result"), "muse.contract.artifact"),
    "File": "muse.contract.file",
    **dict.fromkeys(
        ("Component", "DoesNotFit", "OutOfMemory", "Placement"), "muse.device.component"
    ),
    "Condition": "muse.contract.condition",
    "CONTRACT": "muse.contract.version",
    "allowed": "muse.entry_points",
    **dict.fromkeys(("InputFile", "ModelSource"), "muse.contract.inputs"),
    "InputPath": "muse.contract.large",
    **dict.fromkeys(
        (
            *("Cancelled", "GenerationError", "InvalidField", "LibraryError", "MuseError"),
            *("NotReady", "OutputError", "PluginError", "RequestError", "UnknownField"),
            "UnknownGenerator",
        ),
        "muse.errors",
    ),
    **dict.fromkeys(("Draft", "Event", "Preview", "Progress", "Text"), "muse.contract.events"),
    **dict.fromkeys(("Generator", "Likeness"), "muse.contract.generator"),
    **dict.fromkeys(("Format", "Signed", "hookimpl"), "muse.contract.hooks"),
    "Host": "muse.running.host",
    "fingerprint": "muse.contract.fingerprint",
    "quiet": "muse.libraries",
    **dict.fromkeys(("Lexicon", "Match"), "muse.prompts.lexicon"),
    **dict.fromkeys(("Found", "Reading", "Report"), "muse.contract.report"),
    "Item": "muse.contract.item",
    "Order": "muse.contract.order",
    "Emit": "muse.contract.emit",
    "Rights": "muse.contract.rights",
    "Run": "muse.contract.run",
    **dict.fromkeys(("run", "stream"), "muse.running.default_host"),
    "Lease": "muse.device.lease",
    "Stream": "muse.running.stream",
    **dict.fromkeys(("Weights", "local_path"), "muse.weights.find"),
    "number": "muse.prompts.tokens",
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

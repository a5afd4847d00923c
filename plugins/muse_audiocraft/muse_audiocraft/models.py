"""The models of a run: found on this machine, leased together, and sorted out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muse import Component, NotReady, RequestError, Run, Weights

from . import beside, packages, parts
from .conditioning import STYLE, TUNE, t5_name
from .kinds import of
from .library import audiocraft

if TYPE_CHECKING:
    from muse import Lease

    from .composing import Parts

MELODIC, STYLED = "facebook/musicgen-melody", "facebook/musicgen-style"
"""The models for melodies and styles, where none is chosen."""

MERT = "m-a-p/MERT-v1-95M"

T5S = {
    **{f"t5-{size}": f"google-t5/t5-{size}" for size in ("small", "base", "large", "3b", "11b")},
}
"""What the hub calls the T5s that audiocraft names."""


class Models:
    """What a run leases, in the order of `components`; RequestError and NotReady as it is made."""

    def __init__(self, condition: Any, run: Run) -> None:
        audiocraft()
        self.run = run
        source = self._source(condition)
        weights = run.weights(source, state_dicts=True)
        if not weights.path.is_dir():
            raise RequestError(
                f"model: {weights.name} is a file; expected a folder", hint="give its folder"
            )
        folder = weights.path
        self.config = parts.config(folder)
        self.kind = of(self.config)
        self.named: dict[str, Component] = {"model": parts.model(folder, weights.revision)}
        self.named["codec"] = self._codec(weights)
        name = t5_name(self.config)
        if name is not None:
            self.named["t5"] = self._t5(weights, name)
        if condition_sound(condition, "melody") and getattr(condition, "separator", None):
            self.named["separator"] = self._whole(str(condition.separator), beside.load_separator)
        if self.kind.hears == STYLE:
            self.named["hears"] = self._style(weights)

    @property
    def components(self) -> list[Component]:
        """All of them."""
        return list(self.named.values())

    def parts(self, lease: Lease) -> Parts:
        """Return what a lease holds, by what it is for."""
        from .composing import Parts

        held = dict(zip(self.named, lease))
        return Parts(device=str(lease.device), **held)

    def _source(self, condition: Any) -> str:
        """Return the model; one that hears what was handed in where nobody chose a model."""
        if "model" in condition.model_fields_set:
            return str(condition.model)
        for field, named, what in (
            ("melody", MELODIC, "it doesn't support melodies"),
            ("like", STYLED, "it doesn't hear styles"),
        ):
            if condition_sound(condition, field):
                self.run.report.adjust("model", condition.model, named, what)
                self.run.resolve(model=named)
                return named
        return str(condition.model)

    def _codec(self, weights: Weights) -> Component:
        """Return the codec: what lies beside the model, or another model that it names."""
        if packages.transformers_kind(weights.path) is None:
            named = packages.read(weights.path, packages.CODEC).pretrained
            if named.startswith("dac"):
                raise RequestError(
                    f"model: the codec of {weights.name} is {named}, which isn't known here",
                    hint="take a model with an EnCodec",
                )
            if named:
                return self._beside(weights, named, named, beside.load_encodec)
        return parts.codec(weights.path, weights.revision)

    def _t5(self, weights: Weights, name: str) -> Component:
        """Return the T5: in the model's own file or folder, or as the hub has it."""
        if packages.transformers_kind(weights.path) is not None:
            return parts.text_encoder(weights.path, weights.revision)
        return self._beside(weights, name, T5S.get(name, name), beside.load_t5)

    def _style(self, weights: Weights) -> Component:
        """Return what hears a style: a MERT, or the codec of the hub that the model names."""
        told = self.config.conditioners[TUNE][STYLE]
        if told.model_name == "mert":
            return self._beside(weights, MERT.rpartition("/")[2], MERT, beside.load_mert)
        named = str(told.encodec_checkpoint).replace("//pretrained/", "")
        return self._beside(weights, named, named, beside.load_encodec)

    def _beside(self, weights: Weights, folder: str, repo: str, load: Any) -> Component:
        """Return a model that lies in the model's own folder, or that of the hub."""
        inside = weights.path / folder
        if not folder.startswith((".", "/")) and ".." not in folder and inside.is_dir():
            return self._whole(str(inside), load)
        try:
            return self._whole(repo, load)
        except NotReady as error:
            raise NotReady(f"{weights.name} needs {error.message}", hint=error.hint) from None

    def _whole(self, source: str, load: Any) -> Component:
        return beside.component(
            self.run.weights(source, state_dicts=load is beside.load_mert), load
        )


def condition_sound(condition: Any, field: str) -> bool:
    """Whether a sound was handed in for a field."""
    return getattr(condition, field, None) is not None

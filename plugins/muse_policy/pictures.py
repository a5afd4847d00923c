"""Pictures looked at by a model of transformers: an image classifier, or a safety checker.

`[plugins.policy] image_model = "owner/name"` names it: a model for image classification (any whose
`config.json` says `...ForImageClassification`), or Stable Diffusion's safety checker. Safetensors
alone are read, and no code of the model's own. It is leased like a generator's weights.
"""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from muse import Component, NotReady, Placement, PluginError, RequestError, Run, Weights, quiet
from muse_policy import settings
from muse_policy.classifiers import IMAGE_MODEL
from muse_policy.rules import Rule
from muse_policy.words import Phrases

LABELS = {"nsfw": 0.5, "unsafe": 0.5, "porn": 0.5, "hentai": 0.5}
"""Labels, and the scores from which on a picture is refused, where the settings name none."""
CHECKER = "StableDiffusionSafetyChecker"

_LARGEST = 1024  # px that a model may want
_MEAN, _STD = (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)


class Busy(Exception):
    """The generator holds a lease; the model can be had once it is through."""


class Model:
    """The model that looks at pictures for one run."""

    def __init__(self, run: Run, weights: Weights, wanted: Mapping[str, float] | None) -> None:
        self._run = run
        self._weights = weights
        self._config = _read(weights, "config.json")
        self._wanted = wanted
        self._checks = CHECKER in self._architectures
        if not self._checks and not self._architectures.endswith("ForImageClassification"):
            raise RequestError(
                f"image_model: {weights.name} is no image classifier"
                f" ({self._architectures or 'no architectures in config.json'})",
                hint="give a model for image classification, or a safety checker",
            )

    @classmethod
    def of(cls, run: Run) -> "Model | None":
        """Return the model that the settings name; None for none. NotReady where it isn't here."""
        own = run.settings.get(settings.NAME, {})
        named = own.get("image_model")
        if not named:
            return None
        from importlib.util import find_spec

        if find_spec("torch") is None or find_spec("transformers") is None:
            raise NotReady(
                "the policy looks at pictures by a model, and torch or transformers is missing",
                hint='pip install "muse-host[image]"',
            )
        before = dict(run.pins)
        weights = run.weights(str(named))
        run.pins = before  # it decides whether a picture is made, and not what is in it
        wanted = own.get("image_labels")
        if wanted is not None and not _are_labels(wanted):
            raise RequestError(
                f"image_labels: invalid value {wanted!r}", hint="expected { label = score }"
            )
        return cls(run, weights, wanted)

    @property
    def _architectures(self) -> str:
        return " ".join(str(each) for each in self._config.get("architectures") or ())

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it gives."""
        if self._checks:
            return ("nsfw",)
        found = self._config.get("id2label") or {}
        return tuple(str(label) for _, label in sorted(found.items(), key=lambda p: int(p[0])))

    def knows(self, rule: Rule) -> None:
        """Refuse a rule that goes by labels which the model doesn't give: it would never hold."""
        known = {label.lower() for label in self.labels}
        if not known & {label.lower() for label in rule.labels}:
            raise RequestError(
                f"image_model: {self._weights.name} gives none of the labels"
                f" {', '.join(rule.labels)}",
                hint=f"image_labels = {{ label = score }}; its labels are"
                f" {', '.join(self.labels) or 'none'}",
            )

    def rule(self) -> Rule:
        """Return the rule that holds where the policy has none of its own for the model."""
        made = Rule(
            name="image-model",
            about="unsafe content",
            do="refuse",
            words=Phrases(()),
            classifier=IMAGE_MODEL,
            labels=self._wanted or LABELS,
            of="picture",
        )
        self.knows(made)
        return made

    def __call__(self, picture: Any) -> dict[str, float]:
        """Return label -> score of a Pillow picture; Busy while the generator holds a lease."""
        import torch

        component = Component(
            str(self._weights.path),
            load_checker if self._checks else load,
            size=sum(f.size for f in self._weights.files if f.path.endswith(".safetensors")),
            revision=self._weights.revision,
            dtypes=("float32",),
        )
        with ExitStack() as stack:
            try:
                lease = stack.enter_context(
                    self._run.lease(component, working=2**26, strategies=("full", "cpu"))
                )
            except PluginError as error:
                raise Busy from error
            (model,) = lease
            values = torch.from_numpy(self._values(picture)).to(lease.device)
            with torch.inference_mode():
                if self._checks:
                    import numpy as np

                    flagged = model(clip_input=values, images=[np.zeros((1, 1, 3))])[1]
                    return {"nsfw": float(bool(flagged[0]))}
                scores = torch.softmax(model(pixel_values=values).logits[0].float(), -1).cpu()
        return dict(zip(self.labels, scores.tolist(), strict=True))

    def _values(self, picture: Any) -> Any:
        """Return a picture as the model takes it: (1, 3, height, width), normalised."""
        import numpy as np
        from PIL import Image

        about = _read(self._weights, "preprocessor_config.json", needed=False)
        height, width = _size(about, self._config)
        plain = picture.convert("RGB").resize((width, height), Image.Resampling.BICUBIC)
        values = np.asarray(plain, np.float32) * float(about.get("rescale_factor", 1 / 255))
        mean = np.asarray(about.get("image_mean", _MEAN), np.float32)
        std = np.asarray(about.get("image_std", _STD), np.float32)
        if mean.shape != (3,) or std.shape != (3,) or not (std > 0).all():
            raise RequestError(f"image_model: {self._weights.name} has an odd mean or deviation")
        return ((values - mean) / std).transpose(2, 0, 1)[None]


def _are_labels(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(isinstance(score, int | float) and 0 < score <= 1 for score in value.values())
    )


def _read(weights: Weights, name: str, *, needed: bool = True) -> dict[str, Any]:
    """Return a file of JSON of a model."""
    path = weights.path / name
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(2**20))
    except (OSError, ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    if needed:
        raise RequestError(
            f"image_model: {weights.name} has no {name} that can be read",
            hint="give a folder or repository in the form of transformers",
        )
    return {}


def _size(about: Mapping[str, Any], config: Mapping[str, Any]) -> tuple[int, int]:
    """Return height and width (px) that a model takes."""
    told = about.get("crop_size") or about.get("size") or config.get("image_size")
    if told is None:
        told = (config.get("vision_config") or {}).get("image_size", 224)
    if isinstance(told, Mapping):
        side = told.get("shortest_edge", 224)
        sides = (told.get("height", side), told.get("width", side))
    else:
        sides = (told, told)
    if not all(isinstance(each, int) and 0 < each <= _LARGEST for each in sides):
        raise RequestError(f"image_model: pictures of {told!r} px can't be made for it")
    return sides


def load(placement: Placement) -> Any:
    """Load an image classifier from its folder."""
    from transformers import AutoModelForImageClassification

    return _loaded(AutoModelForImageClassification, placement)


def load_checker(placement: Placement) -> Any:
    """Load Stable Diffusion's safety checker from its folder."""
    from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker

    return _loaded(StableDiffusionSafetyChecker, placement)


def _loaded(cls: Any, placement: Placement) -> Any:
    with quiet("transformers"):
        try:
            made = cls.from_pretrained(
                placement.component.source, use_safetensors=True, local_files_only=True
            )
        except (ValueError, KeyError, OSError, RuntimeError) as error:
            first = str(error).strip().split("\n", 1)[0][:160]
            raise RequestError(
                f"image_model: {placement.component.source} can't be loaded ({first})",
                hint="muse pull fetches it again",
            ) from error
    return made.eval().to(placement.device)

"""What A1111 tells of pictures: `info`, and the text with parameters that its pictures carry."""

import json
import time
from collections.abc import Mapping
from typing import Any

from muse.library.records import ArtifactRecord, RunRecord
from muse_server.a1111.models import Text2Image
from muse_server.a1111.reading import Read

_ECHOED = frozenset(
    "prompt negative_prompt width height steps cfg_scale seed batch_size n_iter sampler_name"
    " sampler_index scheduler denoising_strength styles restore_faces tiling enable_hr clip_skip"
    " send_images".split()
)
"""What of a request is sent back; clients put passwords into others."""


def parameters(asked: Text2Image) -> dict[str, Any]:
    """Return what was asked for, as A1111 repeats it."""
    return asked.model_dump(mode="json", include=set(_ECHOED))


def info(
    asked: Text2Image, read: Read, title: str, run: RunRecord, made: list[ArtifactRecord]
) -> str:
    """Return JSON with what became of a request."""
    used = made[0].recipe["condition"] if made else run.condition
    words = str(used.get("prompt", ""))
    without = str(used.get("negative_prompt") or "")
    seeds = [each.seed for each in made]
    measured = made[0].report.get("measured", {}) if made else {}
    ignored, notes = dict(read.ignored), []
    for each in made:
        ignored |= each.report.get("ignored", {})
        notes += [note for note in each.report.get("notes", []) if note not in notes]
    told = {
        "prompt": words,
        "all_prompts": [words] * len(made),
        "negative_prompt": without,
        "all_negative_prompts": [without] * len(made),
        "seed": seeds[0] if seeds else run.condition.get("seed", -1),
        "all_seeds": seeds,
        "subseed": -1,
        "all_subseeds": [-1] * len(made),
        "subseed_strength": 0,
        "width": measured.get("width", used.get("width")),
        "height": measured.get("height", used.get("height")),
        "sampler_name": str(used.get("scheduler") or asked.sampler),
        "cfg_scale": used.get("guidance", asked.cfg_scale),
        "steps": used.get("steps", asked.steps),
        "batch_size": asked.batch_size or 1,
        "restore_faces": False,
        "face_restoration_model": None,
        "sd_model_name": title,
        "sd_model_hash": "",
        "seed_resize_from_w": -1,
        "seed_resize_from_h": -1,
        "denoising_strength": used.get("strength"),
        "extra_generation_params": {},
        "index_of_first_image": 0,
        "infotexts": [text(each.recipe) for each in made],
        "styles": [],
        "job_timestamp": time.strftime("%Y%m%d%H%M%S", time.localtime(run.created)),
        "clip_skip": 1,
        "is_using_inpainting_conditioning": "mask" in read.fields,
        "version": f"Muse, {run.generator} {run.version}",
        "muse": {
            "job": run.id,
            "generator": run.generator,
            "artifacts": [each.id for each in made],
            "ignored": ignored,
            "notes": notes,
        },
    }
    return json.dumps(told)


_NAMES = {"steps": "Steps", "scheduler": "Sampler", "guidance": "CFG scale", "seed": "Seed"}


def shown(recipe: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a recipe by A1111's names."""
    used = recipe["condition"]
    found = {
        "Prompt": used.get("prompt") or "",
        "Negative prompt": used.get("negative_prompt") or "",
    }
    found |= {name: used[ours] for ours, name in _NAMES.items() if used.get(ours) is not None}
    if used.get("width") and used.get("height"):
        found |= {"Size-1": used["width"], "Size-2": used["height"]}
    if used.get("strength") is not None:
        found["Denoising strength"] = used["strength"]
    named = used.get("model")
    generator = str(recipe["generator"])
    found["Model"] = f"{generator}:{named}" if isinstance(named, str) else generator
    return found


def text(recipe: Mapping[str, Any]) -> str:
    """Return a recipe as the text that A1111 puts into pictures."""
    found = shown(recipe)
    lines = [str(found.pop("Prompt")).replace("\n", " ")]
    without = str(found.pop("Negative prompt")).replace("\n", " ")
    if without:
        lines.append(f"Negative prompt: {without}")
    if "Size-1" in found:
        found["Size"] = f"{found.pop('Size-1')}x{found.pop('Size-2')}"
    lines.append(", ".join(f"{name}: {value}" for name, value in found.items()))
    return "\n".join(lines)

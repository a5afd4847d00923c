"""What a pen drawing needs to know of a scene: borders, tone, and where mist lies."""

from dataclasses import dataclass

import numpy as np

from ..paint.canvas import Canvas
from ..paint.colour import luma
from ..paint.layer import Layer
from ..paint.raster import Field, soft
from ._pieces import cleared, grown
from ._shrink import AIRY

ROUNDED = {"cloud": 0.012, "foliage": 0.0035, "tree": 0.002, "land": 0.003, "reflection": 0.008}
"""How much a contour is calmed before it is traced, as a part of the unit."""


@dataclass(slots=True)
class Plan:
    """What is seen at each px: the form, its part; how dark it is drawn; where mist hides lines."""

    form: np.ndarray
    areas: np.ndarray
    tone: Field
    mist: Field


def planned(canvas: Canvas, small: list[Layer], height: int, width: int, unit: float) -> Plan:
    """Return the plan of layers (in blocks) on height x width blocks; `unit` in blocks."""
    form = np.zeros((height, width), np.int32)
    part = np.zeros((height, width), np.int32)
    tone, mist = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    for number, layer in enumerate(small):
        left, top, right, bottom = layer.box
        right, bottom = min(right, width), min(bottom, height)
        cut, box = (slice(0, bottom - top), slice(0, right - left)), (
            slice(top, bottom), slice(left, right),
        )  # fmt: skip
        alpha, material = layer.alpha[cut], layer.material
        if material in AIRY or material == "arc":
            if material == "mist":
                mist[box] = np.maximum(mist[box] * (1 - 0.3 * alpha), alpha)
                tone[box] *= 1 - alpha
            elif material == "glow":
                tone[box] *= 1 - np.clip(alpha * 1.6, 0, 1)
            elif material == "shadow":
                tone[box] = np.maximum(tone[box], 0.78 * (alpha > 0.25))
            elif material == "glitter":
                tone[box] *= 1 - (alpha > 0.2)
            if material != "arc":
                continue
        turn = unit * ROUNDED.get(material, 0.0)
        calm = soft(alpha, turn) if turn >= 1 and min(alpha.shape) > 6 * turn else alpha
        solid = calm > (0.5 if material not in ("reflection", "arc", "bird", "flower") else 0.3)
        form[box][solid] = number
        part[box][solid] = _parts(layer, cut)[solid]
        mist[box][solid] = 0
        tone[box][solid] = _tone(canvas, layer, cut)[solid]
    areas = form * 64 + part
    # A px that has no square of its kind is but the soft edge between two.
    same = (areas[1:, 1:] == areas[:-1, :-1]) & (areas[1:, :-1] == areas[:-1, 1:])
    same &= areas[1:, 1:] == areas[1:, :-1]
    core = np.zeros(areas.shape, bool)
    core[1:, 1:] |= same
    core[:-1, :-1] |= same
    core[1:, :-1] |= same
    core[:-1, 1:] |= same
    lone = ~core & (part > 0)
    areas = grown(np.where(lone, -1, areas))
    kept = cleared(areas, np.full(areas.shape, max(4.0, (unit * 0.0055) ** 2)))
    many = int(kept.max()) + 1
    first = np.zeros(many, np.int64)
    first[kept.ravel()[::-1]] = np.arange(kept.size)[::-1]
    return Plan(form.ravel()[_majority(kept, form, len(small))][kept], kept, tone, mist)


def _majority(areas: np.ndarray, form: np.ndarray, forms: int) -> np.ndarray:
    """Return, for each area, the place (flat) of a px of the form that fills most of it."""
    many = int(areas.max()) + 1
    key = areas.ravel().astype(np.int64) * forms + form.ravel()
    kinds, place, count = np.unique(key, return_index=True, return_counts=True)
    order = np.lexsort((-count, kinds // forms))
    area = kinds[order] // forms
    lead = np.concatenate([[True], area[1:] != area[:-1]])
    made = np.zeros(many, np.int64)
    made[area[lead]] = place[order][lead]
    return made


def _parts(layer: Layer, cut: tuple[slice, slice]) -> np.ndarray:
    """Return the part (1..62) of a form that each px is of, told by flat colour and light."""
    shape = layer.alpha[cut].shape
    if layer.material not in ("built", "bird", "flower", "arc", "boat") or layer.albedo.ndim < 3:
        return np.zeros(shape, np.int32)
    value = luma(layer.albedo)[cut]
    light = np.broadcast_to(np.asarray(layer.light, np.float32), layer.alpha.shape)[cut]
    hue = layer.albedo[..., 0][cut] - layer.albedo[..., 2][cut]
    key = np.round(value * 4) * 9 + np.round(light * 3) * 3 + (hue > 0.16)
    return 1 + np.clip(key, 0, 60).astype(np.int32)


def _tone(canvas: Canvas, layer: Layer, cut: tuple[slice, slice]) -> Field:
    """Return how dark a form is drawn, 0..1: shadow counts, and deep colours a little."""
    shape = layer.alpha[cut].shape
    material, night = layer.material, canvas.air.night
    if canvas.scene.abstract and material != "photo":
        value = np.broadcast_to(luma(np.asarray(layer.albedo, np.float32)), layer.alpha.shape)
        return np.clip(0.98 - value[cut], 0, 0.8)
    if material == "sky":
        rows = np.linspace(1, 0, len(layer.alpha), dtype=np.float32)[:, None]
        heavy = canvas.scene.weather in ("storm", "rain")
        dark = 0.5 + 0.32 * rows if night else (0.3 + 0.3 * rows if heavy else 0.0 * rows)
        return np.broadcast_to(dark, layer.alpha.shape)[cut]
    light = np.broadcast_to(np.asarray(layer.light, np.float32), layer.alpha.shape)[cut]
    if material == "cloud":
        heavy = canvas.scene.weather in ("storm", "rain")
        return np.clip((0.62 - light) * (2.2 if heavy else 1.1), 0, 0.7)
    if material in ("light", "mist", "spark", "foam"):
        return np.zeros(shape, np.float32)
    albedo = np.asarray(layer.albedo, np.float32)
    value = luma(albedo)
    value = np.broadcast_to(value, layer.alpha.shape)[cut]
    if material == "water":
        return np.full(shape, 0.35 if night else 0.0, np.float32)
    if material == "reflection":
        return np.clip(0.75 - value * 0.5 - 0.3 * layer.depth, 0, 0.66)
    if layer.glow >= 1:
        return np.clip(0.95 - value * 1.1, 0, 0.8)
    if material == "photo":
        return np.clip(1.05 - value, 0, 1)
    if material == "figure":
        # Hair and dark cloth are hatched; skin is left to its lines.
        return np.clip(
            (1.3 - 1.3 * value - 0.34 + 0.3 * (0.55 - light)) * (1 - 0.45 * layer.depth), 0, 1
        )
    dark = 0.72 * (1 - light) + 0.42 * (1 - value)
    dark = dark * (1 - 0.45 * layer.depth)
    weight = {"land": 0.82, "foliage": 0.86, "tree": 1.06, "rock": 1.05, "photo": 1.1}
    return np.clip(dark * weight.get(material, 1.0), 0, 1)

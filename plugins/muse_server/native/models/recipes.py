"""Recipes: of artifacts, of files that somebody brings, and how near a second making comes."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field


class Recipe(BaseModel):
    """How something was made; as such a request for a run."""

    generator: str
    version: str
    asked: dict[str, Any] = Field(description="The fields that somebody set.")
    condition: dict[str, Any] = Field(description="All fields as they were resolved.")
    seed: int | None
    artifact: str | None = Field(description="Its artifact, where the library has it.")


class Brought(Recipe):
    """The recipe that a file brought."""

    name: str = Field(description="What the file is called.")


class Recipes(BaseModel):
    """The recipes of a form's files."""

    recipes: list[Brought]


class Likeness(BaseModel):
    """How near two makings are, by a measure of the generator's."""

    measure: str
    value: float
    unit: str
    near: bool


class Reproduced(BaseModel):
    """What came of making an artifact again."""

    verdict: str = Field(description="identical, equal (to a measure) or different.")
    likeness: Likeness | None
    differences: dict[str, list[str]] = Field(
        description="What differs in the environment: name -> [then, now]."
    )
    changed: bool = Field(description="Whether the file was changed since it was made.")


def parts(recipe: Mapping[str, Any], artifact: str | None) -> dict[str, Any]:
    """Return what the API tells of a recipe."""
    seed = recipe["condition"].get("seed")
    return {
        "generator": recipe["generator"],
        "version": str(recipe.get("version", "")),
        "asked": recipe.get("asked", {}),
        "condition": recipe["condition"],
        "seed": seed if isinstance(seed, int) else None,
        "artifact": artifact,
    }

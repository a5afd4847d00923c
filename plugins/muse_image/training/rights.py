"""Whose the pictures are that weights learn from, and under which licence the weights are."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muse_image.training.job import Job

UNKNOWN = "unknown"
_KNOWN = {
    "digits": "CC-BY-4.0",  # Optical Recognition of Handwritten Digits, UCI's repository
    "emoji": "OFL-1.1",  # Noto Color Emoji, the font that is looked for
}


def of(job: "Job") -> dict[str, str]:
    """Return `licence`, `data_licence` and `data_sha256`, for the header and the report.

    The weights are under the licence that was asked for; else under that of the data and of the
    models that they were made with, where all are known.
    """
    asked = job.condition
    data = asked.data_licence or _KNOWN.get(str(asked.data), UNKNOWN)
    others = [each["licence"] for each in job.run.report.licences.values()]
    sources = list(dict.fromkeys(each.lower() for each in (data, *others)))
    known = not {UNKNOWN, "-", "other"}.intersection(sources)
    return {
        "licence": asked.licence or (", ".join(sources) if known else UNKNOWN),
        "data_licence": data,
        "data_sha256": job.pictures.sha256,
    }


def header(rights: dict[str, str], source: str) -> dict[str, str]:
    """Return the same as metadata of a .safetensors file."""
    return {
        "license": rights["licence"],
        "data": source,
        "data_license": rights["data_licence"],
        "data_sha256": rights["data_sha256"],
    }

"""Keeping what was handed in, so that a run can be made again, or by another process."""

from muse.contract.inputs import InputFile
from muse.contract.large import InputPath
from muse.library.library import Library


def keep_input(library: Library, file: InputFile) -> str | None:
    """Keep a file that was handed in; say so where it is too large for that, else None."""
    if not isinstance(file, InputPath):
        library.keep_input(file.sha256, file.data)
    elif not library.keep_input_path(file.sha256, file.path):
        return (
            f"{file.name} ({file.size // 10**6:,} MB) isn't kept: to make this again it has to be"
            " handed in again."
        )
    return None

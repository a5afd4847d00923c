"""Texts that are handed in or come from other generators, and how Typst reads them."""

import re

from muse import InputFile, RequestError

_BREAKS = re.compile("[\x0b\x0c]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text without characters that XML and UTF-8 can't hold; page breaks end lines."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


def of_file(field: str, file: InputFile) -> str:
    """Return a text that was handed in, cleaned; RequestError when it is none."""
    try:
        return clean(file.data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RequestError(
            f"{field}: {file.name} is no text in UTF-8", hint="give a plain text or Markdown"
        ) from None


def quoted(text: str) -> str:
    """Return a text as a string of Typst: data, never markup."""
    told = clean(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{told}"'

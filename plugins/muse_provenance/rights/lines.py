"""Rights in lines of text, for formats that have one place for all of it."""

from muse import Rights

_NAMES = {
    "author": "Author: ",
    "licence": "Licence: ",
    "source": "Digital source type: ",
}


def written(rights: Rights) -> str:
    """Return the statement, and a line each for author, licence (with its page) and source."""
    lines = [rights.rights] if rights.rights else []
    lines += [f"{_NAMES['author']}{rights.author}"] if rights.author else []
    if rights.licence:
        page = f" {rights.url}" if rights.url else ""
        lines.append(f"{_NAMES['licence']}{rights.licence}{page}")
    lines += [f"{_NAMES['source']}{rights.source}"] if rights.source else []
    return "\n".join(lines)


def read(text: str) -> Rights | None:
    """Return the rights of lines as `written` gives them; None where there are none."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        name = next((each for each, start in _NAMES.items() if line.startswith(start)), "rights")
        found[name] = line.removeprefix(_NAMES.get(name, ""))
    licence = found.get("licence", "").split(" ", 1)[0]
    author, rights, source = (found.get(name, "") for name in ("author", "rights", "source"))
    return Rights.told(author, rights, licence, source)

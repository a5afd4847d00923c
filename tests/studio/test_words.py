"""The catalogues: every string in both languages, none missing, none left over."""

import re
from fnmatch import fnmatchcase

import pytest

from muse import Host
from studio_words import CODE, LANGUAGES, calls, catalogue, keys, literals

OWN = ("text.", "image.", "music.", "book.", "poster.", "speech.", "video.")
PLAIN = {"px", "dpi", "bpm", "muse", "studio", "server-token", "index", "html", "zip"}
"""Words in small Latin letters that Chinese has no own for, or that are typed as they are."""
CHINESE = "\u2e80-\u2fff\u3005-\u9fff"


def both() -> dict[str, tuple[str, str]]:
    """Key -> English, Chinese."""
    tables = [{**catalogue(each), **catalogue(f"fields.{each}")} for each in LANGUAGES]
    return {key: (tables[0][key], tables[1][key]) for key in tables[0] if key in tables[1]}


@pytest.mark.parametrize("name", ["", "fields."])
def test_both_languages_have_the_same_keys(name: str) -> None:
    english, chinese = (set(catalogue(name + each)) for each in LANGUAGES)
    assert english - chinese == set(), "not in Chinese"
    assert chinese - english == set(), "not in English"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_in_two_catalogues(language: str) -> None:
    assert set(catalogue(language)) & set(catalogue(f"fields.{language}")) == set()


def test_every_key_that_is_used_is_there() -> None:
    there = both()
    missing = []
    for path, first, _ in [*calls("t"), *calls("known")]:
        for key in keys(first):
            if not any(fnmatchcase(each, key) for each in there):
                missing.append(f"{path.name}: {key}")
    for path in CODE:
        for key in re.findall(r'\blabel: "([a-z]+\.[\w.]+)"', path.read_text(encoding="utf-8")):
            if key not in there:
                missing.append(f"{path.name}: {key}")
    assert missing == []


def test_no_key_is_left_over() -> None:
    said = {each for path in CODE for each in literals(path.read_text(encoding="utf-8"))}
    plain = {each for each in said if "*" not in each}
    put_together = {each for each in said if "*" in each and each.strip("*.")}
    own = catalogue("en")
    left = [
        key
        for key in own
        if key not in plain and not any(fnmatchcase(key, each) for each in put_together)
    ]
    assert left == []


def test_a_string_gets_the_values_that_it_names() -> None:
    there = both()
    wrong = []
    for path, first, rest in calls("t"):
        for key in keys(first):
            if "*" in key or key not in there or "..." in rest or re.fullmatch(r"\s*\w+\s*", rest):
                continue
            wanted = set(re.findall(r"\{(\w+)\}", there[key][0]))
            if missing := {name for name in wanted if not re.search(rf"\b{name}\b", rest)}:
                wrong.append(f"{path.name}: {key} gets no {missing}")
    assert wrong == []


def test_both_languages_name_the_same_values() -> None:
    for key, (english, chinese) in both().items():
        wanted, got = (set(re.findall(r"\{\w+\}", each)) for each in (english, chinese))
        assert wanted == got, key


def test_chinese_is_chinese() -> None:
    """A Latin word stands in Chinese only if it is a name, which is the same in English."""
    wrong = {}
    for key, (english, chinese) in both().items():
        words = re.findall(r"[A-Za-z][\w-]+", re.sub(r"\{\w+\}", "", chinese))
        foreign = [each for each in words if each not in PLAIN and not name_in(each, english)]
        if foreign:
            wrong[key] = foreign
    assert wrong == {}


def name_in(word: str, english: str) -> bool:
    """Whether a word is a name that the English string has, too."""
    return word.casefold() in english.casefold() and (
        word != word.lower() or any(each.isdigit() for each in word) or english == word
    )


@pytest.mark.parametrize("name", ["zh", "fields.zh", "help.zh"])
def test_chinese_has_its_own_punctuation(name: str) -> None:
    narrow = re.compile(rf"[{CHINESE}][,:;?!()]|[,;?!()][{CHINESE}]")
    wrong = {key: text for key, text in catalogue(name).items() if narrow.search(text)}
    assert wrong == {}


def schemas() -> dict[str, dict[str, object]]:
    """Muse's own generators by name, and the schema of each one's condition."""
    with Host() as host:
        ours = [
            name
            for name, entry in host.plugins.index.generators.items()
            if entry.distribution == "muse-host"
        ]
        return {name: host.schema(name) for name in ours}


def choices(schema: dict, root: dict) -> set[str]:
    """Return the words that a field offers, wherever its schema has them."""
    if "$ref" in schema:
        return choices(root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root)
    found = {each for each in schema.get("enum", []) if isinstance(each, str)}
    inner = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    for each in [*inner, *([schema["items"]] if "items" in schema else [])]:
        found |= choices(each, root)
    return found


def test_fields_choices_and_help_of_own_generators_are_there() -> None:
    labels, help = catalogue("fields.zh") | catalogue("zh"), catalogue("help.zh")
    missing: list[str] = []
    wanted: set[str] = set()
    for name, schema in schemas().items():
        missing += [key for key in (f"generator.{name}", f"medium.{name.split('.')[0]}")
                    if key not in labels]  # fmt: skip
        for field, described in schema["properties"].items():
            if f"field.{field}" not in labels:
                missing.append(f"field.{field}")
            missing += [
                f"choice.{field}.{value}"
                for value in sorted(choices(described, schema))
                if f"choice.{field}.{value}" not in labels
            ]
            wanted.add(f"help.{name}.{field}")
    assert missing == []
    assert wanted - set(help) == set(), "no Chinese for what the schema says"
    assert set(help) - wanted == set(), "help of fields that are no more"

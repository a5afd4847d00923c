"""How things came to be is told truly, of each generator that there is."""

from muse import Host
from muse_provenance.credentials import claims

PINS = {"owner/model": {"revision": "1", "files": {}}}
RULES = "algorithmicMedia"
NETWORK = "trainedAlgorithmicMedia"
WITH_WEIGHTS = (
    *("image.cgan", "image.diffusion", "image.stylegan", "image.vae", "music.musicgen", "text.llm"),
    *("video.diffusion",),
)
BY_RULES = (
    *("image.sketch", "image.character", "music.midi", "text.grammar", "text.picturebook"),
    *("book.picture", "book.comic", "book.songbook", "poster.layout", "video.film"),
)


def recipe(host: Host, name: str, **more: object) -> dict:
    """Return a recipe as such a run gives it, as far as claims look."""
    environment = dict.fromkeys(host.plugins.generator(name).environment, "1")
    return {"generator": name, "version": "1", "condition": {}, "environment": environment, **more}


def test_every_generator_is_thought_of(host) -> None:
    named = {name for name in host.plugins.names() if not name.startswith("zoo.")}
    ours = {n for n in named if host.plugins.brought_by(n)[0] == "muse-host"}
    assert ours == {*WITH_WEIGHTS, *BY_RULES, "image.style", "speech.say", "text.draft"}


def test_networks_are_networks(host) -> None:
    for name in WITH_WEIGHTS:
        assert claims.source(recipe(host, name, weights=PINS)) == NETWORK, name
        assert claims.source(recipe(host, name)) == NETWORK, name  # on a server, say


def test_rules_are_rules(host) -> None:
    by_rules = {"picture": recipe(host, "image.sketch")}
    learned = {"picture": recipe(host, "image.diffusion", weights=PINS)}
    deep = {"film": recipe(host, "video.film", parts=learned)}
    for name in BY_RULES:
        assert claims.source(recipe(host, name)) == RULES, name
        assert claims.source(recipe(host, name, parts=by_rules)) == RULES, name
        for parts in (learned, deep):
            told = claims.source(recipe(host, name, parts=parts))
            assert told == "compositeWithTrainedAlgorithmicMedia", name


def test_a_generator_by_rules_that_loads_weights_is_told_so(host) -> None:
    assert claims.source(recipe(host, "music.midi", weights=PINS)) == NETWORK


def test_a_restyled_picture_is_told_by_its_engine(host) -> None:
    for engine, source in {"patches": RULES, "fast": NETWORK, "optimise": NETWORK}.items():
        made = recipe(host, "image.style")
        assert claims.source(made, {"chosen": {"engine": engine}}) == source, engine


def test_voices_are_told_by_their_engines(host) -> None:
    for engine, source in {
        "espeak": RULES, "hibari": NETWORK, "espeak, hibari": NETWORK, "transformers": NETWORK,
        "openai": NETWORK, "macos": NETWORK,
    }.items():  # fmt: skip
        made = recipe(host, "speech.say")
        assert claims.source(made, {"chosen": {"engine": engine}}) == source, engine
        assert claims.source(made, {"applied": {"engine": engine}}) == source, engine
        made["condition"] = {"engine": engine}
        assert claims.source(made) == source, engine


def test_what_is_no_medium(host) -> None:
    assert claims.source(recipe(host, "text.draft")) == "humanEdits"
    weights = recipe(host, "image.cgan") | {"generator": "image.cgan:train"}
    assert claims.source(weights) == "trainedAlgorithmicData"
    assert claims.source({"generator": "x.y", "environment": {"lock": "a"}}) == NETWORK


def test_what_the_library_gets(host) -> None:
    made = recipe(host, "image.diffusion", weights=PINS)
    told = claims.manifest(
        title="A lake", media_type="image/png", recipe=made, report={}, about={"id": "x"}
    )
    (action,) = told["assertions"][0]["data"]["actions"]
    assert action["digitalSourceType"].endswith("/digitalsourcetype/trainedAlgorithmicMedia")
    assert action["softwareAgent"] == {"name": "image.diffusion", "version": "1"}
    assert action["parameters"] == {"org.muse.model": "owner/model"}
    assert claims.short(action["digitalSourceType"]) == NETWORK
    assert claims.model({"condition": {"model": "m"}}) == "m"

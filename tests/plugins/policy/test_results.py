"""What was made is looked at by classifiers; what one refuses isn't written."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from muse import Artifact, Condition, Generator, Host, NotReady, PluginError, RequestError
from muse.config import Config
from muse_policy import classifiers, results

SMALL = {"prompt": "a lake", "width": 64, "height": 64, "seed": 1, "detail": "draft"}
RULE = """
[[rule]]
name = "dark"
about = "what is dark"
do = "refuse"
classifier = "shade"
of = "{of}"
labels = {{ dark = 0.5 }}
"""


@pytest.fixture
def shade(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """A classifier, as if a plugin brought it: dark is what it is told to be."""
    seen: list[object] = []

    def classify(thing: object) -> dict[str, float]:
        seen.append(thing)
        return {"Dark": 0.9}

    monkeypatch.setattr(
        classifiers, "named", lambda name: lambda t: classifiers.scores(name, classify, t)
    )
    yield seen


def test_texts_that_are_asked_with_are_classified(host: Host, on, shade: list[object]) -> None:
    on(RULE.format(of="text"))
    with pytest.raises(RequestError, match="prompt: not made here: what is dark"):
        host.stream("image", **SMALL)
    assert shade == ["a lake"]


def test_a_picture_that_is_refused_isnt_written(
    host: Host, on, shade: list[object], tmp_path: Path, home: Path
) -> None:
    on(RULE.format(of="picture"))
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(RequestError, match=r"isn't kept: what is dark \(dark, dark 0.90\)"):
        host.run("image", output=f"{out}/", **SMALL)
    assert shade[0].size == (64, 64)  # type: ignore[attr-defined]
    assert list(out.iterdir()) == []
    (run,) = host.library.log()
    assert (run.status, run.artifacts) == ("failed", [])
    (line,) = home.joinpath("data", "policy.log").read_text().splitlines()
    assert json.loads(line)["surface"] == "result"


def test_a_text_that_is_refused_isnt_written(
    host: Host, on, shade: list[object], tmp_path: Path
) -> None:
    on(RULE.format(of="written"))
    with pytest.raises(RequestError, match="isn't kept"):
        host.run("text", generator="grammar", seed=1, output=tmp_path / "a.md")
    assert isinstance(shade[0], str) and len(shade[0]) > 100
    assert not tmp_path.joinpath("a.md").exists()
    assert not list(tmp_path.glob("*.unfinished*"))


def test_a_mark_is_a_note(host: Host, on, shade: list[object]) -> None:
    on(RULE.format(of="picture").replace("refuse", "mark"))
    made = host.run("image", **SMALL)
    assert "The policy marks what was made as what is dark (dark)." in made.report.notes


def test_what_shows_it_before_it_is_whole_is_left_out(zoo: Host, on, shade: list[object]) -> None:
    from muse import Preview

    on(RULE.format(of="picture").replace("refuse", "mark"))
    kinds = [type(event) for event in _events(zoo)]
    assert Preview not in kinds and Artifact in kinds


def _events(host: Host) -> list[object]:
    from muse_policy import hooks

    class Policed:
        muse_generate = staticmethod(hooks.muse_generate)

    host.hooks.register(Policed(), "policy")
    with host.stream("zoo.dots", seed=1) as stream:
        return list(stream)


def test_a_classifier_that_is_missing_or_fails_lets_nothing_through(
    host: Host, on, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(RULE.format(of="text"))
    with pytest.raises(Exception, match="which no plugin brings"):
        host.stream("image", **SMALL)
    for said in ({"dark": 7.0}, None, {"dark": "much"}):
        monkeypatch.setattr(
            classifiers,
            "named",
            lambda name, said=said: lambda t: classifiers.scores(name, lambda _: said, t),
        )
        with pytest.raises(PluginError, match="classifier 'shade'"):
            host.stream("image", **SMALL)


def test_a_classifier_is_an_entry_point(
    host: Host, on, plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    classifiers.named.cache_clear()
    source = "def shade(text):\n    return {'dark': 0.8 if 'night' in text else 0.1}\n"
    site = plant("shades", "[muse.classifiers]\nshade = shades:shade\n", shades=source)
    monkeypatch.syspath_prepend(site)
    on(RULE.format(of="text"))
    assert host.run("image", **SMALL)
    with pytest.raises(RequestError, match="what is dark"):
        host.run("image", **{**SMALL, "prompt": "night"})


# -- a model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small image classifier that says nsfw to everything, with a probability of 0.88."""
    transformers = pytest.importorskip("transformers")
    torch = pytest.importorskip("torch")
    labels = {0: "normal", 1: "nsfw"}
    config = transformers.ViTConfig(
        **{"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2},
        **{"intermediate_size": 32, "image_size": 32, "patch_size": 8},
        id2label=labels,
        label2id={name: number for number, name in labels.items()},
    )
    made = transformers.ViTForImageClassification(config)
    with torch.no_grad():
        made.classifier.weight.zero_()
        made.classifier.bias.copy_(torch.tensor([0.0, 2.0]))
    folder = tmp_path_factory.mktemp("models") / "judge"
    made.save_pretrained(folder)
    return folder


def policed(tmp_path: Path, model: object, **more: object) -> Host:
    own = {"on": True, "image_model": str(model), **more}
    return Host(library=tmp_path / "lib", config=Config(plugins={"policy": own}))


@pytest.mark.neural
def test_a_picture_that_a_model_refuses_isnt_written(tmp_path: Path, model: Path) -> None:
    with policed(tmp_path, model) as host:
        with pytest.raises(RequestError, match=r"unsafe content \(image-model, nsfw 0.88\)"):
            host.run("image", output=tmp_path / "a.png", **SMALL)
        assert host.run("text", generator="grammar", seed=1).text
    assert not tmp_path.joinpath("a.png").exists()


@pytest.mark.neural
def test_what_a_model_lets_pass_is_made_and_its_recipe_is_the_same(
    tmp_path: Path, model: Path, host: Host
) -> None:
    with policed(tmp_path, model, image_labels={"nsfw": 0.95}) as other:
        made = other.run("image", **SMALL)
    assert made.recipe["payload"] == host.run("image", **SMALL).recipe["payload"]
    assert not made.recipe.get("weights")


class Holding(Generator):
    """A picture that is yielded under a lease."""

    class Nothing(Condition):
        pass

    condition = Nothing
    formats = {".png": "image/png"}

    def generate(self, condition, run):
        from PIL import Image

        with run.lease():
            for item in run.items:
                yield Artifact.image(Image.new("L", (8, 8), item.index), item=item)


@pytest.mark.neural
@pytest.mark.parametrize("least", [0.95, 0.5])
def test_artifacts_wait_until_the_generator_is_through_with_its_lease(
    tmp_path: Path, model: Path, least: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = []
    monkeypatch.setattr(results, "kept", lambda artifact: waited.append(artifact) or artifact)
    own = {"on": True, "image_model": str(model), "image_labels": {"nsfw": least}}
    config = Config(plugins={"policy": own})
    with Host(library=tmp_path / "l", config=config, offers={"zoo.holding": Holding}) as host:
        if least > 0.9:
            assert len(host.run("zoo.holding", count=3, seed=1)) == 3
        else:
            with pytest.raises(RequestError, match="isn't kept"):
                host.run("zoo.holding", count=3, seed=1)
    assert len(waited) == 3


@pytest.mark.neural
def test_what_a_model_cant_be_asked_is_said_before_anything_is_made(
    tmp_path: Path, model: Path
) -> None:
    with policed(tmp_path, model, image_labels={"gore": 0.5}) as host:
        with pytest.raises(RequestError, match=r"none of the labels gore.*its labels are normal"):
            host.run("image", **SMALL)
    with policed(tmp_path, "who/ever") as host:
        with pytest.raises(NotReady, match="muse pull"):
            host.run("image", **SMALL)
    odd = tmp_path / "odd"
    odd.mkdir()
    for name in ("model.safetensors", "config.json"):
        odd.joinpath(name).write_bytes(model.joinpath(name).read_bytes())
    odd.joinpath("config.json").write_text('{"architectures": ["GPT2LMHeadModel"]}')
    with policed(tmp_path, odd) as host:
        with pytest.raises(RequestError, match="is no image classifier"):
            host.run("image", **SMALL)


@pytest.mark.neural
def test_a_safety_checker_is_a_model_too(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("diffusers")
    from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker

    sizes = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1}
    vision = {**sizes, "num_attention_heads": 2, "image_size": 32, "patch_size": 8}
    words = {**sizes, "num_attention_heads": 2, "vocab_size": 50, "bos_token_id": 1}
    config = transformers.CLIPConfig(
        text_config={**words, "eos_token_id": 2}, vision_config=vision, projection_dim=8
    )
    made = StableDiffusionSafetyChecker(config)
    for threshold, refused in ((1.0, False), (-1.0, True)):
        made.concept_embeds_weights.data.fill_(threshold)
        made.special_care_embeds_weights.data.fill_(1.0)
        folder = tmp_path / f"checker-{refused}"
        made.save_pretrained(folder)
        with policed(tmp_path / str(refused), folder) as host:
            if refused:
                with pytest.raises(RequestError, match=r"nsfw 1\.00"):
                    host.run("image", **SMALL)
            else:
                assert host.run("image", **SMALL)

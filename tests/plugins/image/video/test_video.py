"""video.diffusion on small pipelines: diffusers' own frames, files, sizes, refusals, the ladder."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageSequence

from muse import Cancelled, Host, InvalidField, MuseError, Preview, Progress, RequestError
from plugins.image.diffusing import direct, drawn, noise
from plugins.image.diffusion_models import build as build_pictures
from plugins.image.diffusion_models import build_lora
from plugins.image.video_models import KINDS, build, build_motion

pytestmark = [
    pytest.mark.neural,
    pytest.mark.filterwarnings("ignore:__array:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]

SIZE = {"width": 32, "height": 32}
ASKED = {"prompt": "a red fox", "seed": 5, "steps": 2, "frames": 9, **SIZE}


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each family, Stable Diffusion and an adapter that moves it."""
    pytest.importorskip("torch")
    pytest.importorskip("av")
    root = tmp_path_factory.mktemp("videos")
    made = {kind: build(root / kind, kind) for kind in KINDS}
    made |= {"sd": build_pictures(root / "sd", "sd"), "motion": build_motion(root / "motion")}
    return made


def run(host: Host, model: Path, suffix: str = ".gif", **fields: Any) -> Any:
    fields = {**ASKED, **({} if "output" in fields else {"formats": [suffix]}), **fields}
    return host.run("video.diffusion", model=str(model), **fields)


@contextmanager
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[np.ndarray]]:
    """Collect the frames that are written, before they are encoded."""
    from muse_image.video.write import Movie

    frames: list[np.ndarray] = []
    before = Movie.frame

    def frame(self: Movie, picture: Image.Image) -> None:
        frames.append(np.asarray(picture))
        before(self, picture)

    with monkeypatch.context() as patch:
        patch.setattr(Movie, "frame", frame)
        yield frames


def library(folder: Path, auto: str = "DiffusionPipeline", **fields: Any) -> np.ndarray:
    """Return the frames of a pipeline of diffusers, called directly."""
    parts = fields.pop("parts", {})
    asked = {"num_frames": 9, "num_inference_steps": 2, **SIZE, **fields}
    asked = {name: value for name, value in asked.items() if value is not None}
    pipe = direct(folder, auto, **parts)
    made = pipe(prompt="a red fox", generator=noise(), output_type="np", **asked).frames[0]
    return (made * 255).round().astype(np.uint8)


def start() -> Image.Image:
    return Image.open(io.BytesIO(drawn())).convert("RGB")


# -- the library's own frames


@pytest.mark.parametrize(
    ("kind", "cls", "pictured", "own"),
    [
        ("cogvideox", "CogVideoXPipeline", False, {}),
        ("cogvideox_image", "CogVideoXImageToVideoPipeline", True, {}),
        ("ltx", "LTXPipeline", False, {"frame_rate": 25}),
        ("ltx", "LTXImageToVideoPipeline", True, {"frame_rate": 25}),
        ("wan", "WanPipeline", False, {}),
        ("wan_image", "WanImageToVideoPipeline", True, {}),
    ],
)
def test_frames_are_the_librarys_own(
    host: Host,
    models: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    cls: str,
    pictured: bool,
    own: dict[str, Any],
) -> None:
    given = {"init": drawn()} if pictured else {}
    with seen(monkeypatch) as frames:
        made = run(host, models[kind], **given)
    wanted = library(models[kind], cls, **own, **({"image": start()} if pictured else {}))
    assert np.array_equal(np.stack(frames), wanted)
    assert wanted.std() > 5
    assert np.abs(np.diff(wanted.astype(int), axis=0)).max() > 5  # it moves
    assert made.report.measured["pipeline"] == cls


@pytest.mark.parametrize("pictured", [False, True])
def test_a_motion_adapter_moves_a_model_of_pictures(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch, pictured: bool
) -> None:
    from diffusers import MotionAdapter

    given: dict[str, Any] = {"init": drawn(), "strength": 0.5, "steps": 4} if pictured else {}
    with seen(monkeypatch) as frames:
        made = run(host, models["sd"], motion=str(models["motion"]), frames=3, **given)
    parts = {"motion_adapter": MotionAdapter.from_pretrained(models["motion"])}
    cls = "AnimateDiffVideoToVideoPipeline" if pictured else "AnimateDiffPipeline"
    asked: dict[str, Any] = {"num_frames": 3}
    if pictured:
        still = {"num_frames": None, "video": [start()] * 3}
        asked = {**still, "strength": 0.5, "num_inference_steps": 4}
    wanted = library(models["sd"], cls, parts=parts, **asked)
    assert np.array_equal(np.stack(frames), wanted)
    assert made.report.measured["pipeline"] == cls
    assert not [note for note in made.report.notes if "doesn't know" in note]


def test_a_whole_animatediff_in_one_folder(
    host: Host, models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diffusers import MotionAdapter

    adapter = MotionAdapter.from_pretrained(models["motion"])
    direct(models["sd"], "AnimateDiffPipeline", motion_adapter=adapter).save_pretrained(tmp_path)
    with seen(monkeypatch) as frames:
        run(host, tmp_path, frames=3)
    assert np.array_equal(np.stack(frames), library(tmp_path, num_frames=3))
    assert not [row for row in host.devices.loaded() if "motion_adapter" in row["component"]]
    with pytest.raises(InvalidField, match=r"frames: .* makes at most 16; give --frames 16"):
        run(host, tmp_path, frames=17)


def test_a_model_of_words_starts_from_a_still_video(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with seen(monkeypatch) as frames:
        made = run(host, models["wan"], init=drawn(), strength=0.5, steps=4)
    wanted = library(
        models["wan"], "WanVideoToVideoPipeline", num_frames=None, video=[start()] * 9,
        strength=0.5, num_inference_steps=4,
    )  # fmt: skip
    assert np.array_equal(np.stack(frames), wanted)
    assert made.report.measured["steps_taken"] == 2


# -- fields


def test_fields_reach_the_pipeline(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with seen(monkeypatch) as frames:
        run(
            host, models["ltx"], negative_prompt="snow", guidance=2.5, fps=12,
            argument=["guidance_rescale=0.5"], tiling=True,
        )  # fmt: skip
    wanted = library(
        models["ltx"], negative_prompt="snow", guidance_scale=2.5, frame_rate=12,
        guidance_rescale=0.5,
    )  # fmt: skip
    assert np.array_equal(np.stack(frames), wanted)
    with seen(monkeypatch) as frames:
        run(host, models["cogvideox"], scheduler="dpm++")
    import diffusers

    pipe = direct(models["cogvideox"], "DiffusionPipeline")
    own = diffusers.DPMSolverMultistepScheduler.from_config(pipe.scheduler.config)
    assert np.array_equal(np.stack(frames), library(models["cogvideox"], parts={"scheduler": own}))


def test_a_lora_moves_with_the_adapter(
    host: Host, models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lora = build_lora(tmp_path, models["sd"], 1)
    found = []
    for given in ({}, {"lora": [f"{lora}=0.8"]}, {}):
        with seen(monkeypatch) as frames:
            run(host, models["sd"], motion=str(models["motion"]), frames=3, **given)
        found.append(np.stack(frames))
    assert np.array_equal(found[0], found[2])
    assert not np.array_equal(found[0], found[1])


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("sd", {}, r"model: sd \(StableDiffusionPipeline\) makes no videos .* give --motion"),
        ("wan", {"motion": "motion"}, r"motion: wan \(WanPipeline\) is no Stable Diffusion"),
        ("sd", {"motion": "wan"}, r"motion: wan is not a diffusers MotionAdapter"),
        ("sd", {"motion": "motion", "frames": 17}, r"frames: motion makes at most 16"),
        ("sd", {"motion": "motion", "quantise": "int8"}, r"quantise: a model with a motion"),
        ("wan_image", {}, r"init: wan_image .* starts from a picture; give --init"),
        ("cogvideox_image", {}, r"init: cogvideox_image .* starts from a picture"),
        ("ltx", {"init": True, "strength": 0.5}, r"strength: ltx \(LTXImageToVideoPipeline\)"),
        ("wan", {"scheduler": "ddim"}, r"scheduler: ddim isn't for models that match a flow"),
        ("ltx", {"lora": ["x.safetensors"]}, r"x.safetensors"),
        ("wan", {"argument": ["num_frames=9"]}, r"num_frames is a field of its own; give --frames"),
        ("ltx", {"argument": ["frame_rate=9"]}, r"frame_rate is a field of its own; give --fps"),
        ("wan", {"argument": ["max_sequence_length=x"]}, r"refuses max_sequence_length=x"),
    ],
)
def test_what_a_model_cannot_do_is_refused_by_its_field(
    host: Host, models: dict[str, Path], kind: str, fields: dict[str, Any], told: str
) -> None:
    given = dict(fields)
    if "motion" in given:
        given["motion"] = str(models[given["motion"]])
    if "init" in given:
        given["init"] = drawn()
    with pytest.raises(RequestError) as error:
        run(host, models[kind], **given)
    whole = f"{error.value}; {error.value.hint}"
    assert re.search(told, whole), whole


def test_a_model_of_pictures_is_no_model_of_videos(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(InvalidField, match=r"makes no videos of a prompt"):
        run(host, build_pictures(tmp_path / "flux", "flux"))


# -- sizes


def test_sizes_and_lengths_that_do_not_fit_are_rounded_and_told(
    host: Host, models: dict[str, Path]
) -> None:
    made = run(host, models["ltx"], width=70, height=50, frames=12)
    told = {name: (each.asked, each.used) for name, each in made.report.adjusted.items()}
    assert told == {"width": (70, 64), "height": (50, 64), "frames": (12, 9)}
    assert made.report.adjusted["frames"].why == "LTXPipeline makes 8k + 1 frames"
    measured = made.report.measured
    assert [measured[n] for n in ("width", "height", "frames", "fps")] == [64, 64, 9, 25]
    assert made[0].recipe["condition"]["frames"] == 9
    assert not run(host, models["wan"], frames=1, width=48).report.adjusted


def test_a_picture_gives_the_shape_or_is_cropped_to_it(host: Host, models: dict[str, Path]) -> None:
    buffer = io.BytesIO()
    start().resize((128, 64)).save(buffer, "PNG")
    wide = buffer.getvalue()
    free = {"init": wide, "width": None, "height": None, "strength": 0.5, "steps": 4, "frames": 2}
    shaped = run(host, models["sd"], motion=str(models["motion"]), **free)
    measured = shaped.report.measured
    assert (measured["width"], measured["height"]) == (88, 48)  # 64 x 64 px in the shape of 2:1
    assert shaped.report.chosen["width"] == 88
    cropped = run(host, models["ltx"], init=wide)
    assert cropped.report.notes == ["The init picture was cropped from 128 x 64 to 64 x 64 px."]


# -- files, progress


def test_files_are_what_a_player_reads(host: Host, models: dict[str, Path]) -> None:
    import av

    for suffix, codec in ((".mp4", "h264"), (".webm", "vp9")):
        made = run(host, models["wan"], suffix, fps=12.5)
        with av.open(io.BytesIO(made.data)) as film:
            stream = film.streams.video[0]
            assert stream.codec_context.name == codec
            assert stream.average_rate == Fraction(25, 2)
            shown = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
        assert np.stack(shown).shape == (9, 32, 32, 3)
        assert made.data == run(host, models["wan"], suffix, fps=12.5).data
    for suffix in (".webp", ".gif"):
        made = run(host, models["wan"], suffix, fps=12.5)
        with Image.open(io.BytesIO(made.data)) as picture:
            frames = [frame.copy() for frame in ImageSequence.Iterator(picture)]
        lengths = [frame.info["duration"] for frame in frames]
        assert len(lengths) == 9
        assert sum(lengths) == 720


def test_frames_are_saved_one_by_one_beside_the_video(
    host: Host, models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with seen(monkeypatch) as frames:
        run(host, models["wan"], output=[tmp_path / "fox.mp4", tmp_path / "fox.png"])
    saved = sorted((tmp_path / "fox").glob("*.png"))
    assert [path.name for path in saved] == [f"{n:04}.png" for n in range(1, 10)]
    assert np.array_equal(np.stack([np.asarray(Image.open(path)) for path in saved]), frames)
    assert (tmp_path / "fox.mp4").stat().st_size > 1000


def test_colours_survive_encoding(tmp_path: Path) -> None:
    av = pytest.importorskip("av")
    from muse_image.video.write import Movie

    movie = Movie(tmp_path, "a", (".mp4",), 10)
    for _ in range(3):
        movie.frame(Image.new("RGB", (64, 48), (200, 40, 60)))
    data = Path(movie.contents()[".mp4"]).read_bytes()
    with av.open(io.BytesIO(data)) as film:
        frames = [
            f.to_ndarray(format="rgb24", src_colorspace="ITU709") for f in film.decode(video=0)
        ]
    assert np.abs(np.stack(frames).astype(int) - (200, 40, 60)).max() <= 4


def test_two_videos_are_compared_by_their_frames(host: Host, models: dict[str, Path]) -> None:
    from muse_image.video.frames import compare

    one = run(host, models["wan"], ".mp4").data
    other = run(host, models["wan"], ".mp4", seed=6).data
    near, far = (compare(one, each, "video/mp4") for each in (one, other))
    assert near is not None and near.near and near.value == 100
    assert far is not None and not far.near
    assert compare(one, run(host, models["wan"], ".mp4", frames=5).data, "video/mp4") is None
    assert compare(one, b"no film", "video/mp4") is None


@pytest.mark.parametrize("kind", ["cogvideox", "ltx", "wan", "sd"])
def test_steps_and_frames_are_told_and_the_first_frame_shown(
    host: Host, models: dict[str, Path], kind: str
) -> None:
    given = {"motion": str(models["motion"])} if kind == "sd" else {}
    fields = {**ASKED, "steps": 3, "preview": 1, "model": str(models[kind]), **given}
    with host.stream("video.diffusion", formats=[".gif"], **fields) as stream:
        events = list(stream)
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done == sorted(done)
    assert done[-1] == pytest.approx(1)
    notes = [event.note for event in events if isinstance(event, Progress)]
    assert "step 1 of 3" in notes
    assert notes[-1] == "frame 9 of 9"
    shown = [event.data for event in events if isinstance(event, Preview)]
    assert [Image.open(io.BytesIO(data)).size for data in shown] == [(32, 32)] * 2
    assert shown[0] != shown[1]


def test_a_stop_while_frames_are_written_leaves_nothing(
    host: Host, models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse_image.video.write import Movie

    fields = {**ASKED, "model": str(models["wan"]), "output": tmp_path / "made" / "out.mp4"}
    stream = host.stream("video.diffusion", **fields)
    before = Movie.frame

    def frame(self: Movie, picture: Image.Image) -> None:
        before(self, picture)
        if self.count == 2:
            stream.cancel()
        assert self.count == 2 or not stream.run.cancelled

    monkeypatch.setattr(Movie, "frame", frame)
    with stream, pytest.raises(Cancelled):
        list(stream)
    assert not list((tmp_path / "made").glob("*"))


# -- memory


@pytest.mark.parametrize("strategy", ["sequential", "offload"])
def test_every_way_to_run_gives_the_same_frames(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch, strategy: str
) -> None:
    from muse.device.lease import Lease

    before = Lease.__init__

    def begin(self: Any, *args: Any, **more: Any) -> None:
        before(self, *args, **more)
        self.strategy = strategy

    cases: list[tuple[str, dict[str, Any]]] = [("wan_image", {"init": drawn()}), ("ltx", {})]
    cases.append(("sd", {"motion": str(models["motion"])}))
    for kind, given in cases:
        with seen(monkeypatch) as plain:
            run(host, models[kind], frames=5, **given)
        with seen(monkeypatch) as frames, monkeypatch.context() as patch:
            patch.setattr(Lease, "__init__", begin)
            run(host, models[kind], frames=5, **given)
        assert np.array_equal(np.stack(frames), np.stack(plain)), kind


def test_out_of_memory_names_what_to_lower(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse_image.video.write import Movie

    def frame(self: Movie, picture: Image.Image) -> None:
        raise MemoryError

    monkeypatch.setattr(Movie, "frame", frame)
    with pytest.raises(MuseError, match="lower frames, width, height"):
        run(host, models["wan"])

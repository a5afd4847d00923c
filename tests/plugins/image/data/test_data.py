"""What image trainers learn from: every source, odd files, words, splits."""

import gzip
import io
import json
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from muse import Cancelled, Condition, NotReady, Progress, RequestError
from muse_image.data import DataSource, Pictures, augment, read
from muse_image.data import emoji as emojis

RED, BLUE = (200, 30, 30), (30, 30, 200)


def all_of(source: object, size: int = 16, **options: object) -> Pictures:
    """Read a source to its end."""
    events = read(str(source), size=size, **options)
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            return end.value
        assert isinstance(event, Progress)
        assert 0 <= event.done < event.total


def save(path: Path, colour: object = RED, mode: str = "RGB", size: object = (20, 20), **options):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, colour).save(path, **options)
    return path


def shown(pictures: Pictures, place: int) -> list[int]:
    """Return the colour in the middle of a picture."""
    middle = pictures.size // 2
    return pictures.pixels[place, :, middle, middle].tolist()


def near(colour: list[int], wanted: tuple[int, ...], by: int = 4) -> bool:
    return all(abs(a - b) <= by for a, b in zip(colour, wanted, strict=True))


# Folders


def test_sub_folders_are_classes_in_the_order_of_their_names(tmp_path: Path) -> None:
    save(tmp_path / "dogs" / "b.png", BLUE)
    save(tmp_path / "cats" / "deep" / "a.jpg", RED)
    save(tmp_path / "cats" / "c.webp", RED, lossless=True)
    found = all_of(tmp_path)
    assert found.classes == ("cats", "dogs")
    assert found.labels.tolist() == [0, 0, 1]
    assert found.captions == (("cats",), ("cats",), ("dogs",))
    assert found.groups == ("cats/c.webp", "cats/deep/a.jpg", "dogs/b.png")
    assert found.pixels.shape == (3, 3, 16, 16) and found.pixels.dtype == np.uint8
    assert near(shown(found, 1), RED) and near(shown(found, 2), BLUE)
    assert found.weights.sum() == pytest.approx(1) and not found.skipped
    assert found.source == tmp_path.name


def test_numbers_are_in_the_order_of_numbers_and_a_flat_folder_is_one_class(tmp_path: Path) -> None:
    for name in ("10", "9"):
        save(tmp_path / "many" / name / "a.png")
        save(tmp_path / "flat" / f"{name}.png")
    assert all_of(tmp_path / "many").classes == ("9", "10")
    flat = all_of(tmp_path / "flat")
    assert flat.classes == ("",) and flat.captions == (("",), ("",))


def test_words_beside_a_picture(tmp_path: Path) -> None:
    save(tmp_path / "x.png").with_suffix(".txt").write_text("a red  wall\n\n一堵红墙\n", "utf-8")
    save(tmp_path / "y.png").with_suffix(".txt").write_bytes(b"\xff\xfe\xff")
    save(tmp_path / "z.png")
    found = all_of(tmp_path)
    assert found.captions == (("a red wall", "一堵红墙"), ("",), ("",))
    assert found.skipped == {"unreadable caption": 1}


def test_metadata_names_captions_and_classes(tmp_path: Path) -> None:
    save(tmp_path / "a.png")
    save(tmp_path / "b.png")
    save(tmp_path / "in" / "c.png")
    rows = [
        {"file_name": "a.png", "text": "a wall\u2028of red", "label": 3},
        {"file_name": "./b.png", "caption": ["one", "two", "one"], "label": "x"},
        {"file_name": "gone.png", "text": "lost"},
        {"text": "of nothing"},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "metadata.jsonl").write_text("\n".join([*lines, "{broken", ""]), "utf-8")
    (tmp_path / "in" / "metadata.csv").write_text("file_name,prompt\nc.png,a caption\n")
    found = all_of(tmp_path)
    assert found.captions == (("a wall of red",), ("one", "two"), ("a caption",))
    assert [found.classes[label] for label in found.labels] == ["3", "x", "in"]
    assert found.skipped == {"listed but missing": 1, "unreadable metadata line": 2}


def test_of_folders_for_splits_the_one_for_training_is_read(tmp_path: Path) -> None:
    save(tmp_path / "train" / "cats" / "a.png")
    save(tmp_path / "test" / "cats" / "b.png")
    found = all_of(tmp_path)
    assert found.groups == ("train/cats/a.png",) and found.classes == ("cats",)
    assert found.skipped == {"of another split": 1}


def test_what_lies_beside_classes_hidden_files_and_loops(tmp_path: Path) -> None:
    save(tmp_path / "cats" / "a.png")
    save(tmp_path / "cover.png")
    save(tmp_path / ".thumbs" / "a.png")
    save(tmp_path / "__MACOSX" / "a.png")
    (tmp_path / "cats" / "notes.pdf").write_text("?")
    (tmp_path / "cats" / "up").symlink_to(tmp_path, target_is_directory=True)
    found = all_of(tmp_path)
    assert found.groups == ("cats/a.png",)
    assert found.skipped == {"in no class": 1, "not a picture": 1}


def test_an_empty_folder_and_one_without_a_good_picture(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="there are no pictures in"):
        all_of(tmp_path)
    (tmp_path / "a.png").write_text("no picture")
    with pytest.raises(RequestError, match=r"can be used \(1 not a picture\)"):
        all_of(tmp_path)
    with pytest.raises(RequestError, match="there is no"):
        all_of(tmp_path / "nowhere")
    with pytest.raises(RequestError, match="not an IDX file"):
        all_of(tmp_path / "a.png")


# Odd pictures


def test_odd_pictures_are_skipped_and_counted(tmp_path: Path) -> None:
    good = save(tmp_path / "good.png")
    (tmp_path / "cut.png").write_bytes(noise(64)[:900])
    (tmp_path / "text.jpg").write_text("hello")
    (tmp_path / "empty.png").write_bytes(b"")
    save(tmp_path / "tiny.png", size=(3, 40))
    frames = [Image.new("RGB", (20, 20), (n, 0, 0)) for n in (0, 120)]
    frames[0].save(tmp_path / "moves.gif", save_all=True, append_images=frames[1:])
    (tmp_path / "bomb.png").write_bytes(bomb(60_000, 50_000))
    (tmp_path / "big.png").write_bytes(bomb(9_200, 9_000))  # below Pillow's own limit
    (tmp_path / "gone.png").symlink_to(tmp_path / "nothing.png")
    found = all_of(tmp_path)
    assert found.groups == (good.name,)
    assert found.skipped == {
        "animated": 1, "damaged": 1, "missing": 1, "not a picture": 2, "too large": 2,
        "too small": 1,
    }  # fmt: skip


def noise(side: int) -> bytes:
    data = io.BytesIO()
    values = np.random.default_rng(0).integers(0, 256, (side, side, 3), np.uint8)
    Image.fromarray(values).save(data, "PNG")
    return data.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that promises more pixels than anybody wants to hold."""
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_pictures_are_upright(tmp_path: Path) -> None:
    picture = Image.new("RGB", (40, 40), RED)
    picture.paste(BLUE, (0, 0, 40, 10))  # on its side: the blue belongs to the right
    held = Image.Exif()
    held[0x0112] = 6
    picture.save(tmp_path / "held.png", exif=held)
    deep = Image.fromarray(np.repeat(np.array([[0], [65535]], np.uint16), 40, 1).repeat(20, 0))
    deep.save(tmp_path / "held16.png", exif=held)
    found = all_of(tmp_path)
    assert near(found.pixels[0, :, 8, 15].tolist(), BLUE, 20)
    assert near(found.pixels[0, :, 15, 8].tolist(), RED, 20)
    assert found.pixels[1, 0, 8, 0] > 200 and found.pixels[1, 0, 8, 15] < 50


@pytest.mark.parametrize(
    ("mode", "colour", "suffix", "wanted"),
    [
        ("RGBA", (255, 0, 0, 0), ".png", (255, 255, 255)),
        ("RGBA", (0, 0, 0, 128), ".png", (127, 127, 127)),
        ("LA", (0, 128), ".png", (127, 127, 127)),
        ("L", 90, ".png", (90, 90, 90)),
        ("1", 1, ".png", (255, 255, 255)),
        ("P", 0, ".png", (0, 0, 0)),
        ("CMYK", (0, 255, 255, 0), ".jpg", (255, 0, 0)),
        ("I;16", 257 * 90, ".png", (90, 90, 90)),
        ("I", 257 * 90, ".tiff", (90, 90, 90)),
        ("I", 90, ".tiff", (90, 90, 90)),
        ("F", 0.5, ".tiff", (128, 128, 128)),
    ],
)
def test_every_mode(mode: str, colour: object, suffix: str, wanted: tuple, tmp_path: Path) -> None:
    save(tmp_path / f"a{suffix}", colour, mode)
    assert near(shown(all_of(tmp_path), 0), wanted)
    assert abs(shown(all_of(tmp_path, channels=1), 0)[0] - round(np.mean(wanted))) < 60


def test_a_palette_with_a_transparent_colour_is_on_white(tmp_path: Path) -> None:
    picture = Image.new("P", (20, 20), 0)
    picture.putpalette([0, 0, 0] * 256)
    picture.save(tmp_path / "a.png", transparency=0)
    assert shown(all_of(tmp_path), 0) == [255, 255, 255]


def test_crop_pad_and_stretch(tmp_path: Path) -> None:
    picture = Image.new("RGB", (80, 40), RED)
    picture.paste(BLUE, (0, 0, 20, 40))
    picture.save(tmp_path / "a.png")
    crop, pad, stretch = (
        all_of(tmp_path, fit=fit).pixels[0].transpose(1, 2, 0) for fit in ("crop", "pad", "stretch")
    )
    assert near(crop[8, 2].tolist(), RED, 20)
    assert near(stretch[8, 1].tolist(), BLUE, 20) and near(stretch[1, 8].tolist(), RED, 20)
    assert pad[1, 8].tolist() == [255, 255, 255] and near(pad[8, 1].tolist(), BLUE, 40)


def test_a_picture_of_the_wanted_size_keeps_its_pixels(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(noise(16))
    kept = np.asarray(Image.open(tmp_path / "a.png")).transpose(2, 0, 1)
    assert (all_of(tmp_path).pixels[0] == kept).all()


# Digits, MNIST's files, emoji


def test_digits_keep_their_seventeen_grey_levels() -> None:
    data = pytest.importorskip("sklearn.datasets").load_digits()
    found = all_of("digits", size=8, channels=1)
    assert found.pixels.shape == (1797, 1, 8, 8) and found.classes == tuple("0123456789")
    assert ((found.pixels[:, 0] * (16 / 255)).round() == data.images).all()
    assert (found.labels == data.target).all()
    assert found.captions[0] == ("0", "zero", "零")
    larger = all_of("digits", size=16)
    assert larger.pixels.shape == (1797, 3, 16, 16) and larger.sha256 != found.sha256


def idx(values: np.ndarray) -> bytes:
    return (
        bytes((0, 0, 8, values.ndim))
        + struct.pack(f">{values.ndim}I", *values.shape)
        + bytes(values)
    )


def test_the_files_of_mnist(tmp_path: Path) -> None:
    images = np.random.default_rng(0).integers(0, 256, (12, 28, 28), np.uint8)
    labels = np.arange(12, dtype=np.uint8)
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(images)))
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(labels))
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(idx(images[:2]))
    found = all_of(tmp_path, size=28, channels=1)
    assert (found.pixels[:, 0] == images).all()
    assert found.classes == tuple(map(str, range(12))) and found.labels.tolist() == list(range(12))
    single = all_of(tmp_path / "t10k-images-idx3-ubyte", size=28, channels=1)
    assert len(single) == 2 and single.classes == ("",)
    rows = tmp_path / "emnist"
    rows.mkdir()
    (rows / "emnist-letters-train-images-idx3-ubyte").write_bytes(idx(images))
    turned = all_of(rows, size=28, channels=1)
    assert (turned.pixels[:, 0] == images.transpose(0, 2, 1)).all()


@pytest.mark.parametrize(
    ("images", "labels", "said"),
    [
        (b"no idx file at all", None, "not an IDX file of bytes in 3 dimensions"),
        (idx(np.zeros((2, 4, 4), np.uint8))[:-5], None, "cut short: 27 of 32 bytes"),
        (struct.pack(">4B3I", 0, 0, 8, 3, 2**31, 2**15, 2**15), None, "larger than"),
        (idx(np.zeros((2, 4, 4), np.uint8)), idx(np.zeros(3, np.uint8)), "2 pictures, .* 3 labels"),
        (idx(np.zeros((0, 4, 4), np.uint8)), None, "there are no pictures"),
    ],
)
def test_broken_files_of_mnist(
    images: bytes, labels: bytes | None, said: str, tmp_path: Path
) -> None:
    (tmp_path / "train-images-idx3-ubyte").write_bytes(images)
    if labels is not None:
        (tmp_path / "train-labels-idx1-ubyte").write_bytes(labels)
    with pytest.raises(RequestError, match=said):
        all_of(tmp_path)
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(b"\x1f\x8b broken")
    with pytest.raises(RequestError, match="unreadable"):
        all_of(tmp_path / "train-images-idx3-ubyte.gz")


@pytest.fixture(scope="module")
def emoji_set() -> Pictures:
    pytest.importorskip("emoji")
    try:
        return all_of("emoji", size=32)
    except NotReady as error:
        pytest.skip(error.message)


def test_emoji_have_names_in_two_languages(emoji_set: Pictures) -> None:
    assert len(emoji_set) > 3000 and len(emoji_set.classes) > 1500
    place = emoji_set.groups.index("cat face")
    assert emoji_set.captions[place][:2] == ("cat face", "猫脸")
    assert emoji_set.classes[emoji_set.labels[place]] == "cat face"
    if emojis.WORDS.is_dir():
        assert "cat face, cat" in emoji_set.captions[place][2]
    assert all(len(words) >= 2 for words in emoji_set.captions)


def test_emoji_are_pictures_of_what_they_are_called(emoji_set: Pictures) -> None:
    assert (emoji_set.pixels.reshape(len(emoji_set), -1).min(1) < 250).all()
    for name, wanted in {"red heart": RED, "blue heart": BLUE}.items():
        red, _, blue = shown(emoji_set, emoji_set.groups.index(name))
        assert (red > blue) == (wanted is RED)


def test_skin_tones_share_the_weight_of_their_concept(emoji_set: Pictures) -> None:
    weights: dict[str, float] = {}
    for group, weight in zip(emoji_set.groups, emoji_set.weights, strict=True):
        weights[group] = weights.get(group, 0) + weight
    assert emoji_set.groups.count("waving hand") == 6
    assert weights["waving hand"] == pytest.approx(weights["cat face"])
    assert weights["france flag"] == pytest.approx(weights["cat face"] / 2)


def test_emoji_without_a_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("emoji")
    monkeypatch.setattr(emojis, "FOLDERS", (str(tmp_path),))
    with pytest.raises(NotReady, match=r"apt install fonts-noto-color-emoji"):
        all_of("emoji")
    with pytest.raises(RequestError, match="there is no font"):
        all_of(f"emoji:{tmp_path}/none.ttf")
    (tmp_path / "f.ttf").write_text("?")
    with pytest.raises(RequestError, match="not a font with coloured bitmaps"):
        all_of(f"emoji:{tmp_path}/f.ttf")


# The hub


def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)


def test_a_data_set_in_parquet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached(tmp_path, monkeypatch)
    import datasets

    features = datasets.Features(
        {
            "img": datasets.Image(),
            "label": datasets.ClassLabel(names=["wall", "sky", "unseen"]),
            "text": datasets.Value("string"),
        }
    )
    good = [Image.new("RGB", (20, 20), colour) for colour in (BLUE, RED)]
    rows = {
        "img": [*good, {"path": None, "bytes": b"broken"}],
        "label": [1, 0, 0],
        "text": ["a blue sky", "a red wall", "nothing"],
    }
    (tmp_path / "set").mkdir()
    made = datasets.Dataset.from_dict(rows, features=features)
    made.to_parquet(tmp_path / "set" / "train.parquet")
    made.select([0]).to_parquet(tmp_path / "set" / "test.parquet")
    found = all_of(f"hub:{tmp_path / 'set'}")
    assert found.classes == ("wall", "sky", "unseen") and found.labels.tolist() == [1, 0]
    assert found.captions == (("a blue sky",), ("a red wall",))
    assert near(shown(found, 0), BLUE) and near(shown(found, 1), RED)
    assert found.skipped == {"not a picture": 1} and found.source == "hub:set"


def test_a_data_set_of_plain_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached(tmp_path, monkeypatch)
    for kind, colour in (("sky", BLUE), ("wall", RED)):
        save(tmp_path / "set" / "train" / kind / "a.png", colour)
    found = all_of(f"hub:{tmp_path / 'set'}")
    assert found.classes == ("sky", "wall") and near(shown(found, 1), RED)


def test_other_formats_of_the_hub_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached(tmp_path, monkeypatch)
    import pickle

    (tmp_path / "pickled").mkdir()
    (tmp_path / "pickled" / "train.pkl").write_bytes(pickle.dumps([1]))
    with pytest.raises(RequestError, match="no files that can be read"):
        all_of(f"hub:{tmp_path / 'pickled'}")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "train.csv").write_text("a,b\n1,2\n")
    with pytest.raises(RequestError, match="is stored as csv"):
        all_of(f"hub:{tmp_path / 'words'}")


def test_the_hub_out_of_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached(tmp_path, monkeypatch)
    with pytest.raises(NotReady, match=r"owner/name can't be downloaded.*check the network"):
        all_of("hub:owner/name")


# All of them


def test_splits_keep_groups_together_and_stay(tmp_path: Path) -> None:
    pixels = np.zeros((400, 1, 8, 8), np.uint8)
    names = tuple(f"g{number // 4}" for number in range(400))
    weights = np.full(400, 1 / 400)
    captions = tuple((str(number),) for number in range(400))
    whole = Pictures(pixels, np.zeros(400, np.int64), ("",), captions, weights, names)
    kept, out = whole.split(0.2)
    assert not {*kept.groups} & {*out.groups} and len(kept) + len(out) == 400
    assert 40 < len(out) < 120 and out.weights.sum() == pytest.approx(1)
    fewer = whole.take(range(200)).split(0.2)[1]
    assert fewer.captions == out.captions[: len(fewer)]
    assert whole.split(0.2, seed=1)[1].groups != out.groups
    few = whole.take([0, 4, 8])
    assert [len(side) for side in few.split(0.001)] == [2, 1]
    assert [len(side) for side in few.split(0.999)] == [1, 2]
    assert [len(side) for side in few.split(0)] == [3, 0]


def test_the_hash_is_of_pixels_labels_and_words(tmp_path: Path) -> None:
    save(tmp_path / "one" / "a.png").with_suffix(".txt").write_text("red")
    first = all_of(tmp_path / "one")
    assert all_of(tmp_path / "one").sha256 == first.sha256
    (tmp_path / "one").rename(tmp_path / "two")
    assert all_of(tmp_path / "two").sha256 == first.sha256
    (tmp_path / "two" / "a.txt").write_text("blue")
    assert all_of(tmp_path / "two").sha256 != first.sha256


def test_reading_can_be_cancelled_and_is_limited(tmp_path: Path) -> None:
    for number in range(3):
        save(tmp_path / f"{number}.png")
    seen = []

    def check() -> None:
        seen.append(1)
        if len(seen) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        all_of(tmp_path, check=check)
    with pytest.raises(RequestError, match="size: invalid value 4; expected"):
        all_of(tmp_path, size=4)


def test_too_many_pictures_for_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "a.png")
    monkeypatch.setattr("muse_image.data.collect.MOST_BYTES", 700)
    with pytest.raises(RequestError, match="1 pictures of 16 px need"):
        all_of(tmp_path)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("digits", "digits"),
        ("emoji", "emoji"),
        ("emoji:/usr/share/F.ttf", "emoji:F.ttf"),
        ("hub:owner/name@main:small", "hub:owner/name@main:small"),
        ("hub:/home/me/set", "hub:set"),
        ("/home/me/cats", "cats"),
        ("cats/mine", "mine"),
        (" ~/cats ", "cats"),
    ],
)
def test_a_recipe_keeps_no_path(typed: str, label: str) -> None:
    class Learns(Condition):
        data: DataSource

    made = Learns(data=typed)
    assert isinstance(made.data, DataSource) and made.data == typed.strip()
    assert made.model_dump(mode="json")["data"] == label


def test_a_condition_that_names_pictures_imports_nothing_heavy() -> None:
    code = (
        "import sys; from muse_image.data import DataSource, Pictures, read, augment;"
        "print([m for m in ('numpy', 'PIL', 'torch', 'datasets', 'emoji', 'sklearn')"
        " if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_flips_and_shifts() -> None:
    picture = Image.new("L", (8, 8), 0)
    ImageDraw.Draw(picture).point((2, 4), 255)
    batch = np.asarray(picture)[None, None].repeat(400, 0)
    moved = augment(batch, np.random.default_rng(0), flip=False, shift=1)
    at = {tuple(np.argwhere(one[0])[0]) for one in moved}
    assert at == {(y, x) for y in (3, 4, 5) for x in (1, 2, 3)}
    flipped = augment(batch, np.random.default_rng(0), flip=True)
    assert {tuple(np.argwhere(one[0])[0]) for one in flipped} == {(4, 2), (4, 5)}
    still = augment(batch, np.random.default_rng(0), flip=False)
    assert (still == batch).all()
    edge = np.zeros((50, 3, 8, 8), np.uint8)
    edge[..., 0] = 9
    assert (augment(edge, np.random.default_rng(1), flip=False, shift=2)[..., 7] == 0).all()
    assert set(np.unique(augment(edge, np.random.default_rng(1), flip=False, shift=2))) <= {0, 9}

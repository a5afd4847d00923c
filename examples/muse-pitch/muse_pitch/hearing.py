"""From samples to notes: windows of two seconds through the network, and what becomes of them."""

import io
import json
import logging
import warnings
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import soundfile

from muse import InputFile, RequestError

if TYPE_CHECKING:
    from . import PitchCondition

LONGEST = 1200.0
"""Seconds of a recording at most."""

_OVERLAP = 30  # frames that two windows share
_HINT = "give a WAV, FLAC, Ogg, MP3 or AIFF file"


class Note(NamedTuple):
    """A note: start and end (s), MIDI pitch, how loud (0 to 1), bends in thirds of a semitone."""

    start: float
    end: float
    pitch: int
    loud: float
    bends: list[int] | None


@cache
def _library() -> Any:
    """Import basic-pitch, which says at length what it wasn't installed with."""
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from basic_pitch import constants, inference, note_creation

            return constants, inference, note_creation
    finally:
        logging.disable(logging.NOTSET)


@cache
def _network() -> Any:
    """Return the network of basic-pitch, loaded once in a worker's life."""
    import onnxruntime
    from basic_pitch import FilenameSuffix, build_icassp_2022_model_path

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    path = build_icassp_2022_model_path(FilenameSuffix.onnx)
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Recording:
    """A recording: `listen` goes through it, then `heard` has what the network says."""

    def __init__(self, file: InputFile) -> None:
        self.name = file.name
        self.samples = _samples(file)
        constants, self._inference, _ = _library()
        self.seconds = len(self.samples) / constants.AUDIO_SAMPLE_RATE
        self._rest = _OVERLAP * constants.FFT_HOP
        self._step = constants.AUDIO_N_SAMPLES - self._rest
        self.windows = -(-(len(self.samples) + self._rest // 2) // self._step)
        self._heard: list[list[Any]] = []

    def listen(self) -> Iterator[int]:
        """Go through the windows, and yield how many are heard so far."""
        network = _network()
        # As basic-pitch's own run_inference does it, which tells nothing on the way.
        given, wanted = (
            "serving_default_input_2:0",
            [f"StatefulPartitionedCall:{n}" for n in (1, 2, 0)],
        )
        padded = np.concatenate([np.zeros(self._rest // 2, np.float32), self.samples])
        windows = self._inference.window_audio_file(padded, self._step)
        for number, (window, _) in enumerate(windows, 1):
            self._heard.append(network.run(wanted, {given: window[None]}))
            yield number

    def heard(self) -> dict[str, Any]:
        """Return what the network says: note, onset (frames x 88) and contour (frames x 264)."""
        names = ("note", "onset", "contour")
        parts = {
            name: np.concatenate(part)
            for name, part in zip(names, zip(*self._heard, strict=True), strict=True)
        }
        whole = self._inference.unwrap_output
        return {name: whole(part, len(self.samples), _OVERLAP) for name, part in parts.items()}


def _samples(file: InputFile) -> Any:
    """Return a file's samples, one channel at the network's rate; RequestError without any."""
    import soxr

    name = f"audio: {file.name}"
    try:
        about = soundfile.info(io.BytesIO(file.data))
    except (soundfile.SoundFileError, RuntimeError):
        raise RequestError(f"{name} can't be read as sound", hint=_HINT) from None
    if about.duration > LONGEST or about.channels > 8:
        raise RequestError(
            f"{name} lasts {about.duration / 60:.0f} minutes, in {about.channels} channels",
            hint=f"give at most {LONGEST / 60:.0f} minutes, of at most 8 channels",
        )
    try:
        # As librosa.load does it, which compiles for some 15 s before.
        read, rate = soundfile.read(io.BytesIO(file.data), dtype="float32", always_2d=True)
        wanted = _library()[0].AUDIO_SAMPLE_RATE
        samples = read.mean(axis=1)
        if rate != wanted and len(samples):
            samples = soxr.resample(samples, rate, wanted, quality="HQ")
    except (soundfile.SoundFileError, RuntimeError, ValueError) as error:
        raise RequestError(f"{name} is damaged", hint=_HINT) from error
    if not np.isfinite(samples).all() or np.abs(samples).max(initial=0) < 1e-4:
        raise RequestError(f"{name} is silent", hint="give another recording")
    return samples


def heard(recording: Recording, condition: "PitchCondition") -> tuple[Any, list[Note]]:
    """Return the notes of a recording, as a piece of pretty_midi and one by one."""
    constants, _, creation = _library()
    rate = constants.AUDIO_SAMPLE_RATE
    midi, events = creation.model_output_to_notes(
        recording.heard(),
        onset_thresh=condition.onset,
        frame_thresh=condition.frame,
        min_note_len=round(condition.shortest * rate / constants.FFT_HOP),
        min_freq=_hertz(condition.lowest),
        max_freq=_hertz(condition.highest + 1),
        include_pitch_bends=condition.bends,
        midi_tempo=condition.tempo,
    )
    notes = [
        Note(
            round(float(start), 4),
            round(float(end), 4),
            int(pitch),
            round(float(loud), 4),
            bends and [int(b) for b in bends],
        )
        for start, end, pitch, loud, bends in sorted(events, key=lambda each: each[:3])
    ]
    if not notes:
        raise RequestError(
            f"audio: no notes are heard in {recording.name}", hint="lower --onset or --frame"
        )
    return midi, notes


def _hertz(pitch: int) -> float:
    return float(440 * 2 ** ((pitch - 69) / 12))


def written(
    midi: Any, notes: list[Note], seconds: float
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the files, and what is measured on them."""
    target = io.BytesIO()
    midi.write(target)
    told = {"duration": round(seconds, 3), "notes": [each._asdict() for each in notes]}
    files = {".mid": target.getvalue(), ".json": (json.dumps(told) + "\n").encode()}
    pitches = [each.pitch for each in notes]
    measured = {
        "notes": len(notes),
        "duration": round(seconds, 3),
        "pitches": [min(pitches), max(pitches)],
        "together": _together(notes),
    }
    return files, measured


def _together(notes: list[Note]) -> int:
    """Return how many notes sound at once at most."""
    turns = sorted([(each.start, 1) for each in notes] + [(each.end, -1) for each in notes])
    return int(np.cumsum([turn for _, turn in turns]).max())

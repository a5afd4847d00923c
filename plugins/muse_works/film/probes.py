"""Small files for the conformance kit."""

import io
from collections.abc import Mapping
from typing import Any


def probes() -> Mapping[str, Mapping[str, Any]]:
    """Return files to hand in, and fields in whose company others show."""
    picture, tone = _picture(), _tone()
    spoken = {"scenes": [{"say": "Night.", "picture": 1}], "pictures": [picture]}
    told = {**spoken, "narrate": True}
    painted = {"scenes": [{"picture": "a lake", "seconds": 1.2}]}
    shown = {"pictures": [picture], "scenes": []}
    board = b"# Night\n\n## One\n\n- picture: 1\n- seconds: 0.5\n"
    return {
        "prompt": {**shown, "prompt": "Night."},
        "script": {**shown, "script": b"Night falls."},
        "storyboard": {**shown, "storyboard": board},
        "song": {**shown, "song": b"[00:00.50]La la\n[00:01.00]\n", "music": tone},
        "scenes": {"scenes": [{"title": "Three", "seconds": 1.0}]},
        "pictures": {"pictures": [picture]},
        "sounds": {"sounds": [tone]},
        "music": {"music": tone, "score": True},
        "score": {"score": True},
        "mood": {"score": True, "mood": "sad"},
        "music_below": {**told, "music": tone, "score": True, "music_below": 20.0},
        "style": {**painted, "style": "ink"},
        "setting": {"prompt": "A lake.", "scenes": [], "setting": "night"},
        "animate": {**painted, "animate": 2},
        "move": {**painted, "move": "pan_left"},
        "narrate": told,
        "voice": {**told, "voice": "male"},
        "rate": {**told, "rate": 1.5},
        "language": {**told, "language": "de"},
        "subtitles": {**spoken, "subtitles": "none"},
        "ending": {"ending": "Fin"},
    }


def _picture() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((96, 64)).save(buffer, "PNG")
    return buffer.getvalue()


def _tone() -> bytes:
    import numpy as np
    import soundfile

    buffer = io.BytesIO()
    wave = 0.3 * np.sin(np.arange(12_000) / 8_000 * 2 * np.pi * 440)
    soundfile.write(buffer, wave, 8_000, format="WAV")
    return buffer.getvalue()

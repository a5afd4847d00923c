"""What tests of A1111's API share: how they ask it, and pictures for it."""

import base64
import io
import time
from typing import Any

from PIL import Image, PngImagePlugin

BASIC = {"authorization": "Basic " + base64.b64encode(b":").decode()}
SKETCH = {"override_settings": {"sd_model_checkpoint": "image.sketch"}}


def picture(width: int = 48, height: int = 32, text: str = "") -> str:
    info = PngImagePlugin.PngInfo()
    if text:
        info.add_text("parameters", text)
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "PNG", pnginfo=info)
    return base64.b64encode(buffer.getvalue()).decode()


def post(server: Any, path: str, body: Any = None, **more: Any) -> Any:
    return server.client.post(f"/sdapi/v1{path}", json=body, headers=BASIC, **more)


def get(server: Any, path: str) -> Any:
    answer = server.client.get(f"/sdapi/v1{path}", headers=BASIC)
    assert answer.status_code == 200, answer.text
    return answer.json()


def opened(text: str) -> Any:
    data = base64.b64decode(text, validate=True)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return Image.open(io.BytesIO(data))


def wait_for(found: Any, seconds: float = 10.0) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(0.01)
    raise AssertionError("it didn't come")

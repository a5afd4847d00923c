"""speech.say keeps what every generator promises."""

import shutil

import pytest

from muse.testing import conformance
from muse_speech.say.engines import hibari

pytestmark = pytest.mark.skipif(
    not (hibari.installed() and shutil.which("espeak-ng")), reason="hibari-tts and espeak-ng"
)

test_speech_say = conformance("speech.say", seconds=1)

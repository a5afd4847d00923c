"""How much Muse adds to the engines that speak: its time against theirs, called bare.

    python -m benchmarks.speech

Prints a line for each engine that is here: seconds of sound, processor seconds of the engine alone
and of a run with everything around it (text, times, loudness, files), their ratio, and the
real-time factor of the run (processor seconds for a second of sound).
"""

import resource
import subprocess
from collections.abc import Callable

import muse
from muse_speech.say.engines import espeak, hibari
from muse_speech.say.engines.pinyin import in_pinyin

ENGLISH = [
    f"Sentence number {number} tells how the fox went over the hill, and looked at the stars."
    for number in range(1, 11)
]
CHINESE = ["小狐狸走过山坡，在夜里看天上的星星，慢慢地走回家去。"] * 10


def main() -> None:
    """Measure each engine that is here."""
    host = muse.Host()
    if hibari.installed():
        from hibari import Hibari

        tts = Hibari()

        def bare() -> None:
            for sentence in ENGLISH:
                tts(sentence, seed=1)

        measure(host, "hibari", " ".join(ENGLISH), bare)
    if espeak.program():

        def program() -> None:
            for sentence in CHINESE:
                command = ["espeak-ng", "-v", "cmn-latn-pinyin", "--stdin", "--stdout"]
                subprocess.run(command, input=in_pinyin(sentence).encode(), capture_output=True)

        measure(host, "espeak-ng", "".join(CHINESE), program)


def measure(host: muse.Host, engine: str, text: str, bare: Callable[[], None]) -> None:
    """Print a line: the better of three tries each."""
    host.run("speech", text=text, engine=engine, seed=1)  # all is loaded
    bare()
    alone = min(seconds(bare) for _ in range(3))
    measured: list[float] = []

    def run() -> None:
        result = host.run("speech", text=text, engine=engine, seed=1)
        measured.append(result.report.measured["duration"])

    whole = min(seconds(run) for _ in range(3))
    length = measured[-1]
    print(
        f"{engine:10} {length:5.1f} s of sound: alone {alone:.2f} s, Muse {whole:.2f} s,"
        f" ratio {whole / alone:.2f}, real-time factor {whole / length:.3f}"
    )


def seconds(work: Callable[[], None]) -> float:
    """Return the processor seconds of some work, its programs among them."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()

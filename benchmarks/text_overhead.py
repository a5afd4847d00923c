"""What a run of text.llm costs beyond the generation itself.

python benchmarks/text_overhead.py [--pairs 10] [--tokens 1500]

One model with random weights, built here. "Host" is a whole `Host.run`, streamed token by token to
the recorded text; "direct" calls `model.generate` of transformers and decodes. Both in one process,
in turns, and both give the same text. The host's own time is a run's CPU time less `generate`, plus
what of `generate` is watching each token; its median is compared with 20 ms + 1 %. (Whole runs
differ by hundreds of milliseconds from one to the next; the median of their differences is told.)
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import torch
from own_time import Stopwatch

from muse import Host, Text
from muse_text.llm import LlmCondition, forms, sampling
from muse_text.llm.local import load, tokenizer
from plugins.text.llm_models import build, index

DRAWN = {"temperature": 0.9, "top_k": 40, "top_p": 0.9, "repetition_penalty": 1.1}


def direct(model: object, path: Path, tokens: int, seed: int) -> str:
    """Write the same text with transformers alone."""
    words = tokenizer(path)
    chat = forms.task(LlmCondition(prompt="rain"))
    text = words.apply_chat_template(chat, tokenize=False, add_generation_prompt=True)
    inputs = words(text, return_tensors="pt", return_token_type_ids=False)
    torch.manual_seed(seed)
    made = model.generate(**inputs, do_sample=True, max_new_tokens=tokens, **DRAWN)
    return words.decode(made[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)


def main() -> None:
    """Print the medians and the difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--tokens", type=int, default=1500)
    asked = parser.parse_args()
    from muse import Component, Placement

    with tempfile.TemporaryDirectory() as folder:
        path = build(
            Path(folder) / "model", True, num_hidden_layers=4, hidden_size=256,
            intermediate_size=1024, eos_token_id=None,
        )  # fmt: skip
        never = tokenizer(path)  # an end that the model has no token for: all texts are as long
        never.add_special_tokens({"eos_token": "<never>"})
        never.save_pretrained(path)
        os.environ["MUSE_HOME"] = folder
        model = load(Placement(Component(str(path), load, size=1), "cpu", "float32"))
        times: dict[str, list[float]] = {"host": [], "direct": []}
        own: list[float] = []
        work, watch = Stopwatch(type(model), "generate"), Stopwatch(sampling.Watch, "__call__")
        with Host(index=index()) as host:
            for pair in range(asked.pairs + 1):
                made = {}
                for name in ("host", "direct") if pair % 2 else ("direct", "host"):
                    work.take(), watch.take()
                    start = time.process_time()
                    if name == "host":
                        stream = host.stream(
                            "text.llm", prompt="rain", model=str(path), seed=pair,
                            max_tokens=asked.tokens, no_embed=True, **DRAWN,
                        )  # fmt: skip
                        pieces = [event.piece for event in stream if isinstance(event, Text)]
                        made[name] = stream.result.text
                        assert "".join(pieces) == made[name]
                    else:
                        with torch.inference_mode():
                            made[name] = direct(model, path, asked.tokens, pair)
                    if pair:  # the first pair warms up
                        times[name].append(time.process_time() - start)
                    if pair and name == "host":
                        own.append(times[name][-1] - work.take() + watch.take())
                assert made["host"] == made["direct"].rstrip("\ufffd")  # half a letter at the end
    more = [a - b for a, b in zip(times["host"], times["direct"], strict=True)]
    base, mine = statistics.median(times["direct"]), statistics.median(own)
    print(f"direct {base:.3f} s, host {statistics.median(times['host']):.3f} s (CPU, medians)")
    print(f"whole runs differ by {statistics.median(more) * 1000:+.0f} ms (median of pairs)")
    print(f"the host's own: {mine * 1000:.0f} ms; allowed {20 + base * 10:.0f} ms")


if __name__ == "__main__":
    main()

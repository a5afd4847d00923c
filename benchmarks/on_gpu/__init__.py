"""One prepared run on a CUDA card: what only a real one can tell, in ten minutes at most.

    python -m benchmarks.on_gpu --pack DIR      here: pack what a machine without network needs
    python -m benchmarks.on_gpu --from DIR --out OUT [--minutes 10]           there
    python -m benchmarks.on_gpu --small --out OUT     here: to the end with tiny models, no card

    check     what is there, in seconds: torch, card, memory, folders, what is missing
    sharing   the device manager on real CUDA: budgets, eviction, offloading, running out of memory
    requests  diffusion, a language model and MusicGen of realistic size with random weights
    emoji     the emoji diffusion model, trained for the rest of the time; weights come home

Every part is a process with a limit of its own: what crashes or hangs costs itself alone. Figures
are written as they come (results.jsonl, report.md), so that a cut loses only what wasn't measured.
The machine needs Python 3.11 or later and torch with CUDA, numpy and Pillow; all else is packed.
Exit status: 0 all checks passed, 1 some failed, 2 nothing could be run.
"""

"""bfloat16 where it helps: processors without it compute it many times slower than float32."""

from typing import Any

import torch

from muse import Run


def settled(condition: Any, device: str, run: Run) -> Any:
    """Return the condition in a precision that the device computes in; the report says so."""
    if condition.precision != "bfloat16" or not device.startswith("cpu") or has_bfloat16():
        return condition
    why = "this processor has no bfloat16, and would be many times slower with it"
    run.report.adjust("precision", "bfloat16", "float32", why)
    run.resolve(precision="float32")
    return condition.model_copy(update={"precision": "float32"})


def has_bfloat16() -> bool:
    """Whether the processor computes bfloat16 quickly, as torch's kernels for it see that."""
    try:
        return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
    except (AttributeError, RuntimeError):  # built without them: nobody knows
        return False

"""bfloat16 where it helps: what lacks it computes it many times slower than float32."""

from typing import Any

import torch

from muse import Run


def settled(condition: Any, device: str, run: Run) -> Any:
    """Return the condition in a precision that the device computes in; the report says so."""
    if condition.precision != "bfloat16" or has_bfloat16(device):
        return condition
    what = "card" if device.startswith("cuda") else "processor"
    why = f"this {what} has no bfloat16, and would be many times slower with it"
    run.report.adjust("precision", "bfloat16", "float32", why)
    run.resolve(precision="float32")
    return condition.model_copy(update={"precision": "float32"})


def has_bfloat16(device: str = "cpu") -> bool:
    """Whether a device computes bfloat16 quickly, as torch sees that; True where nobody knows."""
    if device.startswith("cuda"):
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    if not device.startswith("cpu"):
        return True
    try:
        return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
    except (AttributeError, RuntimeError):  # built without them: nobody knows
        return False

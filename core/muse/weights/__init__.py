"""Finding weights on this machine and on the hub: safetensors, pinned."""

"""Training for diffusion: LoRAs, and a small model from nothing."""

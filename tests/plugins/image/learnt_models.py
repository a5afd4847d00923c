"""Small files of weights for image.cgan, image.stylegan and image.vae, with random values."""

from pathlib import Path

CLASSES = [["cat", "猫"], ["moon"], ["star"]]


def build(path: Path, kind: str) -> Path:
    """Write weights of `cgan`, `stylegan` or `vae` for 8 x 8 px, and return the file."""
    import torch

    from muse_image.cgan import model as cgan
    from muse_image.stylegan import model as stylegan
    from muse_image.training.weights import packed
    from muse_image.vae import model as vae

    with torch.random.fork_rng():
        torch.manual_seed(1)
        if kind == "cgan":
            settings = cgan.Settings(classes=3, channels=3, bounded=True, noise=8, width=8)
            network = cgan.Generator(settings)
            tensors = {f"generator.{k}": v for k, v in network.state_dict().items()}
        elif kind == "stylegan":
            settings = stylegan.Settings(
                size=8, classes=3, noise=8, style=16, mapping=2, base=64, most=12
            )
            network = stylegan.Generator(settings)
            tensors = {f"generator.{k}": v for k, v in network.state_dict().items()}
        else:
            settings = vae.Settings(classes=3, size=8, patch=1, latent=8, style=16, widths=(16, 8))
            network = vae.Vae(settings)
            tensors = {f"vae.{k}": v for k, v in network.state_dict().items()}
            tensors |= {
                "means": torch.randn(3, 8),
                "centres": torch.randn(4, 2, 8),
                "axes": torch.randn(4, 2, 4, 8),
            }
        # What begins as nothing would say nothing of the noise.
        tensors = {k: v + 0.3 * torch.randn_like(v) for k, v in tensors.items()}
        if kind == "vae":
            tensors["shares"] = torch.tensor([[0.6, 0.4]]).expand(4, 2)
    path = path.with_suffix(".safetensors")
    path.write_bytes(packed(f"image.{kind}", settings, tensors, False, classes=CLASSES))
    return path

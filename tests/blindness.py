"""Pictures as people see them who lack one kind of cone, and without any colour.

    python tests/blindness.py PICTURE.png FOLDER

The matrices are those of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, A Physiologically-based Model for
Simulation of Color Vision Deficiency, IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009, for full
severity; they apply to linear RGB.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MATRICES: dict[str, list[list[float]]] = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ],
    "grey": 3 * [[0.2126, 0.7152, 0.0722]],
}  # fmt: skip
SIGHTS = tuple(MATRICES)


def seen(pixels: NDArray[np.uint8], sight: str) -> NDArray[np.uint8]:
    """Pixels [..., 3] of sRGB, 0 to 255, as they look with that sight."""
    share = pixels.astype(np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    turned = np.clip(linear @ np.array(MATRICES[sight]).T, 0, 1)
    out = np.where(turned <= 0.0031308, 12.92 * turned, 1.055 * turned ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(255 * out), dtype=np.uint8)


def main(source: Path, folder: Path) -> None:
    """Writes a picture as it looks with each sight."""
    import pygame

    whole = pygame.image.load(source)
    folder.mkdir(parents=True, exist_ok=True)
    for sight in SIGHTS:
        out = pygame.Surface(whole.get_size())
        pygame.surfarray.blit_array(out, seen(pygame.surfarray.array3d(whole), sight))
        pygame.image.save(out, folder / f"{source.stem}-{sight}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

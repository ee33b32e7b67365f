"""``data.py NAME DIRECTORY``: writes data that a real project reads, made from nothing but a fixed seed."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np


def mnist(into: Path) -> None:
    """The four files of MNIST, 60000 and 10000 images of 28 by 28: a square whose place is the digit, and noise."""
    raw = into / "MNIST" / "raw"
    raw.mkdir(parents=True)
    draw = np.random.default_rng(1)
    for part, size in (("train", 60_000), ("t10k", 10_000)):
        digits = draw.integers(0, 10, size, dtype=np.uint8)
        images = draw.integers(0, 64, (size, 28, 28), dtype=np.uint8)
        for digit in range(10):
            across, down = 2 + 5 * (digit % 5), 6 + 10 * (digit // 5)
            images[digits == digit, down : down + 4, across : across + 4] += 160
        header = struct.pack(">IIII", 0x803, size, 28, 28)
        (raw / f"{part}-images-idx3-ubyte").write_bytes(header + images.tobytes())
        header = struct.pack(">II", 0x801, size)
        (raw / f"{part}-labels-idx1-ubyte").write_bytes(header + digits.tobytes())


def photos(into: Path) -> None:
    """Folders ``train`` and ``val`` of classes with JPEG images of 96 by 96, as ``ImageFolder`` reads them."""
    from PIL import Image

    draw = np.random.default_rng(2)
    for part, size in (("train", 96), ("val", 8)):
        for name in ("bird", "cat", "dog", "fish"):
            folder = into / part / name
            folder.mkdir(parents=True)
            for number in range(size):
                coarse = draw.integers(0, 256, (12, 12, 3), dtype=np.uint8)
                image = Image.fromarray(coarse).resize((96, 96), Image.Resampling.BICUBIC)
                image.save(folder / f"{number}.jpg")


def lines(into: Path) -> None:
    """Pictures of lines of text, each with what it says beside it."""
    from PIL import Image, ImageDraw

    into.mkdir(parents=True)
    draw = np.random.default_rng(3)
    words = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor".split()
    for number in range(120):
        text = " ".join(draw.choice(words, 4))
        image = Image.new("L", (9 * len(text) + 20, 40), 255)
        ImageDraw.Draw(image).text((10, 12), text, fill=0)
        image.save(into / f"{number:03}.png")
        (into / f"{number:03}.gt.txt").write_text(text)


DATA: dict[str, Callable[[Path], None]] = {
    each.__name__: each for each in (mnist, photos, lines)
}

if __name__ == "__main__":
    name, directory = sys.argv[1:]
    DATA[name](Path(directory))

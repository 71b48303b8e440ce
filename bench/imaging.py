"""What a picture costs: wall time and peak memory of the child, by kind.

Run: python bench/imaging.py [file or folder ...]
Without arguments, draws large pictures of every kind, and prints what a page's sizes
of one of them cost; with arguments, the three files that were the most expensive too.
"""

import json
import os
import re
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
MEASURED = (
    "import sys; from articles.imaging.worker import main; main();"
    "print(open('/proc/self/status').read(), file=sys.stderr)"
)
SIZE = (5712, 4284)  # 24.5 million pixels, a phone's usual photograph.
LARGE = (8192, 6144)


def main() -> None:
    print(f"{'what':34} {'in kB':>8} {'s':>6} {'peak MB':>8}  result")
    measure("start, nothing to do", b"", task="clean")
    for name, data in drawn():
        clean = measure(name, data, task="clean")
    for format_ in ("jpeg", "webp", "avif", "png"):
        for width in (800, 1600):
            order = {"task": "rendition", "width": width, "format": format_}
            measure(f"{format_} at {width}", clean, **order)
    given = [path for name in sys.argv[1:] for path in files(Path(name))]
    rows = [(path.name, *run(path.read_bytes(), task="clean")) for path in given]
    for title, column in (("slowest", 1), ("most memory", 2)):
        for name, seconds, peak, *_ in sorted(rows, key=lambda row: -row[column])[:3]:
            print(f"{title:14} {name[:44]:44} {seconds:5.2f} s {peak:6.1f} MB")


def files(path: Path) -> list[Path]:
    return sorted(path.iterdir()) if path.is_dir() else [path]


def drawn():
    photo = noisy(SIZE)
    yield "GIF, 24 MP", saved(photo.quantize(64), "GIF")
    # With less grain: a photograph's PNG would be over the limit of 15 MB.
    smooth = photo.quantize(64).convert("RGB")
    yield "PNG, 24 MP", saved(smooth, "PNG")
    yield "PNG, 24 MP, transparent", saved(see_through(smooth), "PNG")
    yield "PNG, 24 MP, palette", saved(photo.quantize(64), "PNG")
    yield "PNG, 24 MP, 16 bits", saved(deep(smooth), "PNG")
    fewer = photo.resize((4300, 3225))
    yield "WebP, 14 MP", saved(fewer, "WEBP", method=0)
    yield "WebP, 14 MP, transparent", saved(see_through(fewer), "WEBP", method=0)
    fewer = photo.resize((4890, 3668))
    yield "AVIF, 18 MP", saved(fewer, "AVIF", speed=10)
    yield "AVIF, 18 MP, transparent", saved(see_through(fewer), "AVIF", speed=10)
    yield "JPEG, 24 MP", saved(photo)
    yield "JPEG, 24 MP, progressive", saved(photo, progressive=True)
    every = {"progressive": True, "subsampling": 0}
    yield "JPEG, 24 MP, progressive 4:4:4", saved(photo, **every)
    yield "JPEG, 24 MP, progressive CMYK", saved(photo.convert("CMYK"), **every)
    large = noisy(LARGE)
    yield "JPEG, 50 MP", saved(large, quality=60)
    yield "JPEG, 50 MP, CMYK", saved(large.convert("CMYK"), quality=60)
    yield "JPEG, 12 MP", saved(noisy((4032, 3024)))


def noisy(size: tuple[int, int]) -> Image.Image:
    """Soft light with fine grain, about as hard to encode as a photograph."""
    small = tuple(side // 16 for side in size)
    soft = [Image.effect_noise(small, 70).resize(size) for _ in "RG"]
    light = Image.linear_gradient("L").resize(size)
    grain = Image.effect_noise(size, 12)
    return Image.blend(
        Image.merge("RGB", (*soft, light)), Image.merge("RGB", (grain,) * 3), 0.3
    )


def deep(photo: Image.Image) -> Image.Image:
    """Grey in 16 bits."""
    return (
        photo.convert("L").convert("I").point(lambda grey: grey * 257).convert("I;16")
    )


def see_through(photo: Image.Image) -> Image.Image:
    image = photo.convert("RGBA")
    image.putalpha(Image.radial_gradient("L").resize(photo.size))
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def measure(name: str, data: bytes, **order) -> bytes:
    seconds, peak, facts, made = run(data, **order)
    result = facts.get("refused") or f"{facts.get('format', '')} {len(made) // 1000} kB"
    print(f"{name:34} {len(data) // 1000:8} {seconds:6.2f} {peak:8.1f}  {result}")
    return made


def run(data: bytes, **order) -> tuple[float, float, dict, bytes]:
    """(seconds, peak MB, facts, bytes) of one task in a child of its own."""
    began = time.perf_counter()
    child = subprocess.run(
        [sys.executable, "-c", MEASURED, json.dumps(order)],
        input=data,
        capture_output=True,
        env={"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        check=False,
    )
    seconds = time.perf_counter() - began
    peak = re.search(rb"VmHWM:\s+(\d+) kB", child.stderr)
    head, _, made = child.stdout.partition(b"\n")
    facts = json.loads(head) if head else {"refused": f"status {child.returncode}"}
    return seconds, int(peak[1]) / 1024 if peak else 0.0, facts, made


if __name__ == "__main__":
    main()

"""Pictures drawn for the tests, and what an encoded picture is made of."""

import json
import os
import re
import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageStat

ROOT = Path(__file__).parents[2]
MEASURED = (
    "import sys; from articles.imaging import worker; worker.CPU_SECONDS = 600;"
    "worker.main();"
    "print(open('/proc/self/status').read(), file=sys.stderr)"
)


def photo(size=(64, 48), mode="RGB"):
    """Soft colours with a red corner, so that every turn of it is told apart."""
    bands = [Image.linear_gradient("L").rotate(turn) for turn in (0, 90)]
    image = Image.merge("RGB", [*bands, Image.radial_gradient("L")]).resize(size)
    corner = (size[0] // 4, size[1] // 4)
    ImageDraw.Draw(image).rectangle((0, 0, *corner), fill=(220, 20, 20))
    return image.convert(mode)


def drawing(size=(400, 300)):
    """Lines and flat areas, as a diagram has."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for step in range(0, size[0], 40):
        pen.line((step, 0, size[0] - step, size[1]), fill="navy", width=2)
        pen.ellipse((step, 40, step + 30, 70), fill="orange", outline="black")
    return image


def saved(image, kind="JPEG", **options):
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data):
    image = Image.open(BytesIO(data))
    image.load()
    return image


def difference(one, other):
    """Mean difference of two pictures of one size, 0 to 255."""
    assert one.size == other.size
    bands = ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other))
    return max(bands.mean)


def parts(data):
    """Names of all that a JPEG or PNG file consists of, pixels or not."""
    return png_parts(data) if data.startswith(b"\x89PNG") else jpeg_parts(data)


def png_parts(data):
    position, found = 8, []
    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        found.append(data[position + 4 : position + 8].decode("latin-1"))
        position += 12 + length
    return found


def jpeg_parts(data):
    position, found = 2, []
    while position < len(data):
        marker = data[position + 1]
        found.append(f"{marker:02x}")
        if marker == 0xD9:
            return [*found, *(["trailer"] if data[position + 2 :] else [])]
        (length,) = struct.unpack_from(">H", data, position + 2)
        position += 2 + length
        if marker == 0xDA:
            position += re.search(rb"\xff[^\x00\xd0-\xd7]", data[position:]).start()
    return found


# JFIF head, quantisation, progressive frame, Huffman tables, scan, end.
JPEG_PIXELS = {"e0", "db", "c2", "c4", "da", "d9"}
PNG_PIXELS = {"IHDR", "IDAT", "IEND"}


def is_pixels_only(data):
    return set(parts(data)) <= (
        PNG_PIXELS if data.startswith(b"\x89PNG") else JPEG_PIXELS
    )


def run_worker(data, *, program=MEASURED, **order):
    """(facts, bytes, peak memory in MB) of the child's program, run as it is."""
    child = subprocess.run(
        [sys.executable, "-c", program, json.dumps(order)],
        input=data,
        capture_output=True,
        env={"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        timeout=600,
    )
    head, _, made = child.stdout.partition(b"\n")
    peak = re.search(rb"VmHWM:\s+(\d+) kB", child.stderr)
    assert head, child.stderr.decode()
    return json.loads(head), made, int(peak[1]) / 1024 if peak else 0

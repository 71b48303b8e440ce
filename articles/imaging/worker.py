"""The child process: a picture comes on standard input, what is made of it goes out.

The order is one argument, JSON with a ``task`` and its options. The answer is one line
of JSON, then the bytes. The process knows nothing of the site.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from articles.imaging.decoding import decode
from articles.imaging.encoding import encode_clean
from articles.imaging.refusal import TOO_HARD, ImageRefused
from articles.imaging.sizing import cut, opened, sized

MEMORY_BYTES = 2**30
CPU_SECONDS = 10
Answer = tuple[dict[str, Any], bytes]


def main() -> None:
    limit_resources()
    options = json.loads(sys.argv[1])
    data = sys.stdin.buffer.read()
    try:
        facts, made = TASKS[options.pop("task")](data, **options)
    except ImageRefused as refusal:
        facts, made = {"refused": str(refusal)}, b""
    except MemoryError:
        facts, made = {"refused": TOO_HARD}, b""
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + made)


def limit_resources() -> None:
    """Take from this process, before it sees a byte, what no picture needs."""
    for limit, amount in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, most = resource.getrlimit(limit)
        amount = amount if most == resource.RLIM_INFINITY else min(amount, most)
        resource.setrlimit(limit, (amount, amount))
    # Where the machine itself runs out of memory, this process goes and not the site.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def clean(data: bytes) -> Answer:
    image, is_lossless = decode(data)
    made, format = encode_clean(image, is_lossless=is_lossless)
    return {"format": format, "width": image.width, "height": image.height}, made


def rendition(data: bytes, *, width: int, format: str) -> Answer:
    return {}, sized(data, width=width, format=format)


def cuts(data: bytes, *, orders: list[dict[str, Any]]) -> Answer:
    """Several at once, so that the picture is decoded once."""
    image = opened(data)
    made = [cut(image, **order) for order in orders]
    return {"lengths": [len(file) for file in made]}, b"".join(made)


TASKS: dict[str, Callable[..., Answer]] = {
    "clean": clean,
    "rendition": rendition,
    "cuts": cuts,
}

if __name__ == "__main__":
    main()

"""The child process: a picture on standard input, a clean one on standard output.

Answers with one line of JSON, then the bytes. It knows nothing of the site and has
nothing of its environment, so a decoder that is taken over finds little.
"""

from __future__ import annotations

import json
import resource
import sys

from articles.imaging.decoding import decode
from articles.imaging.refusal import TOO_HARD, ImageRefused

MEMORY_BYTES = 2**30
CPU_SECONDS = 10


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        clean, format_, width, height = decode(data)
        head: dict[str, str | int] = {
            "format": format_,
            "width": width,
            "height": height,
        }
    except ImageRefused as error:
        clean, head = b"", {"refused": str(error)}
    except MemoryError:
        clean, head = b"", {"refused": TOO_HARD}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + clean)


if __name__ == "__main__":
    main()

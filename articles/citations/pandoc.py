"""Pandoc as a subprocess: the program inside the package ``pypandoc_binary``.

It runs sandboxed (no network, no file but those named), with a memory limit and a
time-out, in a directory of its own that is removed afterwards.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from articles.citations.clusters import EngineError

TIME_LIMIT_SECONDS = 20
MEMORY_LIMIT = ("+RTS", "-M512M", "-RTS")
MISSING = (
    "References cannot be formatted: the program pandoc, part of the Python package"
    " pypandoc_binary, is missing or cannot be started. Install the requirements again."
)


def run_pandoc(
    arguments: Sequence[str], *, text: str, files: Mapping[str, str] | None = None
) -> str:
    """Pandoc's answer to ``text``; ``files`` stand in its working directory.

    Raises ``EngineError``: program missing, too slow, or input refused.
    """
    with tempfile.TemporaryDirectory(prefix="citations-") as directory:
        for name, content in (files or {}).items():
            Path(directory, name).write_text(content, encoding="utf-8")
        finished = start([*arguments, *MEMORY_LIMIT], text=text, directory=directory)
    if finished.returncode:
        raise EngineError(
            "References could not be formatted: the citation program refused the"
            f" records. {first_line(finished.stderr)}".rstrip()
        )
    return finished.stdout.decode("utf-8")


def start(
    arguments: Sequence[str], *, text: str, directory: str
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 (a fixed program, no shell)
            [str(pandoc_path()), "--sandbox", *arguments],
            input=text.encode("utf-8"),
            capture_output=True,
            check=False,
            cwd=directory,
            # Without a home directory no setting of the machine's owner takes part.
            env={"HOME": directory, "LC_ALL": "C.UTF-8"},
            timeout=TIME_LIMIT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError(
            "References could not be formatted: the citation program took longer than"
            f" {TIME_LIMIT_SECONDS} seconds. Try again with fewer references at once."
        ) from error
    except OSError as error:
        raise EngineError(MISSING) from error


@cache
def pandoc_path() -> Path:
    """Where the package keeps its program; a system pandoc is never taken.

    Debian's is years older and formats a third of the references differently.
    """
    package = find_spec("pypandoc")
    if package is None or not package.origin:
        raise EngineError(MISSING)
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    path = Path(package.origin).parent / "files" / name
    if not path.is_file():
        raise EngineError(MISSING)
    return path


def first_line(message: bytes) -> str:
    """The first line of an error message, short enough for a screen."""
    lines = message.decode("utf-8", "replace").strip().splitlines()
    return lines[0][:200] if lines else ""

"""The parent's side: hand a picture to a child process, take back what it made."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from typing import Any

from articles.imaging.refusal import BUSY, DAMAGED, TOO_HARD, ImageRefused, TooBusy

# By the clock, should the child hang: its own limit is 10 s of the processor, of which
# a busy machine gives it a share only.
SECONDS = 45
WAITING_SECONDS = 60
logger = logging.getLogger(__name__)
# On the smallest machine two large pictures at a time would not fit into memory.
one_at_a_time = threading.Lock()


def ask(task: str, data: bytes, **options: Any) -> tuple[dict[str, Any], bytes]:
    """What the child answers to a task of ``articles.imaging.worker``: facts, bytes.

    Raises ImageRefused, also where the child crashed, hung or ran out of memory.
    """
    if not one_at_a_time.acquire(timeout=WAITING_SECONDS):
        raise TooBusy(BUSY)
    try:
        answer = _answer(json.dumps({"task": task, **options}), data)
    finally:
        one_at_a_time.release()
    head, _, made = answer.partition(b"\n")
    facts = json.loads(head)
    if "refused" in facts:
        raise ImageRefused(facts["refused"])
    return facts, made


def _answer(order: str, data: bytes) -> bytes:
    try:
        child = subprocess.run(  # noqa: S603 - a fixed program; the bytes go to stdin
            [sys.executable, "-m", "articles.imaging.worker", order],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env=environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ImageRefused(TOO_HARD) from None
    except OSError as error:
        logger.error("No process for a picture could be started: %s", error)
        raise TooBusy(BUSY) from error
    if child.returncode < 0:
        logger.warning("The picture process ended by signal %s", -child.returncode)
        raise ImageRefused(TOO_HARD)
    if child.returncode > 0 or not child.stdout:
        logger.error("The picture process failed: %s", child.stderr.decode()[-2000:])
        raise ImageRefused(DAMAGED)
    return child.stdout


def environment() -> dict[str, str]:
    """What the child needs in order to start, and no password or key of the site's."""
    kept = {
        name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ
    }
    return kept | {
        "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)
    }

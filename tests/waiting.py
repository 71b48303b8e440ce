"""Waiting for what another thread or process does, just as long as it takes."""

import time


def until(is_so, patience=30):
    """``patience``: after so many seconds it fails instead of hanging."""
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, f"It did not come in {patience} seconds."
        time.sleep(0.001)

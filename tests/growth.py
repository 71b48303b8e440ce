"""Whether work grows evenly with its material, told on a machine of any speed."""

import gc
import time

# Ten times the material takes ten times as long, or a hundred times where the time
# grows with the square.
TIMES = 10
MOST = 4 * TIMES
# Less than this is no measure; forty times this keeps nobody waiting.
LEAST_SECONDS = 0.01
TRIES = 3


def assert_grows_evenly(work, small, large):
    """``large`` is ``TIMES`` as much as ``small``; gives what ``work(large)`` gave.

    Only the machine's own work is counted, and a burst of other work on it must come
    three times in a row to be taken for growth.
    """
    for _ in range(TRIES):
        short, _ = measured(work, small)
        long, result = measured(work, large)
        most = MOST * max(short, LEAST_SECONDS)
        if long < most:
            return result
    raise AssertionError(f"{TIMES} × as much took {short:.3f} s, then {long:.3f} s")


def measured(work, material):
    """(seconds of this process's own work, result); nothing is collected meanwhile."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        result = work(material)
        return time.process_time() - began, result
    finally:
        gc.enable()

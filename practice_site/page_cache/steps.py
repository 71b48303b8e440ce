"""Steps of a thread that must not end with an error."""

import time

HOUR = 3600


class Steps:
    """Logs what goes wrong in a step, for each step once an hour, and goes on."""

    def __init__(self, logger):
        self.logger = logger
        self.logged_at = {}

    def take(self, step, *given):
        """What ``step(*given)`` returns, None where it fails."""
        try:
            return step(*given)
        except Exception:
            now = time.monotonic()
            if now - self.logged_at.get(step, -HOUR) >= HOUR:
                self.logged_at[step] = now
                name = getattr(step, "__qualname__", step)
                self.logger.exception("%s failed; the thread goes on.", name)
            return None

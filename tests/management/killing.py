"""A kill at a chosen statement: at the same place on a machine of any speed."""

import os
import signal


class KillAt:
    """Ends this process, as the system's kill does, at its so-manieth statement.

    For ``connection.execute_wrapper``. ``part``: of the statements that are counted;
    the last one is executed, and its transaction never ends.
    """

    def __init__(self, count, part=""):
        self.left = count
        self.part = part

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.left -= self.part in sql
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

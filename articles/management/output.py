"""What commands print."""

import os
import sys


def put_out(stdout, text, ending="\n"):
    """A reader that has seen enough ("| head") is no error, and stops no command."""
    try:
        stdout.write(text, ending=ending)
        stdout.flush()
    except BrokenPipeError:
        # Python would complain once more when it closes the stream at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""How the scripts speak: what they are doing, and what stopped them."""

import sys


class Stop(Exception):
    """Work cannot go on; the text says why and what to do, in a sentence or two."""


def say(text):
    print(text, flush=True)


def run(main):
    """Run a script; whatever stops it is a sentence and exit status 1."""
    try:
        sys.exit(main())
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    except OSError as error:
        print(f"\n{about(error)}", file=sys.stderr)
    sys.exit(1)


def about(error):
    if error.errno == 28:
        return NO_ROOM
    return f"The system refused: {error}."


NO_ROOM = "There is no room left on the disk. Make some (about 1 GB) and start again."

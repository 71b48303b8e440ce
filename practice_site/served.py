"""The application as the web server's processes load it.

Until it is loaded, such a process has the handlers of the server's main process, which
would swallow what tells it to stop; without them it ends at once.
"""

import signal

signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.SIG_DFL)

# Loading comes after.
from practice_site.handing_over import hand_over  # noqa: E402
from practice_site.wsgi import application  # noqa: E402, F401

hand_over()

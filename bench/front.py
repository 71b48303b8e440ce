"""nginx before a site of the bench, by ``deploy/nginx.conf``, over plain HTTP."""

import contextlib
import tempfile
from pathlib import Path

from tests.deploy.proxy import proxy


@contextlib.contextmanager
def front(site, before=()):
    """Gives the port of nginx without TLS, whose cost is not the site's."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="nginx-"))
        started = proxy(Path(folder), site.where, is_plain=True, before=before)
        (_, port), _ = stack.enter_context(started)
        yield port

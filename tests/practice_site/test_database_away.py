"""PostgreSQL ends connections when it is restarted; python -m bench.outage kills it."""

import threading
from contextlib import closing

import pytest
from django.db import connection, connections

from practice_site.freshness import generation_number, switches
from practice_site.page_cache import Freshness


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_made_anew():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server")
    known = Freshness(generation_number, switches, period=None)
    seen = []
    thread = threading.Thread(target=ask_before_and_after, args=(known, seen))
    thread.start()
    thread.join(30)

    assert len(seen) == 2
    assert seen[0] is seen[1]
    assert not known.is_down


def ask_before_and_after(known, seen):
    """In a thread, as in earnest, and so with a connection of its own."""
    try:
        known.refresh()
        seen.append(known.generation)
        ended = connections["default"].connection.info.backend_pid
        end(ended)
        known.refresh()
        seen.append(known.generation)
        assert connections["default"].connection.info.backend_pid != ended
    finally:
        connections.close_all()


def end(process):
    with closing(connection.copy()) as own, own.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])

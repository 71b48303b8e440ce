import pytest

from articles.lookup import Services
from articles.lookup.pace import Pace
from tests.lookup.clock import FakeClock
from tests.lookup.server import LookupServer


@pytest.fixture
def server():
    with LookupServer() as running:
        yield running


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def services(server, clock):
    """Asks the server on this machine; a busy machine has all the time it needs."""
    return services_at(server, clock, seconds=60)


@pytest.fixture
def hurried(server, clock):
    """Gives up at once, for what never ends."""
    return services_at(server, clock, seconds=0.1)


def services_at(server, clock, *, seconds):
    return Services(
        "library@example.com",
        "https://www.example.com",
        server.address,
        pace=Pace(clock),
        seconds=seconds,
    )

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
    """Asks the server on this machine; gives up after a third of a second."""
    return Services(
        "library@example.com",
        "https://www.example.com",
        server.address,
        pace=Pace(clock),
        seconds=0.35,
    )

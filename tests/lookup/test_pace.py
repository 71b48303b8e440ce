"""How often the services are asked, by a clock that never really sleeps."""

import threading

import pytest

from articles.lookup import LookupFailed, Services
from articles.lookup.pace import RULES, Held, Pace, Rule
from tests.lookup.clock import FakeClock
from tests.lookup.server import Reply

DOI = "10.1000/shouted"
# What the services allow: seconds between questions, and how many at once.
ALLOWED = {
    "api.crossref.org": (1 / 10, 3),
    "api.crossref.org lists": (1 / 3, 3),
    "NCBI": (1 / 3, 1),
    "api.datacite.org": (300 / 1000, 1),
    "openlibrary.org": (1 / 3, 1),
}


@pytest.mark.parametrize("host", ALLOWED)
def test_two_processes_together_stay_within_what_is_allowed(host):
    interval, at_once = ALLOWED[host]
    assert RULES[host].interval >= 2 * interval * 0.99
    assert RULES[host].at_once <= at_once


def test_questions_keep_their_distance(clock):
    pace = Pace(clock, {"host": Rule(0.5)})
    moments = []
    for _ in range(4):
        with pace.turn("host"):
            moments.append(clock.now())
    assert moments == [0.0, 0.5, 1.0, 1.5]


def test_another_host_need_not_wait(clock):
    pace = Pace(clock, {"one": Rule(0.5), "two": Rule(0.5)})
    with pace.turn("one"), pace.turn("two"):
        assert clock.now() == 0.0


def test_a_host_that_nobody_knows_is_asked_once_a_second(clock):
    pace = Pace(clock)
    for _ in range(3):
        with pace.turn("site www.example.com"):
            pass
    assert clock.now() == 2.0


@pytest.mark.parametrize("at_once", [1, 3])
def test_no_more_are_under_way_than_the_rule_says(clock, at_once):
    pace = Pace(clock, {"host": Rule(0.0, at_once)})
    together, most, lock = 0, 0, threading.Lock()
    full = threading.Barrier(at_once)

    def ask():
        nonlocal together, most
        with pace.turn("host"):
            with lock:
                together += 1
                most = max(most, together)
            full.wait(60)
            with lock:
                together -= 1

    threads = [threading.Thread(target=ask) for _ in range(3 * at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == at_once


def test_ncbi_is_never_asked_twice_at_once(server, services):
    server.pmcid("PMC1", pmid="9500320")
    asking = [
        threading.Thread(target=services.by_pmid, args=(number,))
        for number in ("9500320", "PMC1", "2", "3")
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    hosts = ("eutils.ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov")
    assert len(server.calls) == 7
    assert [server.most_at_once[host] for host in hosts] == [1, 1]


def test_a_slower_limit_that_is_announced_is_kept(server, services, clock):
    slow = {"X-Rate-Limit-Limit": "5", "X-Rate-Limit-Interval": "10s"}
    server.fault("api.crossref.org", Reply(404, headers=slow))
    for _ in range(3):
        services.by_doi(DOI)
    assert clock.now() == pytest.approx(0.2 + 2.0)


@pytest.mark.parametrize(
    "announced", [("50", "1s"), ("0", "1s"), ("x", "1s"), ("", ""), ("1", "9" * 50)]
)
def test_no_announcement_makes_questions_faster_or_stops_them(clock, announced):
    pace = Pace(clock, {"host": Rule(0.5)})
    limit, interval = announced
    headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval}
    pace.learn("host", headers)
    assert 0.5 <= pace.turns("host").interval <= 60


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        (" 7 ", 7),
        ("Wed, 25 Nov 2026 12:02:00 GMT", 120),
        ("Wed, 25 Nov 2026 11:00:00 GMT", 0),
        ("Wednesday, 25-Nov-26 12:02:00 GMT", 120),
        ("Wed Nov 25 12:02:00 2026", 120),
        ("99999999999999", 24 * 3600),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
    ],
)
def test_retry_after_is_read(clock, written, seconds):
    assert Pace(clock).retry_after({"retry-after": written}) == seconds


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_pause_is_waited_for_and_the_question_asked_again(
    server, services, clock, status
):
    server.busy("api.crossref.org", 3, times=1, status=status)
    assert services.by_doi(DOI).item["DOI"] == DOI
    assert len(server.asked("api.crossref.org")) == 2
    assert clock.now() >= 3


def test_a_question_is_repeated_only_once(server, services):
    server.busy("api.crossref.org", 2)
    with pytest.raises(LookupFailed, match="2 seconds") as failed:
        services.by_doi(DOI)
    assert failed.value.retry_after == 2
    assert len(server.asked("api.crossref.org")) == 2


def test_a_long_pause_is_kept_by_everybody_until_it_is_over(server, services, clock):
    server.busy("api.crossref.org", 120, times=1)
    other = Services("b@example.com", "", server.address, pace=services.client.pace)
    for asking in (services, other, services):
        with pytest.raises(LookupFailed, match="2 minutes") as failed:
            asking.by_doi(DOI)
        assert 115 < failed.value.retry_after <= 120
    assert len(server.asked("api.crossref.org")) == 1
    clock.sleep(121)
    assert other.by_doi(DOI).item["DOI"] == DOI


def test_a_busy_service_that_names_no_time_is_left_alone(server, services):
    server.busy("api.crossref.org")
    with pytest.raises(LookupFailed, match="Crossref has too many questions") as failed:
        services.by_doi(DOI)
    assert failed.value.retry_after is None
    assert len(server.asked("api.crossref.org")) == 1


def test_a_queue_that_is_too_long_is_refused():
    pace = Pace(FakeClock(), {"host": Rule(1.0)})
    turns = pace.turns("host")
    for _ in range(11):
        pace.wait(turns)
    with pytest.raises(Held):
        pace.wait(turns)

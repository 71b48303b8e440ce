"""Never an older page: generations, switches, clocks, outages."""

import threading
import time

import pytest

from practice_site.page_cache.freshness import LONGEST_OUTAGE
from tests.practice_site.page_cache.asking import Asked, Site, environ, moved
from tests.waiting import until


def test_a_new_generation_is_a_new_page():
    asked = Asked(Site())
    asked.get()
    asked.site.number, asked.site.body = 2, b"Another"

    assert asked.get()[2] == b"Another"


def test_a_number_that_went_back_is_a_new_generation_too():
    asked = Asked(Site(number=7))
    asked.get()
    asked.site.number, asked.site.body = 3, b"A backup's"

    assert asked.get()[2] == b"A backup's"


def test_a_change_while_a_page_is_made_makes_it_again():
    site = Site()

    def change():
        if len(site.renders) == 1:
            site.number, site.body = 2, b"Wholly new"

    site.while_rendering = change
    asked = Asked(site)

    assert asked.get()[2] == b"Wholly new"
    assert asked.renders == 2
    asked.get()
    assert asked.renders == 2


def test_a_page_that_changes_all_the_time_is_shown_and_not_kept():
    site = Site()
    site.while_rendering = lambda: setattr(site, "number", site.number + 1)
    asked = Asked(site)

    assert asked.get()[2] == site.body
    assert asked.renders == 3
    asked.get()
    assert asked.renders == 6


def test_a_switch_that_passes_drops_what_was_made_before(monkeypatch):
    asked = Asked(Site(following=time.time() + 100), period=1000)
    asked.get()
    asked.get()
    assert asked.renders == 1
    moved("time", 101, monkeypatch)
    asked.site.following = None

    asked.get()
    assert asked.renders == 2


@pytest.mark.parametrize("is_down", [False, True])
def test_what_was_made_before_a_switch_is_gone_before_anything_counts_as_certain(
    is_down, monkeypatch
):
    asked = Asked(Site(following=time.time() + 100), period=1000)
    asked.get()
    asked.freshness.deadline = float("inf")
    moved("time", 101, monkeypatch)
    asked.site.following, asked.site.is_down = None, is_down
    certain = []
    monkeypatch.setattr(
        asked.freshness,
        "on_change",
        lambda generation: certain.append(asked.freshness.is_certain()),
    )
    asked.freshness.refresh()

    assert certain == [False]


def test_after_a_switch_nothing_old_is_shown_though_the_database_is_gone(monkeypatch):
    asked = Asked(Site(following=time.time() + 100), period=1000)
    asked.get()
    moved("time", 101, monkeypatch)
    site = asked.site
    site.is_down, site.status = True, "503 Service Unavailable"
    site.headers, site.body = {"X-Page-Cache": None}, b"Later"

    assert asked.get()[::2] == ("503 Service Unavailable", b"Later")


def test_a_clock_that_is_set_back_drops_what_was_made_in_its_future(monkeypatch):
    asked = Asked(Site(), period=1000)
    asked.get()
    moved("time", -3600, monkeypatch)

    asked.get()
    assert asked.renders == 2


def test_the_date_of_the_last_change_is_that_of_the_last_switch():
    asked = Asked(Site(began=1_700_000_000, last=1_700_000_100.5))

    assert asked.get()[1]["last-modified"] == "Tue, 14 Nov 2023 22:15:00 GMT"


def test_the_date_is_not_told_within_the_second_of_the_change(monkeypatch):
    asked = Asked(Site(began=time.time()))
    asked.get()
    assert "last-modified" not in asked.get()[1]
    moved("time", 1.1, monkeypatch)

    assert "last-modified" in asked.get()[1]
    assert asked.renders == 1


def test_pages_are_shown_for_a_day_without_a_database_with_their_age(monkeypatch):
    asked = Asked(Site())
    assert asked.get()[1]["age"] == "0"
    asked.site.is_down = True
    moved("monotonic", 3600, monkeypatch)
    asked.get()

    status, headers, body = asked.get()
    assert (status, body) == ("200 OK", asked.site.body)
    assert int(headers["age"]) == 3600
    moved("monotonic", LONGEST_OUTAGE, monkeypatch)
    asked.get()
    assert asked.renders == 2


def test_when_the_database_is_back_its_answer_counts():
    asked = Asked(Site())
    asked.get()
    asked.site.is_down = True
    asked.get()
    asked.site.is_down = False
    asked.site.number, asked.site.body = 2, b"New"
    asked.freshness.refresh()

    _, headers, body = asked.get()
    assert (body, headers["age"]) == (b"New", "0")


def test_a_page_made_without_a_database_is_not_kept():
    asked = Asked(Site(is_down=True))
    asked.get()
    asked.get()

    assert asked.renders == 2


def test_an_own_change_is_seen_at_once():
    asked = Asked(Site(), period=1000)
    asked.get()
    asked.site.number, asked.site.body = 2, b"New"
    asked.freshness.doubt()

    assert asked.get()[2] == b"New"


def test_an_answer_that_was_overtaken_counts_for_nothing():
    """Asked for before another commit, and heard of only after it."""
    asked = Asked(Site())
    freshness = asked.freshness
    freshness.ask()
    older, read = freshness.generation, asked.site.read_number

    def slowly():
        number = read()
        freshness.read_number = read
        asked.site.number = 2
        freshness.ask()
        return number

    freshness.read_number = slowly

    assert freshness.ask().number == 2
    assert freshness.generation is not older


def test_a_thread_sees_a_change_that_nobody_asks_for():
    site = Site()
    asked = Asked(site, period=0.01)
    asked.get()
    seen = threading.Event()
    asked.freshness.on_change = lambda generation: seen.set()
    site.number = 2

    assert seen.wait(30)
    asked.freshness.thread = None


def test_what_is_held_is_sent_without_asking_anybody():
    asked = Asked(Site())
    asked.freshness.leeway = 3600
    nothing_yet = asked.cache.held(environ())
    asked.get()
    asked.freshness.read_number = None

    assert nothing_yet is None
    assert asked.cache.held(environ())[::2] == ("200 OK", [asked.site.body])
    assert asked.cache.held(environ("/other/")) is None
    assert asked.cache.held(environ(HTTP_HOST="other.example")) is None
    assert asked.cache.held(environ(method="POST")) is None
    # Not yet compressed, which takes its time.
    assert asked.cache.held(environ(HTTP_ACCEPT_ENCODING="br")) is None


def test_what_may_have_changed_is_not_held():
    asked = Asked(Site())
    asked.get()

    assert asked.cache.held(environ()) is None


@pytest.fixture
def hanging(monkeypatch):
    """The database stops answering while the thread asks; the event lets it go on."""
    monkeypatch.setattr("practice_site.page_cache.freshness.PATIENCE", 0.2)
    asked = Asked(Site(), period=0.01)
    asked.get()
    go_on, read = threading.Event(), asked.site.read_number

    def hang():
        assert go_on.wait(30)
        return read()

    asked.freshness.read_number, asked.go_on = hang, go_on
    yield asked
    asked.freshness.thread = None
    go_on.set()


def test_a_database_that_hangs_is_an_outage_though_nobody_asks(hanging):
    until(lambda: hanging.freshness.is_down)

    assert hanging.cache.held(environ())[0] == "200 OK"
    assert hanging.renders == 1


def test_an_error_while_an_outage_is_noted_is_logged_once_and_ends_no_thread(
    hanging, monkeypatch, caplog
):
    failing = [OSError("nobody knows"), OSError("nor again")]
    usual = hanging.freshness.note_outage

    def note_outage():
        if failing:
            raise failing.pop()
        usual()

    monkeypatch.setattr(hanging.freshness, "note_outage", note_outage)
    until(lambda: hanging.freshness.is_down)

    assert [record.exc_info[0] for record in caplog.records] == [OSError]


def test_the_outage_ends_with_the_answer(hanging):
    until(lambda: hanging.freshness.is_down)
    hanging.go_on.set()
    until(lambda: not hanging.freshness.is_down)

    assert hanging.freshness.is_certain()


def test_a_process_that_was_stopped_meanwhile_has_not_waited(hanging, monkeypatch):
    freshness = hanging.freshness
    until(lambda: freshness.question)
    moved("monotonic", 3600, monkeypatch)
    hanging.go_on.set()
    while freshness.question:
        assert not freshness.is_down
        time.sleep(0.001)


def test_in_an_outage_nothing_is_shown_from_before_a_change_of_ones_own():
    asked = Asked(Site())
    asked.freshness.leeway = 3600
    asked.get()
    asked.freshness.doubt()
    asked.site.is_down, asked.site.status = True, "503 Service Unavailable"

    assert asked.get()[0] == "503 Service Unavailable"


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
def test_many_who_ask_at_once_cause_one_render(status):
    site = Site(status=status)
    asked = Asked(site)
    others = threading.Event()
    site.while_rendering = lambda: others.wait(30)
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(asked.get("/a/?x=1")))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    until(lambda: asked.freshness.generation and site.renders)
    others.set()
    for thread in threads:
        thread.join()

    assert len(site.renders) == 1
    assert {(answer[0], answer[2]) for answer in answers} == {(status, site.body)}

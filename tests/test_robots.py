from urllib.robotparser import RobotFileParser

import pytest

from articles.models import AI_CRAWLERS, Practice
from tests.factories import make_practice

pytestmark = pytest.mark.django_db


def rules(client):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser


def may_read(client):
    """The AI companies' programs that may read an article."""
    parser = rules(client)
    agents = {crawler.agent for crawler in AI_CRAWLERS}
    return {agent for agent in agents if parser.can_fetch(agent, "/articles/x/")}


TRAINING = {c.agent for c in AI_CRAWLERS if c.purpose == "training"}
ANSWERS = {c.agent for c in AI_CRAWLERS if c.purpose == "answers"}


@pytest.mark.parametrize(
    ("answers", "training", "expected"),
    [
        (True, True, TRAINING | ANSWERS),
        (True, False, ANSWERS),
        (False, True, TRAINING),
        (False, False, set()),
    ],
)
def test_each_switch_holds_for_its_programs(client, answers, training, expected):
    make_practice(allows_ai_answers=answers, allows_ai_training=training)

    assert may_read(client) == expected


def test_without_a_practice_its_defaults_hold(client):
    Practice.objects.all().delete()

    assert may_read(client) == ANSWERS
    assert not Practice.objects.exists()


@pytest.mark.parametrize("answers", [True, False])
def test_search_engines_read_the_site_in_any_case(client, answers):
    make_practice(allows_ai_answers=answers)
    parser = rules(client)

    for agent in ("Googlebot", "Bingbot", "Applebot", "DuckDuckBot", "Somebody"):
        assert parser.can_fetch(agent, "/articles/x/")
        for path in ("/admin/", "/accounts/login/", "/preview/abc/", "/search/?q=x"):
            assert not parser.can_fetch(agent, path)


def test_robots_names_the_sitemap_by_the_site_s_own_address(client, settings):
    settings.SITE_URL = "https://two-trees.example"

    assert rules(client).site_maps() == ["https://two-trees.example/sitemap.xml"]


def test_each_program_stands_once_and_dated():
    agents = [crawler.agent.casefold() for crawler in AI_CRAWLERS]

    assert len(set(agents)) == len(agents)
    for crawler in AI_CRAWLERS:
        assert crawler.source.startswith("https://")
        assert crawler.checked_on.year >= 2026

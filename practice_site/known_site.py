"""What is known of the site without its database, in files that need none.

One file holds what every page must show: the practice's name, its licences, the
notice for a crisis. The page for outages is made from it by the template of this
release, so that its styles are there. The other is a whole page for whatever stands
before the site, to be shown while there is no process to ask.
"""

import json
import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import Error
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.models import Practice
from articles.pages import Site
from articles.pages.site import OfPractice
from practice_site.whole_files import write_whole

logger = logging.getLogger(__name__)
NAME = "outage.json"
AWAY = "away.html"
TEXTS = ("name", "phone", "email", "crisis_notice", "accent", "fonts", "notice")
DAYS = ("notice_from", "notice_until")


@dataclass(frozen=True)
class KnownSite(OfPractice):
    """Stands where a page expects a ``Site``."""

    practice: Practice
    licence_lines: list


UNKNOWN = KnownSite(Practice(name=""), [])


class Keeper:
    """Writes the files when a process starts and whenever readers' pages change."""

    def __init__(self):
        self.generation = self.written = None

    def keep(self, generation):
        if generation is None or generation is self.generation:
            return
        try:
            found = json.dumps(facts(), cls=DjangoJSONEncoder).encode()
            if found != self.written:
                write(found)
        except Error:
            return
        except OSError as error:
            logger.warning("The pages for outages could not be kept: %s", error)
        else:
            self.written = found
        self.generation = generation


def write(found):
    write_whole(settings.STATE_FOLDER / NAME, found)
    write_whole(settings.STATE_FOLDER / AWAY, away_page(known_site()).encode())


def facts():
    """Four queries."""
    site = Site.load(timezone.now())
    return {
        "licence_lines": site.licence_lines,
        **{name: getattr(site.practice, name) for name in TEXTS + DAYS},
    }


def known_site():
    """As the file has it; where there is none or it is damaged, with nobody's name."""
    try:
        found = json.loads((settings.STATE_FOLDER / NAME).read_bytes())
        texts = {name: str(found[name]) for name in TEXTS}
        days = {name: found[name] and parse_date(found[name]) for name in DAYS}
        lines = [str(line) for line in found["licence_lines"]]
    except (OSError, ValueError, KeyError, TypeError):
        return UNKNOWN
    return KnownSite(Practice(**texts, **days), lines)


def away_page(site):
    """HTML that needs no other file and no process of this site."""
    return render_to_string("away.html", {"site": site})

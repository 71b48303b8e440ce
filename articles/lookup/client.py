"""The one client for the services: fixed hosts, polite, with an end to everything."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from articles.lookup import sentences
from articles.lookup.answers import LookupFailed, Rejected
from articles.lookup.fetching import Answer, fetch
from articles.lookup.pace import PATIENCE, Held, Pace
from articles.lookup.problems import NoAnswer, Unreadable
from articles.lookup.transport import Deadline, Transport

# Who answers at each host, in the words of the sentences, and whose limits count.
HOSTS = {
    "api.crossref.org": ("Crossref", "api.crossref.org"),
    "doi.org": ("doi.org", "doi.org"),
    "api.datacite.org": ("DataCite", "api.datacite.org"),
    "api.ncbi.nlm.nih.gov": ("PubMed", "NCBI"),
    "eutils.ncbi.nlm.nih.gov": ("PubMed", "NCBI"),
    "pmc.ncbi.nlm.nih.gov": ("PubMed", "NCBI"),
    "openlibrary.org": ("Open Library", "openlibrary.org"),
}
SECONDS = 10.0
LONGEST_ANSWER = 2 * 2**20
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 3
JSON = ("json", "javascript", "text/plain")
XML = ("xml", "text/plain")
READ_ANYWAY = (200, 404)
BUSY = (429, 503)


@lru_cache(maxsize=1)
def version() -> str:
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    try:
        return str(tomllib.loads(project.read_text())["project"]["version"])
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return "1"


def user_agent(*, site: str, contact: str) -> str:
    """Who asks, as Crossref's and Open Library's etiquette want it."""
    who = "; ".join(filter(None, (site, contact and f"mailto:{contact}")))
    return f"PracticeSite/{version()} ({who})".encode("ascii", "ignore").decode()


class Client:
    """Asks the fixed hosts; every failure is a ``LookupFailed`` with its sentence."""

    def __init__(
        self, *, contact: str, site: str, server: str, pace: Pace, seconds: float
    ) -> None:
        self.contact = contact
        self.server = server
        self.pace = pace
        self.seconds = seconds
        self.agent = user_agent(site=site, contact=contact)

    @property
    def is_on(self) -> bool:
        return bool(self.contact)

    def require_on(self) -> None:
        if not self.is_on:
            raise LookupFailed(sentences.OFF)

    def json(
        self,
        host: str,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        accept: str = "application/json",
        is_list: bool = False,
        reads_404: bool = False,
    ) -> Any | None:
        """The answer's JSON; None for a 404 whose body says nothing of interest."""
        answer = self.get(host, path, params or {}, accept=accept, is_list=is_list)
        if answer.status == 404 and not reads_404:
            return None
        try:
            require_type(answer, JSON)
            read = json.loads(answer.body, parse_constant=refuse)
            if read is None:
                raise Unreadable
        except (Unreadable, ValueError, RecursionError):
            raise LookupFailed(sentences.unreadable(HOSTS[host][0])) from None
        return read

    def xml(self, host: str, path: str, params: Mapping[str, str]) -> Element:
        answer = self.get(host, path, params, accept="application/xml", is_list=False)
        try:
            require_type(answer, XML)
            return parsed(answer.body)
        except (Unreadable, ParseError, DefusedXmlException, ValueError):
            raise LookupFailed(sentences.unreadable(HOSTS[host][0])) from None

    def get(
        self,
        host: str,
        path: str,
        params: Mapping[str, str],
        *,
        accept: str,
        is_list: bool,
    ) -> Answer:
        """An answer with status 200 or 404; asked once more after a short pause."""
        query = f"?{urlencode(params)}" if params else ""
        url = f"https://{host}{path}{query}"
        answer = self.ask(url, accept=accept, is_list=is_list)
        if answer.status in BUSY:
            # The next turn comes after the pause.
            self.pause(host, answer)
            answer = self.ask(url, accept=accept, is_list=is_list)
        name, _ = HOSTS[host]
        if answer.status in BUSY:
            seconds = self.pause(host, answer)
            raise LookupFailed(sentences.busy(name, seconds), retry_after=seconds)
        if answer.status >= 500:
            raise LookupFailed(sentences.status(name, answer.status))
        if answer.status not in READ_ANYWAY:
            raise Rejected(sentences.status(name, answer.status))
        return answer

    def pause(self, host: str, answer: Answer) -> float:
        """How long a busy service wants to be left alone; raises where that is long,
        or not said."""
        name, counted = HOSTS[host]
        seconds = self.pace.retry_after(answer.headers)
        if seconds is None and answer.status == 429:
            raise LookupFailed(sentences.busy(name))
        if seconds is None:
            raise LookupFailed(sentences.status(name, answer.status))
        self.pace.hold(counted, seconds)
        if seconds > PATIENCE:
            raise LookupFailed(sentences.busy(name, seconds), retry_after=seconds)
        return seconds

    def ask(self, url: str, *, accept: str, is_list: bool) -> Answer:
        name, counted = HOSTS[urlsplit(url).hostname or ""]
        names = [counted, f"{counted} lists"] if is_list else [counted]
        try:
            with self.pace.turn(*names):
                answer = self.follow(url, Deadline(self.seconds), accept=accept)
        except Held as held:
            raise LookupFailed(
                sentences.busy(name, held.seconds), retry_after=held.seconds
            ) from None
        except NoAnswer as problem:
            raise LookupFailed(sentences.problem(name, problem)) from None
        self.pace.learn(names[-1], answer.headers)
        return answer

    def follow(self, url: str, deadline: Deadline, *, accept: str) -> Answer:
        """The answer behind redirects, as long as they stay on the fixed hosts."""
        headers = {
            "User-Agent": self.agent,
            "Accept": accept,
            "Accept-Encoding": "gzip",
        }
        for _ in range(MOST_REDIRECTS + 1):
            answer = fetch(
                Transport(deadline, server=self.server),
                "GET",
                url,
                headers=headers,
                limit=LONGEST_ANSWER,
            )
            if answer.status not in REDIRECTS:
                return answer
            url = next_address(url, answer.headers.get("location", ""))
        raise LookupFailed(sentences.led_away(HOSTS[urlsplit(url).hostname or ""][0]))


def next_address(url: str, location: str) -> str:
    """Where a redirect leads; only to a fixed host, over https, at its usual port."""
    name = HOSTS[urlsplit(url).hostname or ""][0]
    try:
        there = urlsplit(urljoin(url, location))
        is_fixed = there.netloc in HOSTS and there.scheme == "https"
    except ValueError:
        is_fixed = False
    if not location or not is_fixed:
        raise LookupFailed(sentences.led_away(name))
    return there.geturl()


def require_type(answer: Answer, known: tuple[str, ...]) -> None:
    given = answer.headers.get("content-type", "").split(";")[0].lower()
    if given and not any(kind in given for kind in known):
        raise Unreadable


def parsed(body: bytes) -> Element:
    """A document type is read over, as PubMed sends one; entities are refused."""
    root: Element = fromstring(body, forbid_dtd=False)
    return root


def refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which are no JSON and which no database stores."""
    raise ValueError(constant)

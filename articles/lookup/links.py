"""Does a web page still answer? Asked as gently and as safely as can be.

The address comes from a record and may lead anywhere: only http and https, only at
the usual ports, only to public machines, each redirect judged anew. No cookie, no
referrer, and none of the body: a few bytes are asked for, and not read.
"""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from articles.lookup import sentences
from articles.lookup.addresses import is_public_name
from articles.lookup.answers import LinkState, LookupFailed, State
from articles.lookup.client import REDIRECTS, Client
from articles.lookup.fetching import Answer, fetch
from articles.lookup.pace import Held
from articles.lookup.problems import (
    BadCertificate,
    NoAnswer,
    NoSuchHost,
    NotPublic,
    TooSlow,
    Unreachable,
    Unreadable,
)
from articles.lookup.transport import Deadline, Transport

MOST_REDIRECTS = 5
LITTLE = 4096
PORTS = {"http": 80, "https": 443}
# Servers that refuse the question "HEAD" and not the page.
HEAD_REFUSED = {400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503, 504}
BLOCKED = {401, 402, 403, 405, 406, 407, 409, 418, 423, 429, 451}
# Bot walls that name themselves in the answer's headers.
WALLS = ("cf-mitigated", "x-datadome", "x-px-block", "x-amzn-waf-action")
LONGEST_ADDRESS = 2048

REFUSED = "This address is not a public web page and was not opened."
GONE = "The page is not there any more ({status})."
NO_HOST = "The website does not exist any more, or its name is misspelt."
BLOCKED_BY = "The website lets no program look at this page ({status}). Please open it."
SERVER_PROBLEM = "The website has a problem of its own just now ({status})."
SLOW = "The website took too long to answer."
UNREACHABLE = "The website cannot be reached just now."
CERTIFICATE = "The website’s certificate is not valid."
UNREADABLE = "The website sent an answer that cannot be read."
MANY = "The address leads from one page to the next without end."
NO_ADDRESS = "This is not a web address."


class LinkCheck:
    """One look at one address; the redirects share its time."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.deadline = Deadline(client.seconds)
        self.met: set[str] = set()

    def state(self, url: str) -> LinkState:
        """What became of a page: "ok", "gone", "blocked", "failed" or "refused"."""
        place = address(url)
        if not place:
            return LinkState("refused", NO_ADDRESS, url)
        for _ in range(MOST_REDIRECTS + 1):
            if not is_allowed(place):
                return LinkState("refused", REFUSED, place)
            try:
                answer = self.look(place)
            except NoAnswer as problem:
                return LinkState(*of_problem(problem), place)
            if answer.status not in REDIRECTS:
                return LinkState(*of_answer(answer), place)
            place = address(urljoin(place, answer.headers.get("location", "")))
            if not place:
                return LinkState("failed", UNREADABLE, url)
        return LinkState("failed", MANY, place)

    def look(self, url: str) -> Answer:
        """By HEAD, and by a few bytes of GET where HEAD brings nothing."""
        try:
            answer = self.ask("HEAD", url)
        except Unreadable:
            return self.ask("GET", url)
        return self.ask("GET", url) if answer.status in HEAD_REFUSED else answer

    def ask(self, method: str, url: str) -> Answer:
        headers = {
            "User-Agent": self.client.agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
            "Accept-Encoding": "identity",
        }
        if method == "GET":
            headers["Range"] = f"bytes=0-{LITTLE - 1}"
        self.wait_for_turn(urlsplit(url).hostname or "")
        return fetch(
            Transport(self.deadline, server=self.client.server),
            method,
            url,
            headers=headers,
        )

    def wait_for_turn(self, host: str) -> None:
        """One visit a second to a website; its redirects and a GET belong to it."""
        if host in self.met:
            return
        self.met.add(host)
        try:
            with self.deadline.standing_still(), self.client.pace.turn(f"site {host}"):
                pass
        except Held as held:
            raise LookupFailed(
                sentences.busy(host, held.seconds), retry_after=held.seconds
            ) from None


def address(url: str) -> str:
    """The address as it is asked for: no fragment, all of it in ASCII; "" for none."""
    typed = url.strip()
    if not typed or len(typed) > LONGEST_ADDRESS or any(c < " " for c in typed):
        return ""
    try:
        parts = urlsplit(typed)
        host = parts.hostname or ""
        port = parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        return ""
    if not host or not parts.scheme:
        return ""
    user, at, _ = parts.netloc.rpartition("@")
    place = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    place = f"{place}:{port}" if port not in (None, PORTS.get(parts.scheme)) else place
    place = (
        f"{parts.netloc.rpartition('@')[0]}@{place}" if "@" in parts.netloc else place
    )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|")
    return urlunsplit(SplitResult(parts.scheme, place, path, query, ""))


def is_allowed(url: str) -> bool:
    """Judged by the address alone; the machine behind it is judged on connecting."""
    parts = urlsplit(url)
    usual = parts.port in (None, PORTS.get(parts.scheme))
    is_plain = "@" not in parts.netloc and "%" not in parts.netloc
    return (
        parts.scheme in PORTS
        and usual
        and is_plain
        and is_public_name(parts.hostname or "")
    )


def of_answer(answer: Answer) -> tuple[State, str]:
    status = answer.status
    # 416: there is a page, and nothing at the place that was asked for.
    if status < 400 or status == 416:
        return "ok", ""
    if status in (404, 410):
        return "gone", GONE.format(status=status)
    is_wall = any(name in answer.headers for name in WALLS)
    if status in BLOCKED or (status >= 500 and is_wall):
        return "blocked", BLOCKED_BY.format(status=status)
    return "failed", SERVER_PROBLEM.format(status=status)


def of_problem(problem: NoAnswer) -> tuple[State, str]:
    if isinstance(problem, NotPublic):
        return "refused", REFUSED
    if isinstance(problem, NoSuchHost):
        return "gone", NO_HOST
    if isinstance(problem, TooSlow):
        return "failed", SLOW
    if isinstance(problem, BadCertificate):
        return "failed", CERTIFICATE
    return "failed", UNREACHABLE if isinstance(problem, Unreachable) else UNREADABLE

"""A server on this machine that answers as the services document it.

In tests: the fixture ``lookup_server``. By hand::

    python tests/lookup/server.py --port 8099
    LOOKUP_SERVER=http://127.0.0.1:8099 CONTACT_EMAIL=me@example.com …

It looks at the ``Host`` that was meant and at the path. What it knows can be added to
and changed while it runs, and ``calls`` says what was asked.
"""

import argparse
import contextlib
import copy
import json
import re
import sys
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.lookup import records

JSON = "application/json"
XML = "text/xml; charset=UTF-8"
UPDATES = "updated-by"


@dataclass(frozen=True)
class Call:
    """One request: method, the host that was meant, path, query, headers."""

    method: str
    host: str
    path: str
    query: dict
    headers: dict

    @property
    def address(self):
        scheme = self.headers.get("x-forwarded-proto", "https")
        return f"{scheme}://{self.host}{self.path}"


@dataclass
class Reply:
    """What is sent, how slowly, and what else a fault does with it."""

    status: int = 200
    body: bytes = b""
    type: str = JSON
    headers: dict = field(default_factory=dict)
    # Seconds before the first byte, and between the bytes of the body.
    delay: float = 0
    trickle: float = 0
    # Sent just so, in place of everything else.
    raw: bytes = b""
    # More is announced than sent.
    cut: bool = False
    # The connection ends without a word.
    silent: bool = False

    @property
    def is_slow(self):
        return bool(self.delay or self.trickle)


def as_json(value, status=200):
    return Reply(status, json.dumps(value).encode())


class LookupServer:
    """What the services know, and how they behave; start it with ``with``."""

    def __init__(self, port=0, *, samples=True):
        self.httpd = ThreadingHTTPServer(("127.0.0.1", port), handler(self))
        self.httpd.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.httpd.server_port}"
        self.calls = []
        self.under_way = defaultdict(int)
        self.most_at_once = defaultdict(int)
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self.works, self.agencies, self.data_sets = {}, {}, {}
        self.books, self.pubmed, self.central, self.pages = {}, {}, {}, {}
        # Open Library's own pages by their path: "/isbn/….json", "/authors/OL1A.json".
        self.library_pages = {}
        self.csl, self.private, self.faults = {}, {}, defaultdict(list)
        if samples:
            self.add_samples()

    def __enter__(self):
        threading.Thread(
            target=self.httpd.serve_forever, args=(0.02,), daemon=True
        ).start()
        return self

    def __exit__(self, *_):
        self.closing.set()
        self.httpd.shutdown()
        self.httpd.server_close()

    def add_samples(self):
        for work in records.WORKS:
            self.work(work["DOI"], **work)
        self.data_set(records.DATA_SET["doi"], **records.DATA_SET)
        self.book(**records.BOOK_BY_ISBN)
        self.article("9500320", records.PUBMED_ARTICLE)
        self.article("20137807", records.PUBMED_NOTICE)
        self.page("https://example.com/")

    # What the services know.

    def work(self, doi, /, **fields):
        """A work of Crossref; ``fields`` as its API has them, "_" allowed for "-"."""
        self.works[doi.lower()] = records.crossref(
            doi, **copy.deepcopy(as_type(fields))
        )
        self.agencies[doi.lower()] = "Crossref"

    def forget(self, doi):
        """A DOI that no longer exists."""
        self.agencies.pop(doi.lower(), None)
        self.works.pop(doi.lower(), None)

    def set_notices(self, doi, updates):
        """``updated-by`` of a work: records.update(…) entries, or (kind, DOI, date)."""
        entries = [
            entry
            if isinstance(entry, dict)
            else records.update(entry[1], entry[0], *entry[2])
            for entry in updates
        ]
        if doi.lower() not in self.works:
            self.work(doi, title=["A work"])
        self.works[doi.lower()][UPDATES] = entries

    def data_set(self, doi, /, **attributes):
        self.data_sets[doi.lower()] = {**attributes, "doi": doi.lower()}
        self.agencies[doi.lower()] = "DataCite"

    def other_agency(self, doi, agency, csl):
        self.agencies[doi.lower()] = agency
        self.csl[doi.lower()] = csl

    def book(self, isbn, data, details=None):
        self.books[isbn] = {"data": data, "details": {"details": details or {}}}

    def article(self, pmid, xml):
        """A ``PubmedArticle`` element; ``pmid`` must be the one inside."""
        self.pubmed[str(pmid)] = xml

    def pmcid(self, pmcid, pmid="", doi=""):
        self.central[pmcid] = {"pmcid": pmcid, "pmid": pmid, "doi": doi}

    def page(self, url, status=200, *, head=None, **reply):
        """A web page; ``head``: another status for HEAD; ``reply``: of ``Reply``."""
        html = {"body": b"<title>A page</title>", "type": "text/html", **reply}
        self.pages[url] = (Reply(status, **html), head)

    def redirect(self, url, location, status=302):
        self.page(url, status, headers={"Location": location})

    # How the services behave.

    def down(self, host):
        """The host ends every connection without a word."""
        self.fault(host, Reply(silent=True))

    def up(self, host):
        self.faults.pop(host, None)

    def busy(self, host, retry_after=None, *, times=None, status=429):
        """Over its limits: always, or so many ``times``."""
        wait = {} if retry_after is None else {"Retry-After": str(retry_after)}
        reply = Reply(status, b"Too many requests", "text/plain", wait)
        self.fault(host, *[reply] * (times or 1), is_always=times is None)

    def slow(self, host, seconds):
        self.fault(host, Reply(silent=True, delay=seconds))

    def fault(self, host, *replies, is_always=True):
        """Answer so instead: in turn, the last one from then on if ``is_always``."""
        self.faults[host] = [*replies, *([] if is_always else [None])]

    def names_private(self, host, address="10.0.0.7"):
        """The name of a website that leads to an address in a private network."""
        self.private[host] = address

    def asked(self, host, path=""):
        return [c for c in self.calls if c.host == host and path in c.path]

    # Answers.

    def reply(self, call):
        waiting = self.faults.get(call.host)
        if waiting:
            found = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if found is not None:
                return found
        service = SERVICES.get(call.host)
        return service(self, call) if service else self.web(call)

    def web(self, call):
        if call.host in self.private:
            return Reply(headers={"X-Resolves-To": self.private[call.host]})
        page, head = self.pages.get(call.address, (Reply(404, type="text/html"), None))
        if call.method == "HEAD" and head is not None:
            return Reply(head, type="text/html")
        return page

    def crossref(self, call):
        if call.path.rstrip("/") == "/v1/works":
            works = self.search(call.query)
            message = {"total-results": len(works), "items": works}
            return as_json(wrapped("work-list", message))
        work = self.works.get(call.path.removeprefix("/v1/works/").lower())
        if work is None:
            return Reply(404, b"Resource not found.", "text/plain")
        return as_json(wrapped("work", work))

    def search(self, query):
        rows = int(query.get("rows", ["20"])[0])
        if "filter" in query:
            return filtered(self.works, query)[:rows]
        asked = words(" ".join(query.get("query.bibliographic", [])))
        scored = [
            (len(asked & words(str(w.get("title")))), w) for w in self.works.values()
        ]
        scored = [pair for pair in scored if pair[0] > 1]
        return [w for _, w in sorted(scored, key=lambda pair: -pair[0])][:rows]

    def resolver(self, call):
        path = call.path.lower()
        if path.startswith("/ra/"):
            return self.agency(call.path.removeprefix("/ra/"))
        if path.startswith("/api/handles/"):
            return self.handle(call.path.removeprefix("/api/handles/"))
        csl = self.csl.get(path.removeprefix("/"))
        return as_json(csl) if csl else Reply(404, b"Not found", "text/html")

    def agency(self, doi):
        known = self.agencies.get(doi.lower())
        if known:
            return as_json([{"DOI": doi, "RA": known}])
        return as_json([{"DOI": doi, "status": "DOI does not exist"}])

    def handle(self, doi):
        if doi.lower() not in self.agencies:
            return as_json({"responseCode": 100, "handle": doi}, 404)
        url = {"format": "string", "value": "https://publisher.example/"}
        values = [{"index": 1, "type": "URL", "data": url, "ttl": 86400}]
        return as_json({"responseCode": 1, "handle": doi, "values": values})

    def datacite(self, call):
        doi = call.path.removeprefix("/dois/").lower()
        attributes = self.data_sets.get(doi)
        if attributes is None:
            error = {
                "status": "404",
                "title": "The resource you are looking for doesn't exist.",
            }
            return as_json({"errors": [error]}, 404)
        reply = as_json({"data": {"id": doi, "type": "dois", "attributes": attributes}})
        reply.type = "application/vnd.api+json; charset=utf-8"
        return reply

    def efetch(self, call):
        ids = ",".join(call.query.get("id", [])).split(",")
        found = "".join(self.pubmed.get(pmid, "") for pmid in ids)
        body = f"{records.PUBMED_HEAD}<PubmedArticleSet>{found}</PubmedArticleSet>"
        return Reply(200, body.encode(), XML)

    def idconv(self, call):
        ids = ",".join(call.query.get("ids", [])).split(",")
        unknown = {"status": "error", "errmsg": "Identifier not found in PMC"}
        found = [self.central.get(i, {"requested-id": i, **unknown}) for i in ids]
        return as_json({"status": "ok", "records": found})

    def open_library(self, call):
        if call.path == "/search.json":
            return as_json(self.find_books(call.query))
        if call.path in self.library_pages:
            return as_json(self.library_pages[call.path])
        if call.path != "/api/books":
            return as_json({"error": "notfound"}, 404)
        command = call.query.get("jscmd", ["viewapi"])[0]
        keys = call.query.get("bibkeys", [""])[0].split(",")
        known = {key: self.books.get(key.removeprefix("ISBN:")) for key in keys}
        return as_json({k: book[command] for k, book in known.items() if book})

    def find_books(self, query):
        asked = words(" ".join(query.get("title", [])))
        docs = [
            {
                "title": book["data"]["title"],
                "author_name": [a["name"] for a in book["data"].get("authors", [])],
                "publisher": [p["name"] for p in book["data"].get("publishers", [])],
                "isbn": [isbn],
            }
            for isbn, book in self.books.items()
            if asked & words(book["data"]["title"])
        ]
        return {"numFound": len(docs), "start": 0, "docs": docs}


SERVICES = {
    "api.crossref.org": LookupServer.crossref,
    "doi.org": LookupServer.resolver,
    "api.datacite.org": LookupServer.datacite,
    "eutils.ncbi.nlm.nih.gov": LookupServer.efetch,
    "pmc.ncbi.nlm.nih.gov": LookupServer.idconv,
    "openlibrary.org": LookupServer.open_library,
}


def as_type(fields):
    kind = fields.pop("type", None)
    return {**fields, **({"kind": kind} if kind else {})}


def wrapped(kind, message):
    return {
        "status": "ok",
        "message-type": kind,
        "message-version": "1.0.0",
        "message": message,
    }


def words(text):
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


def filtered(works, query):
    """Crossref's filters: repeating one means "or", different ones mean "and"."""
    filters = defaultdict(list)
    for part in ",".join(query["filter"]).split(","):
        name, _, value = part.partition(":")
        filters[name].append(value.lower())
    found = [works[doi] for doi in filters["doi"] if doi in works]
    if "true" in filters["has-update"]:
        found = [work for work in found if work.get(UPDATES)]
    selected = ",".join(query.get("select", [])).split(",")
    if selected == [""]:
        return found
    return [{k: v for k, v in work.items() if k in selected} for work in found]


def handler(server):
    """A request handler that asks ``server`` for its replies."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            call = self.noted()
            try:
                self.send(server.reply(call), call)
            except OSError:
                # Whoever asked has gone; that is what some tests are about.
                self.close_connection = True
            finally:
                with server.lock:
                    server.under_way[call.host] -= 1

        do_HEAD = do_GET

        def noted(self):
            parts = urlsplit(self.path)
            call = Call(
                self.command,
                self.headers.get("Host", ""),
                unquote(parts.path),
                parse_qs(parts.query),
                {name.lower(): value for name, value in self.headers.items()},
            )
            with server.lock:
                server.calls.append(call)
                server.under_way[call.host] += 1
                most = max(server.most_at_once[call.host], server.under_way[call.host])
                server.most_at_once[call.host] = most
            return call

        def send(self, reply, call):
            self.close_connection = True
            server.closing.wait(reply.delay)
            if reply.silent:
                return
            if reply.raw:
                self.write(reply.raw, reply.trickle)
                return
            self.send_response(reply.status)
            body = b"" if call.method == "HEAD" else reply.body
            headers = {"Content-Type": reply.type, "Connection": "close"}
            size = len(reply.body) + 100 * reply.cut
            headers["Content-Length"] = str(size)
            for name, value in {**headers, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.write(body, reply.trickle)

        def write(self, data, trickle):
            step = 1 if trickle else len(data) or 1
            for start in range(0, len(data), step):
                self.wfile.write(data[start : start + step])
                self.wfile.flush()
                server.closing.wait(trickle)

        def log_message(self, *_):
            pass

    return Handler


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8099)
    with LookupServer(parser.parse_args().port) as server:
        print(f"LOOKUP_SERVER={server.address}")  # noqa: T201
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()

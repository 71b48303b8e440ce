"""Pages in memory, bounded by bytes; what was asked for least recently goes first."""

import threading
from collections import OrderedDict

# The share of all bytes that addresses without a page may take.
MISSING_SHARE = 16
LARGEST_SHARE = 8
LONGEST_KEY = 1000
OF_A_KEY = 250


class Shelf:
    """The pages of one generation; the next one begins with an empty shelf.

    Reading takes no lock: each step is one operation of the interpreter.
    """

    def __init__(self, generation, max_bytes):
        self.generation = generation
        self.max_bytes = max_bytes
        self.lock = threading.Lock()
        self.pages = OrderedDict()
        self.missing = OrderedDict()
        self.not_found = None
        self.size = self.missing_size = 0

    def get(self, key):
        for kept in (self.pages, self.missing):
            page = kept.get(key)
            if page is not None:
                try:
                    kept.move_to_end(key)
                except KeyError:
                    # Another thread has just made room; the page is good all the same.
                    return page
                return page
        return None

    def put(self, key, page, generation):
        with self.lock:
            if (
                generation is not self.generation
                or page.size > self.max_bytes // LARGEST_SHARE
                or len(key) > LONGEST_KEY
            ):
                return
            if page.status.startswith("404"):
                self.put_missing(key, page)
            else:
                self.drop(key)
                self.pages[key] = page
                self.size += size_of(key) + page.size
            self.make_room()

    def put_missing(self, key, page):
        """All addresses without a page share one body, and a part of the room."""
        if self.not_found is None:
            self.not_found = page
            self.size += page.size
            page.names = ()
        elif not self.not_found.is_same_as(page):
            return
        if key not in self.missing:
            self.missing[key] = self.not_found
            self.missing_size += size_of(key)
        while self.missing_size > self.max_bytes // MISSING_SHARE:
            forgotten, _ = self.missing.popitem(last=False)
            self.missing_size -= size_of(forgotten)

    def grow(self, key, page, reply, old=None):
        """Count another coding of a page, if the page is still here."""
        more = len(reply.body[0]) - (len(old.body[0]) if old else 0)
        with self.lock:
            if self.pages.get(key) is page:
                page.size += more
                self.size += more
                self.make_room()
            elif page is self.not_found:
                page.size += more
                self.size += more

    def drop(self, key):
        page = self.pages.pop(key, None)
        if page is not None:
            self.size -= size_of(key) + page.size

    def make_room(self):
        while self.pages and self.size + self.missing_size > self.max_bytes:
            self.drop(next(iter(self.pages)))


def size_of(key):
    return OF_A_KEY + len(key)

"""Smaller bytes when nobody asks: the best compression is too slow for a request."""

from practice_site.page_cache.encodings import QUALITIES

# Questions to the database without a reader's request between them.
IDLE = 4
# Seconds of work for the best Brotli would hold up the next question.
LARGEST = 200 * 2**10


class Polish:
    """One coding of one page at a time, and nothing once all are at their best."""

    def __init__(self, cache):
        self.cache = cache
        self.asked = 0
        self.idle = 0

    def take_a_step(self, generation):
        if self.cache.asked != self.asked:
            self.asked, self.idle = self.cache.asked, 0
        self.idle += 1
        if self.idle < IDLE:
            return
        shelf = self.cache.shelf
        found = next(improvable(shelf), None)
        if found is None:
            # Far below what it takes, until somebody asks for a page again.
            self.idle = float("-inf")
            return
        key, page, coding = found
        reply = page.encoded(coding, at_best=True)
        old, page.replies[coding] = page.replies[coding], reply
        shelf.grow(key, page, reply, old)


def improvable(shelf):
    for key, page in list(shelf.pages.items()):
        for coding, reply in list(page.replies.items()):
            if (
                reply.quality is not None
                and reply.quality != QUALITIES[coding][1]
                and len(page.body) <= LARGEST
            ):
                yield key, page, coding

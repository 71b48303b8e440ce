"""The pages that readers can reach, as files that lead to each other.

Each page is made by the site's own views, so it is what readers see. From the home
page and every public text, each link within the site is followed.
"""

from collections import defaultdict, deque
from functools import partial

from django.urls import reverse
from django.utils import timezone

from articles.exporting.addresses import Address, address_of, is_of_site
from articles.exporting.answers import answer_of
from articles.exporting.offline import offline
from articles.models import Publication

TEXT_VIEWS = {"article": "articles:article", "page": "articles:page"}


def copy_site(folder):
    """Write the copy; sentences about pictures that were not there."""
    folder.mkdir()
    copy = SiteCopy(folder)
    copy.follow(first_addresses(timezone.now()))
    copy.mend()
    return copy.problems()


def first_addresses(now):
    yield Address(reverse("articles:home"))
    live = Publication.objects.live(now).order_by("article_id")
    for kind, slug in live.values_list("article__kind", "article__slug"):
        yield Address(reverse(TEXT_VIEWS[kind], args=[slug]))


class SiteCopy:
    """``linked``: {address: the pages that lead to it}.

    ``moved``: {address: where the site sends readers}; ``dead``: where nothing is.
    """

    def __init__(self, folder):
        self.folder = folder
        self.linked = defaultdict(set)
        self.moved, self.dead = {}, set()

    def follow(self, addresses):
        """What was met before waits no second time: all pages lead to some of them."""
        waiting, met = deque(), set()

        def meet(found):
            for address in found:
                if address not in met:
                    met.add(address)
                    waiting.append(address)

        meet(addresses)
        while waiting:
            meet(self.make(waiting.popleft()))

    def make(self, address):
        """Write one file; the addresses to which it leads."""
        answer = answer_of(address)
        if answer.moved_to:
            found = address_of(answer.moved_to, address)
            if found and found[0] != address:
                self.moved[address] = found[0]
                return [found[0]]
        if not answer.is_there:
            self.dead.add(address)
            return []
        path = self.folder / address.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if not answer.is_page:
            with path.open("wb") as file:
                file.writelines(answer.chunks)
            return self.named_in(answer, address)
        met = []
        page = offline(answer.text, partial(self.place, address, met))
        path.write_text(page, encoding="utf-8", newline="")
        return met

    def named_in(self, answer, address):
        """What a stylesheet asks for."""
        found = (address_of(href, address) for href in answer.imports)
        return [one[0] for one in found if one]

    def place(self, here, met, href):
        """The link to print on the page ``here``; see ``offline``."""
        if not is_of_site(href):
            return href
        found = address_of(href, here)
        if found is None:
            return None
        address, fragment = found
        met.append(address)
        self.linked[address].add(here)
        address = self.end_of(address)
        if address in self.dead:
            return None
        return address.file_from(here) + (f"#{fragment}" if fragment else "")

    def end_of(self, address):
        for _ in range(len(self.moved)):
            if address not in self.moved:
                break
            address = self.moved[address]
        return address

    def mend(self):
        """Make those pages anew that led to what turned out to be moved or dead."""
        turned = [*self.moved, *self.dead]
        for page in set().union(*(self.linked[address] for address in turned)):
            self.make(page)

    def problems(self):
        return [
            f"A page shows the picture {address.path}, whose file is not there."
            for address in sorted(self.dead, key=lambda one: one.path)
            if address.path.startswith("/media/")
        ]

"""The pages that readers can reach, as files that lead to each other.

Each page is made by the site's own views, so it is what readers see. From the home
page and every public text, each link within the site is followed.
"""

from functools import partial

from django.urls import reverse
from django.utils import timezone

from articles.exporting.addresses import Address, address_of, is_of_site
from articles.exporting.answers import answer_of
from articles.exporting.offline import offline
from articles.models import Publication
from articles.models.kept import moment

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


class Shared:
    """What all pages share, read anew when anything of the site has changed."""

    def __init__(self):
        self.as_of, self.values = None, {}

    def now(self):
        """The dict of ``Site.load`` for a page that is made now. One query."""
        now = timezone.now()
        as_of = moment(now), timezone.localdate(now)
        if as_of != self.as_of:
            self.as_of, self.values = as_of, {}
        return self.values


class SiteCopy:
    """``leading``: {address: the pages that lead to it}, None once its file is there.

    ``moved``: {address: where the site sends readers}; ``dead``: where nothing is.
    """

    def __init__(self, folder):
        self.folder = folder
        self.shared = Shared()
        self.leading, self.waiting = {}, []
        self.moved, self.dead = {}, set()

    def follow(self, addresses):
        for address in addresses:
            self.meet(address)
            self.make_waiting()

    def meet(self, address, here=None):
        """``here``, a page, leads to ``address``, which is made unless it was."""
        if address not in self.leading:
            self.leading[address] = set()
            self.waiting.append(address)
        if here and self.leading[address] is not None:
            self.leading[address].add(here)

    def make_waiting(self):
        """The last that was met comes first: so few are waiting, in however large a
        site, and it is soon known of each whether it is there.
        """
        while self.waiting:
            self.make(self.waiting.pop())

    def make(self, address):
        """Write one file, and meet what it leads to."""
        answer = answer_of(address, self.shared.now())
        if answer.moved_to:
            found = address_of(answer.moved_to, address)
            if found and found[0] != address:
                self.moved[address] = found[0]
                self.meet(found[0])
                return
        if not answer.is_there:
            self.dead.add(address)
            return
        self.write(address, answer)
        self.leading[address] = None

    def write(self, address, answer):
        path = self.folder / address.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if answer.is_page:
            page = offline(answer.text, partial(self.place, address))
            path.write_text(page, encoding="utf-8", newline="")
            return
        with path.open("wb") as file:
            file.writelines(answer.chunks)
        # What a stylesheet asks for.
        for href in answer.imports:
            if found := address_of(href, address):
                self.meet(found[0])

    def place(self, here, href):
        """The link to print on the page ``here``; see ``offline``."""
        if not is_of_site(href):
            return href
        found = address_of(href, here)
        if found is None:
            return None
        address, fragment = found
        self.meet(address, here)
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
        for page in set().union(*(self.leading[address] for address in turned)):
            self.make(page)
        self.make_waiting()

    def problems(self):
        return [
            f"A page shows the picture {address.path}, whose file is not there."
            for address in sorted(self.dead, key=lambda one: one.path)
            if address.path.startswith("/media/")
        ]

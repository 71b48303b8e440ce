"""How a work is known, and when a change makes that void."""

from articles.citations.identity import differences
from articles.citations.records import text
from articles.models.library import identifiers

BY_IDENTIFIER = ("doi", "pmid", "isbn")


def is_confirmation_void(before, after):
    """Does this change take the ground from how the work was known?

    A service confirmed that an identifier belongs to this title, author and year: if
    one of them changes, it has to be asked again. A page seen at one address says
    nothing of another. Who has seen the work itself has seen it, whatever of its
    record is mended.
    """
    how = before.confirmation
    if after.confirmation != how or after.confirmed_on != before.confirmed_on:
        return False
    if how in BY_IDENTIFIER:
        column = f"{how}_key"
        was, now = identifiers(before.item), identifiers(after.item)
        is_moved = was.get(column) != now.get(column)
        return is_moved or bool(differences(before.item, after.item))
    if how == "page":
        return text(before.item, "URL") != text(after.item, "URL")
    return False

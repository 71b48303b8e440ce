"""How an archive is told in words."""

from django.utils import timezone
from django.utils.formats import date_format

# What people know by name, and the table where it is counted.
COUNTED = {
    "articles_article": "articles and pages",
    "articles_reference": "references",
    "articles_image": "pictures",
    "auth_user": "accounts",
}


def megabytes(size):
    """ "12.3 MB", of a size in bytes."""
    return f"{size / 1e6:,.1f} MB"


def summary(manifest):
    counts = {words: manifest.rows.get(table, 0) for table, words in COUNTED.items()}
    counts["files"] = len(manifest.files)
    return ", ".join(f"{words}: {count:,}" for words, count in counts.items())


def readable(text):
    """What a file or a database calls something, fit to be printed on a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def moment(at):
    return date_format(timezone.localtime(at), "F j, Y, g:i a")

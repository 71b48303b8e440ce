"""A source on its way through the form: nothing is stored before the draft is made."""

from dataclasses import replace

from django.conf import settings
from django.core import signing

from articles.importing import ImportRefused, SourceText

SALT = "bring-in"
# The rest of the form: corrections, choices, the token.
OTHER_FIELDS = 1_000_000
LOST = "The text got lost on the way. Choose the file or paste the text again."
TOO_LARGE = (
    "This text is too large to be looked at here. Bring it in as several articles."
)


def packed(source):
    """(the source as signed text, how many of its pictures were left behind).

    Pictures that would make the form larger than the server takes stay behind.
    Raises ImportRefused if the text alone is too large.
    """
    bare = replace(source, pictures={})
    travelling = signing.dumps(bare.to_dict(), salt=SALT, compress=True)
    room = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - OTHER_FIELDS
    if len(travelling) > room:
        raise ImportRefused(TOO_LARGE)
    kept = that_fit(source.pictures, room - len(travelling))
    if kept:
        whole = replace(source, pictures=kept)
        travelling = signing.dumps(whole.to_dict(), salt=SALT, compress=True)
    return travelling, len(source.pictures) - len(kept)


def that_fit(pictures, room):
    """As many as fit, in order; in base 64 each grows by a third, and once again."""
    kept = {}
    for name, data in pictures.items():
        room -= len(data) * 16 // 9 + 200
        if room < 0:
            break
        kept[name] = data
    return kept


def unpacked(travelling):
    """The inverse of ``packed``; raises ImportRefused if it was touched."""
    try:
        values = signing.loads(travelling, salt=SALT)
    except signing.BadSignature:
        raise ImportRefused(LOST) from None
    return SourceText.from_dict(values)

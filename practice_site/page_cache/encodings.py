"""Content codings: which one a request wants (RFC 9110, 12.5.3), and its bytes."""

import gzip
import re
import zlib

import brotli

PLAIN, GZIP, BROTLI = "", "gzip", "br"
# Where a request likes two codings equally well, the smaller bytes win.
PREFERRED = (BROTLI, GZIP)
WEIGHT = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)
ALIASES = {"x-gzip": GZIP}
# (quality when first asked for, quality when there is time) of each coding.
QUALITIES = {GZIP: (6, 9), BROTLI: (5, 11)}
# Bits of Brotli's window: what the library takes at the least, and by default.
WINDOWS = (10, 22)


def wanted(accept_encoding):
    """The coding to answer in: the liked best of ``br``, ``gzip`` and plain bytes.

    Plain bytes are also the answer where nothing is acceptable: a page in the wrong
    coding helps more than a 406.
    """
    weights = dict(read(accept_encoding))
    anything = weights.get("*")
    best, best_weight = PLAIN, weights.get("identity", 0 if anything == 0 else 0.0001)
    for coding in reversed(PREFERRED):
        weight = weights.get(coding, anything or 0)
        if weight and weight >= best_weight:
            best, best_weight = coding, weight
    return best


def read(accept_encoding):
    """(coding, weight from 0 to 1) of each element; what makes no sense is left out."""
    for element in accept_encoding.lower().split(","):
        coding, *parameters = (part.strip() for part in element.split(";"))
        found = [WEIGHT.fullmatch(parameter) for parameter in parameters]
        if coding and all(found):
            weight = float(found[0][1]) if found else 1.0
            yield ALIASES.get(coding, coding), weight


def encode(body, coding, quality):
    if coding == BROTLI:
        return brotli.compress(
            body, mode=brotli.MODE_TEXT, quality=quality, lgwin=window(body)
        )
    # zlib itself writes no time into the header, unlike gzip.compress by default.
    return gzip.compress(body, compresslevel=quality, mtime=0)


def window(body):
    """Bits of the smallest window that holds the whole body (RFC 7932, 9.1).

    A larger one gains nothing and takes some megabytes of memory in each thread.
    """
    smallest, largest = WINDOWS
    return min(largest, max(smallest, (len(body) + 15).bit_length()))


def decode(body, coding):
    """What ``encode`` was given; for tests and measurements."""
    if coding == BROTLI:
        return brotli.decompress(body)
    return zlib.decompress(body, wbits=31) if coding == GZIP else body

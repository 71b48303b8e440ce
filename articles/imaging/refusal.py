"""Why a file is not taken, in sentences that a lay person can act on."""


class ImageRefused(Exception):
    """A file is not taken; the message says why and what to do."""


EMPTY = "The file is empty. Choose the picture again."
TOO_HEAVY = "The file is larger than 15 MB. Make the picture smaller and try again."
TOO_MANY_PIXELS = (
    "The picture has {count} million pixels; at most {most} million can be taken. "
    "Make it smaller and try again."
)
DAMAGED = (
    "This picture cannot be read: the file is damaged. Open it in a photo program, "
    "save it as a JPEG, and try again."
)
TOO_HARD = (
    "This picture takes too much memory or time to read. Save a smaller copy as a "
    "JPEG and try again."
)
NOT_A_PICTURE = "This is not a picture. Choose a JPEG, PNG, WebP, AVIF or GIF file."
OTHER_KIND = "{kind} cannot be taken. Save the picture as a {better} and try again."
KINDS = (
    (b"%PDF", "A PDF", "JPEG"),
    (b"II*\x00", "A TIFF file", "JPEG"),
    (b"MM\x00*", "A TIFF file", "JPEG"),
    (b"BM", "A Windows bitmap", "PNG"),
)
HEIC_BRANDS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypmsf1")


def explain_kind(data: bytes) -> str:
    """The sentence for a file that is none of the kinds taken here."""
    head = data[:256].lstrip()
    if data[4:12] in HEIC_BRANDS:
        return OTHER_KIND.format(kind="An iPhone's HEIC photo", better="JPEG")
    if b"<svg" in data[:2000].lower():
        return OTHER_KIND.format(kind="An SVG drawing", better="PNG")
    for magic, kind, better in KINDS:
        if head.startswith(magic):
            return OTHER_KIND.format(kind=kind, better=better)
    return NOT_A_PICTURE

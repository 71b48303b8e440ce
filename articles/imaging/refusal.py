"""Why a file is not taken, in sentences that a lay person can act on."""


class ImageRefused(Exception):
    """A file is not taken; the message says why and what to do."""


class TooBusy(ImageRefused):
    """The file may be as good as any: there is no process for it just now."""


EMPTY = "This file is empty. Choose the picture again."
TOO_HEAVY = (
    "This file is larger than {most} MB. Make the picture smaller and try again."
)
TOO_MANY_PIXELS = (
    "This picture has more than {most} million pixels. Make it smaller (2,500 pixels"
    " across are plenty) and try again."
)
DAMAGED = (
    "This picture cannot be read: the file is damaged or incomplete. Open it in a photo"
    " program, save it as a JPEG, and try again."
)
TOO_HARD = (
    "This picture takes too much memory or time to read. Save a smaller copy as a JPEG"
    " and try again."
)
NOT_STORED = (
    "This picture could not be stored: the site’s disk is full or takes nothing more."
    " Whoever looks after the server can make room; then choose the picture again."
)
LOST = "This picture’s file is gone. Bring it back from a backup, or choose it again."
BUSY = "Other pictures are being read just now. Try again in a minute."
NOT_A_PICTURE = "This is not a picture. Choose a JPEG, PNG, WebP, AVIF or GIF file."

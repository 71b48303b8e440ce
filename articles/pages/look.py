"""Where a practice's own look stands, if it has one."""

import hashlib

from django.urls import reverse

from articles.looks import stylesheet

OWN_COLOUR = "site"


def look_url(practice):
    """ "" where the practice has the site's own look.

    The address says the whole look and a digest of its stylesheet, so whoever asks
    for it needs no database, and what stands there never changes.
    """
    for accent in (practice.accent, ""):
        try:
            css = stylesheet(accent, practice.fonts)
        except ValueError:
            continue
        name = look_name(accent, practice.fonts, css)
        return reverse("articles:look", args=[name]) if css else ""
    return ""


def look_name(accent, fonts, css):
    digest = hashlib.sha256(css.encode()).hexdigest()[:12]
    return f"{fonts}-{accent.lstrip('#') or OWN_COLOUR}-{digest}"


def look_css(name):
    """(stylesheet, is it the one that the name promises).

    Raises ValueError for a name that is no look.
    """
    fonts, accent, _ = name.split("-")
    css = stylesheet("" if accent == OWN_COLOUR else accent, fonts)
    return css, name == look_name(accent.replace(OWN_COLOUR, ""), fonts, css)

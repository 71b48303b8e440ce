"""What a page adds to an article's finished text, so that a reader keeps their place.

The text stays as the sanitiser left it; only its citations and notes get an attribute.
"""

import re

from articles.pages.finished import safe

# Each link to an entry also names the card that holds the entry's copy. Browsers with
# interest invokers open it by hover and focus; to all others it is a plain link. The
# attribute is proposed for HTML (whatwg/html 11006) and shipped by Chromium; the Nu
# checker does not know it yet and says "not allowed" of it, and of nothing else.
BIBLIOREF = re.compile(r'<a href="#ref-([\w-]+)" role="doc-biblioref"')


def with_cards(markup):
    """``markup`` from ``articles.rendering``, each citation with its card's name."""
    return safe(BIBLIOREF.sub(r'\g<0> interestfor="card-\1"', markup))

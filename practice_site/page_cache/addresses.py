"""Under which key a page is kept: its path, and what the path declares of the query."""

from urllib.parse import parse_qsl, urlencode

# What somebody searched for is kept nowhere.
SEARCHED = "q"
LONGEST_QUERY = 500
MOST_REMEMBERED = 2000


class Addresses:
    """``names``: {path: the parameters that it declares} where it declares any."""

    def __init__(self):
        self.names = {}

    def learn(self, path, names):
        if not names:
            self.names.pop(path, None)
            return
        if len(self.names) >= MOST_REMEMBERED:
            self.names = {}
        self.names[path] = names

    def key(self, path, query, shelf):
        """Of what is kept or will be on ``shelf``; None if it is never kept.

        While it isn't known what the path declares, only the path: whoever asks
        first finds out, and the others wait for that.
        """
        if not query:
            return path
        if len(query) > LONGEST_QUERY or not query.isascii() or "%00" in query:
            return None
        given = dict(parse_qsl(query, keep_blank_values=True))
        if SEARCHED in given:
            return None
        names = self.names.get(path)
        if names is None:
            page = shelf.get(path)
            return (path,) if page is None or page.names else path
        declared = {name: given[name] for name in names if name in given}
        return f"{path}?{urlencode(declared)}" if declared else path

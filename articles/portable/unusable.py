class Unusable(ValueError):
    """A file cannot be taken as it is; the message says why in one sentence."""


# How much of a name or a value that cannot be stands in the sentence that says so.
SHOWN = 100

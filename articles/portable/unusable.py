class Unusable(ValueError):
    """A file cannot be taken as it is; the message says why in one sentence."""

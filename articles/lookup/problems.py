"""Why a request brought no answer; told apart here, put into words by who asked."""


class NoAnswer(Exception):
    """The request brought nothing that can be used."""


class TooSlow(NoAnswer):
    """The time for this call is over, wherever it was spent."""


class Unreachable(NoAnswer):
    """No connection, or one that broke."""


class NoSuchHost(Unreachable):
    """The name does not exist."""


class NotPublic(NoAnswer):
    """The address belongs to a private network; nothing was sent."""


class BadCertificate(Unreachable):
    """The server could not show that it is who it says."""


class TooLong(NoAnswer):
    """More was sent than is ever read."""


class Unreadable(NoAnswer):
    """What came is not what was asked for."""

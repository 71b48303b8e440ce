"""What hinders a backup or a restore; each text is for the person at the terminal."""


class BackupFailed(Exception):
    """No archive was made; what was half made is gone."""


class NotRestorable(Exception):
    """The archive, the database or the media folder is not fit; nothing was changed."""


class RestoreStopped(Exception):
    """Something was brought back and the rest was not; it may be begun again."""

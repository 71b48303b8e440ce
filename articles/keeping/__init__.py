"""A copy of everything that the site holds, in one file, and the way back.

``archive`` is the file, ``manifest`` its list of contents, ``sqlite`` and
``postgresql`` copy and bring back a database, ``media`` the pictures. ``backing_up``
and ``restoring`` put them together; ``docs/backup.md`` is for who keeps a site.
"""

"""The reference library: its list, one work's form, and what is done with works.

Importing this package registers the library with the admin.
"""

from articles.admin.references import admin

__all__ = ["admin"]

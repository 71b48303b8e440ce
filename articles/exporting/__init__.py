"""Everything that the site holds, as files that other programs read.

``export_site`` writes one folder: texts as Markdown with their data in front, pictures,
references, the practice's own data, and the pages as they look, to be opened from disk.
Accounts, sessions and older versions are not in it; those are a backup's.
"""

from articles.exporting.folder import CannotExport, export_site
from articles.exporting.zipped import zip_site

__all__ = ["CannotExport", "export_site", "zip_site"]

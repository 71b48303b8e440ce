"""The admin: the stock Django admin, made sensible for somebody who writes.

One module to a model, and beside them what they share. Importing this package
registers everything.
"""

from django.contrib import admin

from articles.admin import (
    article,
    bring_in,
    checks,
    clinician,
    editor,
    image,
    menu,
    people,
    practice,
    references,
    series,
    take_away,
    to_do,
    uploads,
)
from articles.admin.last_backup import last_backup
from articles.admin.references.progress import progress_line
from articles.admin.references.to_do import last_check

admin.site.to_do = to_do.items_for
admin.site.last_check = last_check
admin.site.progress = progress_line
admin.site.last_backup = last_backup
admin.site.register_view("preview/", editor.markdown_view, name="markdown")
admin.site.register_view("upload/", uploads.upload_view, name="upload")
admin.site.register_view("bring-in/", bring_in.bring_in_view, name="bring_in")
admin.site.register_view("menu/", menu.menu_view, name="menu")
admin.site.register_view("take-away/", take_away.take_away_view, name="take_away")
admin.site.register_view(
    "take-away/file/", take_away.take_away_file_view, name="take_away_file"
)
admin.site.register_view(
    "take-away/state/", take_away.take_away_state_view, name="take_away_state"
)
admin.site.register_view("alive/", editor.alive_view, name="alive")
admin.site.register_view("cite/", editor.works_view, name="works")

__all__ = [
    "article",
    "bring_in",
    "checks",
    "clinician",
    "editor",
    "image",
    "menu",
    "people",
    "practice",
    "references",
    "series",
    "take_away",
    "to_do",
    "uploads",
]

"""The addresses of the screens on which references are added and brought in."""

from articles.admin.base import BOTH, READ, WRITE, own_urls
from articles.admin.references import adding, finding, importing

VIEWS = (
    ("add-from/", adding.add_from_view, "add_from", BOTH),
    ("imports/", importing.imports_view, "imports", BOTH),
    ("imports/<int:batch_id>/", importing.import_view, "import", BOTH),
    (
        "imports/<int:batch_id>/find/<int:record_id>/",
        finding.find_view,
        "find",
        WRITE,
    ),
    ("imports/<int:batch_id>/progress/", importing.progress_view, "progress", READ),
)


def adding_urls(model_admin):
    return own_urls(model_admin, VIEWS)

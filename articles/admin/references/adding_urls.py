"""The addresses of the screens on which references are added and brought in."""

from functools import partial

from django.urls import path
from django.views.decorators.http import require_http_methods

from articles.admin.references import adding, finding, importing

READ, WRITE, BOTH = ["GET", "HEAD"], ["POST"], ["GET", "HEAD", "POST"]
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
    return [
        path(
            address,
            model_admin.admin_site.admin_view(
                require_http_methods(methods)(partial(view, model_admin))
            ),
            name=f"articles_reference_{name}",
        )
        for address, view, name, methods in VIEWS
    ]

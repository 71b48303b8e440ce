"""The addresses of the screens on which the library is kept in order."""

from functools import partial

from django.urls import path
from django.views.decorators.http import require_http_methods

from articles.admin.references import used

READ, WRITE, BOTH = ["GET", "HEAD"], ["POST"], ["GET", "HEAD", "POST"]
VIEWS = (("<path:object_id>/used/", used.used_view, "used", READ),)


def keeping_urls(model_admin):
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

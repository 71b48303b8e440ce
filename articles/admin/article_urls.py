"""The addresses of an article's own views in the admin."""

from articles.admin import addresses, preview, publishing, versions
from articles.admin.base import BOTH, READ, WRITE, own_urls

VIEWS = (
    ("preview/", preview.preview_view, "preview", WRITE),
    ("<int:pk>/publish/", publishing.publish_view, "publish", BOTH),
    ("<int:pk>/publish/cancel/", publishing.cancel_view, "cancel", WRITE),
    ("<int:pk>/withdraw/", publishing.withdraw_view, "withdraw", WRITE),
    (
        "<int:pk>/withdraw/cancel/",
        publishing.cancel_withdrawal_view,
        "cancel_withdrawal",
        WRITE,
    ),
    ("<int:pk>/back/", versions.go_back_view, "go_back", BOTH),
    ("<int:pk>/address/", addresses.address_view, "address", BOTH),
    ("<int:pk>/versions/<int:revision_pk>/", versions.version_view, "version", READ),
    (
        "<int:pk>/versions/<int:revision_pk>/restore/",
        versions.restore_view,
        "restore",
        WRITE,
    ),
)


def article_urls(model_admin):
    return own_urls(model_admin, VIEWS)

"""The addresses of the screens on which the library is kept in order."""

from articles.admin.base import READ, WRITE, own_urls
from articles.admin.references import checks, deciding, used

WORK = "<path:object_id>"
VIEWS = (
    ("duplicates/", deciding.duplicates_view, "duplicates", READ),
    ("apart/", deciding.apart_view, "apart", WRITE),
    ("check-now/", deciding.check_now_view, "check_now", WRITE),
    (f"{WORK}/used/", used.used_view, "used", READ),
    (f"{WORK}/checks/", checks.checks_view, "checks", READ),
    (f"{WORK}/seen/", checks.seen_view, "seen", WRITE),
    (f"{WORK}/look-up/", checks.look_up_view, "look_up", WRITE),
    (
        f"{WORK}/notices/<int:notice_id>/",
        deciding.decide_view,
        "decide",
        WRITE,
    ),
)


def keeping_urls(model_admin, renew):
    """``renew`` makes a work's entry and the pages that cite it anew."""
    return own_urls(model_admin, VIEWS, renew)

"""The site's addresses and one that fails, for the page that is shown then."""

from django.urls import path

from practice_site.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]


def broken(request):
    raise RuntimeError("This address fails, so that the error page is seen.")


urlpatterns = [path("broken/", broken), *urlpatterns]

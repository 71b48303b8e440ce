"""What no browser sends and no database takes, refused before any view."""

from django.core.exceptions import BadRequest


def refuse_null(get_response):
    """Middleware: 400 for U+0000 in a query, on which PostgreSQL fails.

    Django's forms refuse it in what is posted, its filters and lookups don't.
    """

    def answer(request):
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("A query has a null character.")
        return get_response(request)

    return answer

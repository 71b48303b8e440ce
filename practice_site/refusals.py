"""What no browser sends and no database takes, taken out before any view."""


def without_null(get_response):
    """Middleware: drops U+0000 from a query, on which PostgreSQL fails.

    Django's forms refuse it in what is posted, its filters and lookups don't.
    """

    def answer(request):
        query = request.META.get("QUERY_STRING", "")
        while "%00" in query:
            query = query.replace("%00", "")
        request.META["QUERY_STRING"] = query
        return get_response(request)

    return answer

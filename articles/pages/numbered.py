"""The pages of a list, each under one number."""

import re

from django.core.paginator import PageNotAnInteger, Paginator

PLAIN = re.compile(r"[1-9][0-9]*")


class Pages(Paginator):
    """Takes a number only as the list's own links write it.

    Django's paginator reads "01", " 1" and "١" too: endless addresses of the same
    page, each of which would take a place among the kept pages.
    """

    def validate_number(self, number):
        if isinstance(number, str) and not PLAIN.fullmatch(number):
            raise PageNotAnInteger(self.error_messages["invalid_page"])
        return super().validate_number(number)


class Rows:
    """What a prepared query finds, read by the page. One query each.

    ``count``: how many rows there are; ``given``: the query's values.
    """

    def __init__(self, rows, count, **given):
        self.rows, self.count, self.given = rows, count, given

    def __getitem__(self, window):
        return self.rows.part(window, **self.given)

    def __len__(self):
        return self.count

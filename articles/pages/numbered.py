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

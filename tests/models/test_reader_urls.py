"""Addresses written by their patterns are those that Django writes."""

import pytest
from django.urls import resolve, reverse

from articles.models.reader_urls import slug_url, url_of


@pytest.mark.parametrize("view", ["home", "article_list", "series_list", "faqs"])
def test_view_without_parameters_stands_where_reverse_says(view):
    assert url_of(view) == reverse(f"articles:{view}")


@pytest.mark.parametrize("view", ["article", "page", "series", "topic"])
@pytest.mark.parametrize("slug", ["sleep", "after-the-night", "-", "--a-_b-", "2"])
def test_view_of_a_slug_stands_where_reverse_says(view, slug):
    url = slug_url(view, slug)

    assert url == reverse(f"articles:{view}", args=[slug])
    assert resolve(url).kwargs == {"slug": slug}

"""Short Markdown texts that stand outside articles, rendered when they are saved."""

from articles.rendering import render
from articles.source import ArticleSource


def html_of(markdown):
    """Sanitised HTML of a text without citations and pictures."""
    return render(ArticleSource(body=markdown), {}, {}).body

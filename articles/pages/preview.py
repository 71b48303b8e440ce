"""The reader's page of a draft, for the editor's eyes."""

from django.template.loader import render_to_string
from django.utils import timezone

from articles.pages.article import article_context


def preview_html(article, source, document, *, now=None):
    """The whole HTML page that publishing would give readers now. Three queries.

    ``article``: gives address, series, topics and kind, and may be unsaved;
    ``source``: the draft as it stands in the form; ``document``: that, rendered. The
    page carries no structured data and no canonical address: it is nobody's to index.
    """
    now = now or timezone.now()
    site, page = article_context(article, source, document, now=now, published_at=now)
    template = "articles/page.html" if page.is_page else "articles/article.html"
    return render_to_string(template, {"site": site, "page": page})

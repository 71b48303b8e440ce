"""Where a work is used: articles, live and draft, with the sentences that cite it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.removal import as_pk
from articles.admin.wording import moment
from articles.models import ReferenceKey
from articles.models.where_used import articles_that_cite, read_mentions

PER_PAGE = 20
# On the work's own form a few are enough to recognise it.
ON_THE_FORM = 3
MOST_SENTENCES = 10
PARTS = {
    "body": "",
    "call_to_action": "In the closing invitation",
    "further_reading": "Under further reading",
}


def used_view(model_admin, renew, request, object_id):
    """A page of its own; nine queries however large the library is."""
    if not request.user.has_perm("articles.view_reference"):
        raise PermissionDenied
    reference, keys = work_with_keys(object_id)
    articles = articles_that_cite(reference, timezone.now())
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "reference": reference,
        "title": "Where it is used",
        "page": page,
        "articles": lines(page.object_list, keys, reference),
    }
    return TemplateResponse(request, "admin/articles/reference/used.html", context)


def work_with_keys(object_id):
    """The work and the set of its keys, in one query; Http404."""
    rows = ReferenceKey.objects.filter(
        reference=as_pk(object_id), reference__merged_into=None
    ).select_related("reference")
    keys = list(rows)
    if not keys:
        raise Http404
    return keys[0].reference, {row.key for row in keys}


def used_in_short(reference):
    """For the work's form: the first articles, and how many more there are."""
    articles = articles_that_cite(reference, timezone.now())
    keys = set(reference.keys.values_list("key", flat=True)) if articles else set()
    shown = articles[:ON_THE_FORM]
    context = {
        "reference": reference,
        "articles": lines(shown, keys, reference),
        "more": len(articles) - len(shown),
    }
    return render_to_string("admin/articles/reference/used_short.html", context)


def lines(articles, keys, reference):
    """What the template shows of each article."""
    read_mentions(articles, keys, reference.key)
    return [
        {
            "title": article.title,
            "url": reverse("admin:articles_article_change", args=[article.pk]),
            "texts": [
                {
                    "label": label_of(text),
                    "address": address_of(article) if text.is_live else "",
                    "mentions": [
                        {"where": where(text.source, mention.place), "is": mention}
                        for mention in text.mentions[:MOST_SENTENCES]
                    ],
                    "more": max(len(text.mentions) - MOST_SENTENCES, 0),
                }
                for text in article.texts
            ],
        }
        for article in articles
    ]


def label_of(text):
    if text.is_live:
        return "On the site, and the same in the draft" if text.is_draft else LIVE
    if text.at:
        return f"Scheduled for {moment(text.at)}"
    return "In the draft"


LIVE = "On the site"


def address_of(article):
    view = "articles:page" if article.is_page else "articles:article"
    return reverse(view, args=[article.slug]) if article.slug else ""


def where(source, place):
    """Which part of the article, in a few words; nothing for the text itself."""
    if place.part == "faqs":
        return f"In the answer to “{source.faqs[place.index].question}”"
    if place.part == "figures":
        return f"Under the picture “{place.name}”"
    return PARTS[place.part]

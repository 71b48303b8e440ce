"""The reader's addresses. ``elsewhere`` takes what is left, so it comes last."""

from django.urls import path, re_path

from articles.feeds import atom, json_feed
from articles.robots import robots
from articles.sitemaps import sitemap, sitemap_part
from articles.views import (
    articles,
    errors,
    lists,
    look,
    media,
    questions,
    references,
    search,
)
from articles.views.errors import or_not_found
from articles.views.responses import numbered_page, reader_page

app_name = "articles"
urlpatterns = [
    path("", lists.home, name="home"),
    path("articles/", lists.articles, name="article_list"),
    path("articles/<slug:slug>/", articles.article, name="article"),
    re_path(
        r"^articles/(?P<slug>[-\w]+)/references\.(?P<ext>json|bib|ris)$",
        articles.article_references,
        name="article_references",
    ),
    re_path(
        r"^articles/(?P<slug>[-\w]+)/cite\.(?P<ext>bib|ris)$",
        articles.article_cite,
        name="article_cite",
    ),
    path("series/", lists.series_index, name="series_list"),
    path("series/<slug:slug>/", lists.series, name="series"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    re_path(r"^archive/(?P<year>[12][0-9]{3})/$", lists.archive, name="archive"),
    path("faqs/", questions.faqs, name="faqs"),
    path("search/", search.search, name="search"),
    path("references/", references.references, name="references"),
    re_path(
        r"^references\.(?P<ext>json|bib|ris)$",
        references.references_file,
        name="references_file",
    ),
    path("feed/", numbered_page(or_not_found(atom)), name="feed"),
    path("feed.json", numbered_page(or_not_found(json_feed)), name="feed_json"),
    path("sitemap.xml", reader_page(sitemap), name="sitemap"),
    re_path(
        r"^sitemap-(?P<number>[1-9][0-9]{0,3})\.xml$",
        reader_page(or_not_found(sitemap_part)),
        name="sitemap_part",
    ),
    path("robots.txt", reader_page(robots), name="robots"),
    re_path(r"^look-(?P<name>[0-9a-z-]+)\.css$", look.look, name="look"),
    path("favicon.ico", look.favicon),
    path("media/<path:path>", media.media, name="media"),
    path("<slug:slug>/", articles.plain_page, name="page"),
    re_path(r"^(?P<path>(?s:.*))$", errors.elsewhere, name="elsewhere"),
]

"""The Markdown editor: its widget, and what its script asks the server for."""

from html import unescape

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.html import strip_tags
from django.views.decorators.http import require_POST, require_safe
from markdownx.widgets import AdminMarkdownxWidget

from articles.citations import EngineError
from articles.models import Inputs, Reference
from articles.source import ArticleSource

LONGEST_TEXT = 1_000_000
WORKS_SHOWN = 12
TOO_LONG = "This text is too long to be shown. Bring it in as several articles."


class LineFeeds:
    """Browsers send CR LF; texts are kept with line feeds alone.

    Otherwise saving an unchanged text would count as a change.
    """

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class TextArea(LineFeeds, forms.Textarea):
    """For plain text of a few lines."""


class DeskEditor(LineFeeds, AdminMarkdownxWidget):
    """A text area that ``editor.js`` gives a toolbar; works as it is without."""

    template_name = "django/forms/widgets/textarea.html"

    def __init__(self, attrs=None, *, rows=24):
        super().__init__({"class": "desk-editor", "rows": rows, **(attrs or {})})

    class Media:
        extend = False
        css = {"all": ["admin/desk/editor.css"]}
        js = [
            forms.Script("admin/desk/editor.js", type="module"),
            forms.Script("admin/desk/cite.js", type="module"),
        ]


@require_safe
def alive_view(request):
    """A sign of life from somebody who writes, and a token for the form's sending.

    Signing in anew in another tab makes the form's own token invalid.
    """
    return JsonResponse({"token": get_token(request)})


@require_POST
def markdown_view(request):
    """markdownx's preview protocol: ``content`` in, the HTML of its page out."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    text = request.POST.get("content", "")
    if len(text) > LONGEST_TEXT:
        return HttpResponse(TOO_LONG, status=413, content_type="text/plain")
    try:
        document = Inputs.of(ArticleSource(body=text)).render()
    except EngineError as error:
        return HttpResponse(str(error), status=503, content_type="text/plain")
    return HttpResponse(document.body)


@require_safe
def works_view(request):
    """Works of the library whose author, title, year or key has every word asked."""
    if not request.user.has_perm("articles.view_reference"):
        raise PermissionDenied
    works = [
        {
            "key": work.key,
            "label": str(work),
            "entry": unescape(strip_tags(work.entry)),
            "incomplete": work.is_incomplete,
        }
        for work in works_for(request.GET.get("q", ""))
    ]
    return JsonResponse({"works": works})


def works_for(query):
    """The most relevant works; those cited last while nothing is typed."""
    library = Reference.objects.only(
        "key", "authors", "year", "title", "entry", "is_incomplete"
    )
    if not query.strip():
        return library.last_cited_first(WORKS_SHOWN)
    return library.matching(query).most_relevant_first(query)[:WORKS_SHOWN]

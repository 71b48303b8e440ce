"""The true preview: the page that publishing would make of the form as it stands."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from articles.admin.article_form import DRAFT
from articles.admin.editor import LONGEST_TEXT, TOO_LONG
from articles.admin.problems import listed_problems
from articles.admin.removal import as_pk
from articles.characters import permitted
from articles.citations import EngineError
from articles.models import Article, Clinician, Image, Inputs, Reference
from articles.pages import preview_html
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource

DATES = ("reviewed_on", "review_due_on")
MOST_ROWS = 500


def preview_view(model_admin, request):
    """JSON: the page's HTML, what is wrong with it, and how long it reads."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    if sum(map(len, request.POST.values())) > LONGEST_TEXT:
        return JsonResponse({"error": TOO_LONG}, status=413)
    article = posted_article(request.POST)
    source = posted_source(request.POST)
    try:
        document = Inputs.of(source).render()
    except EngineError as error:
        return JsonResponse({"error": str(error)}, status=503)
    problems = listed_problems(None, document.problems)
    return JsonResponse(
        {
            "html": preview_html(article, source, document),
            "words": document.word_count,
            "minutes": document.reading_minutes,
            "problems": [
                {
                    "message": problem.message,
                    "label": problem.label,
                    "url": problem.url,
                    "blocking": problem.is_blocking,
                }
                for problem in problems
            ],
        }
    )


def posted_article(post):
    """The stored article for its place; a new one where none is stored yet."""
    pk = as_pk(post.get("article", ""))
    stored = Article.objects.select_related("series").filter(pk=pk).first()
    is_page = post.get("kind") == Article.Kind.PAGE
    return stored or Article(kind=Article.Kind.PAGE if is_page else "article")


def posted_source(post):
    """The draft as typed, valid or not. Three queries."""
    texts = {name: text(post, name) for name in DRAFT}
    call = CallToAction(
        *(texts.pop(f"cta_{name}") for name in ("heading", "text", "label", "url"))
    )
    dates = {name: posted_date(texts.pop(name)) for name in DATES}
    figures = rows(post, "figures")
    digests = by_pk(Image, "digest", [row("image") for row in figures])
    slugs = by_pk(
        Clinician, "slug", [row("clinician") for row in rows(post, "authorships")]
    )
    keys = by_pk(
        Reference, "key", [row("reference") for row in rows(post, "further_reading")]
    )
    return ArticleSource(
        **texts,
        **dates,
        call_to_action=call,
        faqs=tuple(
            FAQSource(row("question"), row("answer"))
            for row in rows(post, "faqs")
            if row("question") or row("answer")
        ),
        figures=tuple(
            FigureSource(
                name=row("name"),
                image=digests.get(as_pk(row("image")), ""),
                alt=row("alt"),
                decorative=bool(row("decorative")),
                caption=row("caption"),
                credit=row("credit"),
            )
            for row in figures
            if row("name")
        ),
        authors=tuple(slugs.values()),
        further_reading=tuple(keys.values()),
    )


def rows(post, prefix):
    """A reader of each row's fields, in the order in which the rows stand."""
    total = as_pk(post.get(f"{prefix}-TOTAL_FORMS", "")) or 0
    numbers = [
        number
        for number in range(min(total, MOST_ROWS))
        if f"{prefix}-{number}-DELETE" not in post
    ]
    numbers.sort(key=lambda number: as_pk(post.get(f"{prefix}-{number}-position")) or 0)
    return [row_reader(post, f"{prefix}-{number}-") for number in numbers]


def row_reader(post, stem):
    return lambda name: text(post, stem + name)


def text(post, name):
    return permitted(post.get(name, "").replace("\r\n", "\n")).strip()


def by_pk(model, field, typed):
    """{pk: value of ``field``} of the named rows, in the order named. One query."""
    wanted = [pk for pk in map(as_pk, typed) if pk is not None]
    found = dict(model.objects.filter(pk__in=wanted).values_list("pk", field))
    return {pk: found[pk] for pk in dict.fromkeys(wanted) if pk in found}


def posted_date(typed):
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None

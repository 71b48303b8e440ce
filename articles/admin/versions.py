"""An article's versions: the list, one of them to look at, and bringing one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.admin.publishing import (
    SEEN_BEFORE,
    article_for,
    as_seen,
    back_to,
    sentences,
    still_fits,
)
from articles.admin.publishing_forms import AsSeenForm
from articles.admin.removal import as_pk
from articles.admin.wording import moment, state_text
from articles.citations import EngineError
from articles.models import Article, DraftChanged, Inputs, NotPublishable
from articles.pages import preview_html

PER_PAGE = 50


def viewed_article(request, object_id):
    """The article with its state, for whoever may look at it."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    articles = Article.objects.with_state(timezone.now())
    article = articles.filter(pk=as_pk(object_id)).first()
    if article is None:
        raise Http404
    return article


def versions_view(model_admin, request, object_id):
    article = viewed_article(request, object_id)
    revisions = article.revisions.select_related("created_by").prefetch_related(
        "publications"
    )
    page = Paginator(revisions.defer("source_data"), PER_PAGE).get_page(
        request.GET.get("p")
    )
    context = {
        **page_context(model_admin, request, article, f"Versions of “{article}”"),
        "page": page,
        "versions": [version_line(revision, article) for revision in page],
    }
    return TemplateResponse(request, "admin/articles/article/versions.html", context)


def version_line(revision, article):
    """One line of the list: when, by whom, why, and from when readers saw it."""
    by = revision.created_by
    return {
        "pk": revision.pk,
        "at": moment(revision.created_at),
        "by": (by.get_short_name() or by.get_username()) if by else "",
        "reason": revision.get_reason_display(),
        "seen": [moment(publication.at) for publication in revision.publications.all()],
        "is_draft": revision.digest == article.draft_digest,
    }


def page_context(model_admin, request, article, title):
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "article": article,
        "title": title,
        "state_text": state_text(article.state),
        "media": model_admin.media,
        "may_change": request.user.has_perm("articles.change_article"),
        "as_seen": AsSeenForm(initial=as_seen(article), auto_id=False),
    }


def version_view(model_admin, request, pk, revision_pk):
    """A version as the page it would be now."""
    article = viewed_article(request, pk)
    revision = revision_of(article, revision_pk)
    html, sentence = "", ""
    try:
        document = Inputs.of(revision.source).render()
        html = preview_html(article, revision.source, document)
    except EngineError as error:
        sentence = str(error)
    title = f"Version of {moment(revision.created_at)}"
    context = {
        **page_context(model_admin, request, article, title),
        "revision": revision,
        "html": html,
        "sentence": sentence,
    }
    return TemplateResponse(request, "admin/articles/article/version.html", context)


def revision_of(article, revision_pk):
    revision = article.revisions.filter(pk=revision_pk).first()
    if revision is None:
        raise Http404
    return revision


def restore_view(model_admin, request, pk, revision_pk):
    """Bring a version back into the draft; readers see nothing of it."""
    article = article_for(request, pk)
    revision = revision_of(article, revision_pk)
    if request.POST.get("version") != str(article.version):
        messages.error(request, str(DraftChanged()))
        return back_to(article, "history")
    try:
        article.restore(revision, version=article.version, by=request.user)
    except DraftChanged as error:
        messages.error(request, str(error))
        return back_to(article, "history")
    model_admin.log_change(request, article, "Older version brought back.")
    messages.success(
        request,
        f"The version of {moment(revision.created_at)} is back in the form. Readers "
        "don’t see it before you publish it; what stood here is among the versions.",
    )
    return back_to(article, "change")


def go_back_view(model_admin, request, pk):
    """Show readers the version before again, in one step."""
    article = article_for(request, pk)
    before = article.version_before()
    if before is None:
        messages.warning(request, "There is no version before this one.")
        return back_to(article)
    if request.method == "POST":
        return go_back(model_admin, request, article)
    context = {
        **page_context(model_admin, request, article, "Back to the version before"),
        "before": before,
        "before_at": moment(before.created_at),
    }
    return TemplateResponse(request, "admin/articles/article/go_back.html", context)


def go_back(model_admin, request, article):
    if not still_fits(article, request.POST):
        messages.warning(request, SEEN_BEFORE)
        return back_to(article)
    try:
        article.go_back(by=request.user)
    except (NotPublishable, EngineError, DraftChanged, ValidationError) as error:
        for sentence in sentences(error):
            messages.error(request, sentence)
        return back_to(article)
    model_admin.log_change(request, article, "Back to the version before.")
    messages.success(request, "Readers see the version before again.")
    return back_to(article, "change")

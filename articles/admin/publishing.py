"""Publishing and what undoes it: views of their own, outside any transaction.

Each acts on POST only and answers with a redirect, so that going back afterwards
does no harm; a form that was sent before is refused with a sentence.
"""

from datetime import datetime, time

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.local_time import twice_sentence
from articles.admin.problems import listed_problems
from articles.admin.publishing_forms import AsSeenForm, PublishForm, WithdrawForm
from articles.admin.wording import (
    moment,
    practice_zone,
    state_text,
    zone_name,
)
from articles.citations import EngineError
from articles.models import Article, DraftChanged, Inputs, NotPublishable

SEEN_BEFORE = (
    "This was already done, or something changed since you opened that page. This is "
    "how it stands now; nothing was done a second time."
)


def article_for(request, pk):
    """The article with its state, for somebody who may publish it."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    article = Article.objects.with_state(timezone.now()).filter(pk=pk).first()
    if article is None:
        raise Http404
    return article


def as_seen(article):
    return {"version": article.version, "latest": article.latest_switch()}


def still_fits(article, post, prefix=""):
    """Is what the editor saw still so? Asked before the rest of a form is read."""
    return all(
        post.get(f"{prefix}{name}") == str(value)
        for name, value in as_seen(article).items()
    )


def back_to(article, view="publish"):
    name = f"admin:articles_article_{view}"
    return HttpResponseRedirect(reverse(name, args=[article.pk]))


def publish_view(model_admin, request, pk):
    article = article_for(request, pk)
    if request.method != "POST":
        return publishing_page(model_admin, request, article)
    if not still_fits(article, request.POST, "publish-"):
        messages.warning(request, SEEN_BEFORE)
        return back_to(article)
    form = publish_form(article, request.POST)
    if not form.is_valid():
        return publishing_page(model_admin, request, article, publish=form)
    try:
        publication = publish(article, form.cleaned_data, by=request.user)
    except (NotPublishable, EngineError, DraftChanged, ValidationError) as error:
        for sentence in sentences(error):
            form.add_error(None, sentence)
        return publishing_page(model_admin, request, article, publish=form)
    messages.success(request, published_sentence(article, publication, form))
    model_admin.log_change(request, article, "Published.")
    return back_to(article, "change")


def publish(article, cleaned, *, by):
    first = cleaned.get("first_published_on")
    return article.publish(
        at=cleaned["at"],
        by=by,
        version=cleaned["version"],
        latest=cleaned["latest"],
        change_note=cleaned.get("change_note", ""),
        first_published_at=datetime.combine(first, time(12), practice_zone())
        if first
        else None,
    )


def published_sentence(article, publication, form):
    at = form.cleaned_data["at"]
    if at:
        return (
            f"“{article}” is scheduled for {moment(publication.at)} ({zone_name()})."
            f"{twice_sentence(at)}"
        )
    return f"“{article}” is published. Readers see it now."


def sentences(error):
    if isinstance(error, NotPublishable):
        return [problem.message for problem in error.problems]
    return error.messages if isinstance(error, ValidationError) else [str(error)]


def publish_form(article, data=None):
    is_imported = hasattr(article, "import_record")
    first = article.publications.filter(first_published_at__isnull=False).first()
    initial = {**as_seen(article)}
    if is_imported and first:
        initial["first_published_on"] = timezone.localdate(first.first_published_at)
    return PublishForm(
        data,
        initial=initial,
        prefix="publish",
        is_live=article.in_force_digest is not None,
        is_imported=is_imported,
    )


def publishing_page(model_admin, request, article, *, publish=None, withdraw=None):
    """Everything about when readers see this article, on one page."""
    problems, engine_error = problems_of(article)
    is_live = article.in_force_digest is not None
    blocking = [problem for problem in problems if problem.is_blocking]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "article": article,
        "title": f"Publish “{article}”",
        "state_text": state_text(article.state),
        "zone": zone_name(),
        "blocking": blocking,
        "warnings": [problem for problem in problems if not problem.is_blocking],
        "engine_error": engine_error,
        "may_publish": not blocking and not engine_error,
        "is_live": is_live,
        "is_unchanged": is_live and article.in_force_digest == article.draft_digest,
        "scheduled_at": article.scheduled_at and moment(article.scheduled_at),
        "ends_at": article.ends_at and moment(article.ends_at),
        "publish": publish or publish_form(article),
        "withdraw": withdraw
        or WithdrawForm(initial=as_seen(article), prefix="withdraw"),
        "as_seen": AsSeenForm(initial=as_seen(article), auto_id=False),
        "before": article.version_before(),
        "may_withdraw": is_live or article.scheduled_at,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/articles/article/publish.html", context)


def problems_of(article):
    """(problems with links to their fields, what the citation engine said)."""
    try:
        document = Inputs.of(article.draft()).render()
    except EngineError as error:
        return [], str(error)
    return listed_problems(article, document.problems), ""


def withdraw_view(model_admin, request, pk):
    article = article_for(request, pk)
    if not still_fits(article, request.POST, "withdraw-"):
        messages.warning(request, SEEN_BEFORE)
        return back_to(article)
    form = WithdrawForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        return publishing_page(model_admin, request, article, withdraw=form)
    try:
        withdrawal = article.withdraw(at=form.cleaned_data["at"], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return back_to(article)
    if form.cleaned_data["at"]:
        twice = twice_sentence(form.cleaned_data["at"])
        text = f"“{article}” will be withdrawn on {moment(withdrawal.at)}.{twice}"
    else:
        text = f"“{article}” is withdrawn. Readers don’t see it any more."
    messages.success(request, text)
    model_admin.log_change(request, article, "Withdrawn.")
    return back_to(article)


def cancel_view(model_admin, request, pk):
    article = article_for(request, pk)
    if article.cancel_scheduled():
        messages.success(request, "The scheduled version is called off.")
        model_admin.log_change(request, article, "Scheduled version called off.")
    else:
        messages.warning(request, "No version is scheduled any more.")
    return back_to(article)


def cancel_withdrawal_view(model_admin, request, pk):
    article = article_for(request, pk)
    if article.cancel_withdrawal():
        messages.success(request, "The withdrawal is called off.")
        model_admin.log_change(request, article, "Withdrawal called off.")
    else:
        messages.warning(request, "No withdrawal is due any more.")
    return back_to(article)
